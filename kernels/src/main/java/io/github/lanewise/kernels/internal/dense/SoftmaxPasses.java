package io.github.lanewise.kernels.internal.dense;

import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.ElementaryKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.List;

/**
 * Softmax, cross-entropy and its gradient, a piece of the batch a task. {@link Arguments#shared()} holds the losses of the
 * rows and, behind them, room for the sixteen partials of their sum. The exponentials run over whole pieces, because a row
 * of ten classes would not fill one vector.
 */
public final class SoftmaxPasses {
    private static final ElementaryKernels KERNELS = Lookup.kernels().elementary();

    private final int batch;
    private final int classes;
    private final Execution forward;
    private final Execution backward;

    public SoftmaxPasses(int batch, int classes) {
        this.batch = batch;
        this.classes = classes;
        String problem = "softmax_cross_entropy:mb" + batch + "ic" + classes;
        long elements = (long) batch * classes;
        forward = Execution.planned("forward", "", problem, elements, List.of(new Forward()));
        backward = Execution.planned("backward", "", problem, elements, List.of(new Backward()));
    }

    public Execution forward() {
        return forward;
    }

    public Execution backward() {
        return backward;
    }

    /** The mean of the losses that forward left. */
    public float meanLoss(Arguments arguments) {
        float[] losses = arguments.shared();
        return SixteenPartials.sumInPieces(losses, 0, batch, losses, batch) / batch;
    }

    private abstract class Pieces implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return SixteenPartials.pieces(batch);
        }

        @Override
        public String describe() {
            return PIECE + " rows a task";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            int begin = task * PIECE;
            run(arguments, begin, Math.min(begin + PIECE, batch), slot);
        }

        abstract void run(Arguments arguments, int begin, int end, float[] slot);
    }

    private final class Forward extends Pieces {
        @Override
        public long work(Arguments arguments) {
            return 40L * batch * classes; // what an exponential costs
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return batch + PARTIALS;
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return PARTIALS + 2 * PIECE;
        }

        @Override
        void run(Arguments a, int begin, int end, float[] slot) {
            float[] losses = a.shared();
            for (int n = begin; n < end; n++) {
                losses[n] = subtractMaximum(a, n);
            }
            int offset = a.outputOffset + begin * classes;
            KERNELS.exp((end - begin) * classes, a.output, offset, a.output, offset);
            int sums = PARTIALS;
            int logarithms = PARTIALS + PIECE;
            for (int n = begin; n < end; n++) {
                slot[sums + n - begin] = normalise(a.output, a.outputOffset + n * classes, slot);
            }
            KERNELS.log(end - begin, slot, sums, slot, logarithms);
            for (int n = begin; n < end; n++) {
                losses[n] = slot[logarithms + n - begin] - losses[n];
            }
        }

        /** Writes x − max of a row, and returns that of the label (read first: the output may be the input). */
        private float subtractMaximum(Arguments a, int n) {
            int from = a.inputOffset + n * classes;
            int to = a.outputOffset + n * classes;
            float maximum = a.input[from];
            for (int c = 1; c < classes; c++) {
                maximum = Math.max(maximum, a.input[from + c]); // NaN wins
            }
            for (int c = 0; c < classes; c++) {
                a.output[to + c] = a.input[from + c] - maximum;
            }
            return a.output[to + a.indices[a.indicesOffset + n]];
        }

        private float normalise(float[] row, int offset, float[] slot) {
            float sum = SixteenPartials.sum(row, offset, classes, slot, 0);
            for (int c = 0; c < classes; c++) {
                row[offset + c] /= sum;
            }
            return sum;
        }
    }

    private final class Backward extends Pieces {
        @Override
        public long work(Arguments arguments) {
            return Thresholds.PER_MOVE * batch * classes;
        }

        @Override
        void run(Arguments a, int begin, int end, float[] slot) {
            float rows = batch;
            for (int n = begin; n < end; n++) {
                int label = a.indices[a.indicesOffset + n];
                int from = a.outputOffset + n * classes;
                int to = a.gradInputOffset + n * classes;
                for (int c = 0; c < classes; c++) {
                    float p = a.output[from + c];
                    a.gradInput[to + c] = (c == label ? p - 1 : p) / rows;
                }
            }
        }
    }
}
