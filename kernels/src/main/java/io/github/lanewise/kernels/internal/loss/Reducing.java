package io.github.lanewise.kernels.internal.loss;

import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.ConvolutionKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.Arrays;
import java.util.List;

/**
 * What losses over classes share: the weights of the rows, what a mean divides by, and the sum of the rows' losses. The
 * shared memory of a call begins with the divisor; the sum of the smoothing weights follows, room for partials, the
 * smoothing weights of the classes, and the losses of the rows.
 */
final class Reducing {
    private static final ConvolutionKernels KERNELS = Lookup.kernels().convolution();
    private static final int DIVISOR = 0;
    private static final int SMOOTHING_SUM = 1;
    private static final int ROOM = 16;
    static final int SMOOTHING = ROOM + PARTIALS;

    private final LossShape shape;
    private final int rows;
    private final boolean smoothed;
    private final int losses;

    Reducing(LossShape shape) {
        this.shape = shape;
        rows = shape.rows();
        smoothed = shape.labelSmoothing() != 0;
        losses = SMOOTHING + (smoothed ? shape.classes() : 0);
    }

    /** The passes around one that computes the losses of the rows. */
    List<Pass> around(Pass pass) {
        return shape.reduction() == Reduction.NONE
                ? List.of(new Prepare(), pass)
                : List.of(new Prepare(), pass, new Reduce());
    }

    /** The passes before one that computes gradients, and itself. */
    List<Pass> before(Pass pass) {
        return List.of(new Prepare(), pass);
    }

    int sharedFloats() {
        return losses + (shape.reduction() == Reduction.NONE ? 0 : rows);
    }

    /** What a mean divides by, else 1. */
    float divisor(Arguments a) {
        return a.shared()[DIVISOR];
    }

    /** The sum of the smoothing weights of the classes. */
    float smoothingSum(Arguments a) {
        return a.shared()[SMOOTHING_SUM];
    }

    /** Whether a label says that its row does not count. */
    boolean ignored(int label) {
        return label == shape.ignoredLabel();
    }

    int label(Arguments a, int row) {
        return a.indices[a.indicesOffset + row];
    }

    float weight(Arguments a, int label) {
        return a.weight == null ? 1f : a.weight[a.weightOffset + label];
    }

    void putLoss(Arguments a, int row, float loss) {
        if (shape.reduction() == Reduction.NONE) {
            a.loss[a.lossOffset + row] = loss;
        } else {
            a.shared()[losses + row] = loss;
        }
    }

    /** The gradient by a row's loss. */
    float gradLoss(Arguments a, int row) {
        return a.gradOutput[a.gradOutputOffset + (shape.reduction() == Reduction.NONE ? row : 0)];
    }

    /** {@link SixteenPartials#sum}, with the partials side by side in vectors. */
    private static float sum(float[] values, int offset, int count, float[] partials, int partialsOffset) {
        Arrays.fill(partials, partialsOffset, partialsOffset + PARTIALS, 0f);
        int rounds = count / PARTIALS;
        KERNELS.addUp(rounds, values, offset, partials, partialsOffset);
        for (int i = rounds * PARTIALS; i < count; i++) {
            partials[partialsOffset + i - rounds * PARTIALS] += values[offset + i];
        }
        return SixteenPartials.tree(partials, partialsOffset, 1);
    }

    private abstract class Alone implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return 1;
        }

        @Override
        public long work(Arguments arguments) {
            return rows;
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return Reducing.this.sharedFloats();
        }
    }

    private final class Prepare extends Alone {
        @Override
        public String describe() {
            return "finds what the mean divides by" + (smoothed ? ", and the smoothing weights" : "");
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return PIECE + PARTIALS;
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            float[] shared = a.shared();
            shared[DIVISOR] = shape.reduction() == Reduction.MEAN ? countedWeight(a, slot) : 1f;
            if (smoothed) {
                float share = shape.labelSmoothing() / shape.classes();
                for (int c = 0; c < shape.classes(); c++) {
                    shared[SMOOTHING + c] = share * weight(a, c);
                }
                shared[SMOOTHING_SUM] = sum(shared, SMOOTHING, shape.classes(), shared, ROOM);
            }
        }

        private float countedWeight(Arguments a, float[] slot) {
            if (shape.kind() == LossShape.Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES) {
                return rows;
            }
            if (a.weight == null) {
                return a.length;
            }
            float total = 0;
            for (int begin = 0; begin < rows; begin += PIECE) {
                int count = Math.min(PIECE, rows - begin);
                for (int i = 0; i < count; i++) {
                    int label = label(a, begin + i);
                    slot[i] = ignored(label) ? 0f : weight(a, label);
                }
                float sum = sum(slot, 0, count, slot, PIECE);
                total = begin == 0 ? sum : total + sum;
            }
            return total;
        }
    }

    private final class Reduce extends Alone {
        @Override
        public String describe() {
            return "adds up the losses of the rows in pieces of " + PIECE;
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            float[] shared = a.shared();
            float total = sum(shared, losses, Math.min(PIECE, rows), shared, ROOM);
            for (int begin = PIECE; begin < rows; begin += PIECE) {
                total += sum(shared, losses + begin, Math.min(PIECE, rows - begin), shared, ROOM);
            }
            a.loss[a.lossOffset] = total / divisor(a);
        }
    }
}
