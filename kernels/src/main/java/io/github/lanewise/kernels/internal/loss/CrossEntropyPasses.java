package io.github.lanewise.kernels.internal.loss;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.select.SlabChoice;
import io.github.lanewise.kernels.internal.select.Thresholds;
import io.github.lanewise.kernels.internal.softmax.SlabPass;
import io.github.lanewise.kernels.internal.softmax.Slabs;
import io.github.lanewise.kernels.internal.softmax.SoftmaxPasses;

/**
 * Softmax with cross-entropy, slab by slab. The loss of a row is Σ q·(ln s − d), d = x − max, which is Q·ln s − Σ q·d with Q
 * the sum of the weights q that its target gives the classes; so one sum is all that it takes beside the softmax, and with a
 * plain label not even that.
 *
 * <p>The maximum a posteriori loss is the same of x = −y with one class more, of logit −j, that no label can name.
 */
public final class CrossEntropyPasses {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final LossShape shape;
    private final Layout layout;
    private final boolean distances;
    private final Reducing reducing;
    private final Execution forward;
    private final Execution backward;

    public CrossEntropyPasses(LossShape shape) {
        this(shape, Layout.NCHW);
    }

    /** In lanes of losses with labels, without further classes. */
    public CrossEntropyPasses(LossShape shape, Layout layout) {
        this.shape = shape;
        this.layout = layout;
        distances = shape.kind() == Kind.MAXIMUM_A_POSTERIORI;
        reducing = new Reducing(shape);
        long elements = (long) shape.batch() * shape.classes() * shape.positions();
        forward = Execution.planned("forward", "", shape, elements, reducing.around(new Forward(elements)));
        backward = Execution.planned("backward", "", shape, elements, reducing.before(new Backward(elements)));
    }

    /** What stands in the lanes, and why. */
    public String reason() {
        return layout == Layout.LANES
                ? "the arrays are in lanes"
                : SlabChoice.reason(shape.classes(), shape.positions());
    }

    public Execution forward() {
        return forward;
    }

    public Execution backward() {
        return backward;
    }

    /** A slab of values, the weights of its classes, sums, and rows for what each row of the array has one of. */
    private abstract class Rows extends SlabPass {
        final Targets targets;
        final int sums;
        final int total;
        final int row;
        private final int end;
        private final long work;

        Rows(int further, long work) {
            super(layout == Layout.LANES
                    ? Slabs.inLanes(shape.batch(), shape.classes(), shape.positions())
                    : Slabs.of(shape.batch(), shape.classes(), shape.positions(), further));
            this.work = work;
            int floats = slabs.floats();
            targets = shape.kind() == Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES
                    ? new ProbabilityTargets(shape, slabs, floats)
                    : new LabelTargets(shape, slabs, floats, reducing);
            sums = floats + targets.floats();
            total = sums + slabs.sumFloats();
            row = total + slabs.width();
            end = row + slabs.width();
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return end;
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return reducing.sharedFloats();
        }

        @Override
        public long work(Arguments arguments) {
            return work;
        }
    }

    private final class Forward extends Rows {
        Forward(long elements) {
            super(distances ? 1 : 0, SoftmaxPasses.PER_EXPONENTIAL * elements);
            steps(distances ? this::loadDistances : this::load, this::shift, this::weigh, this::exponentials, this::sum,
                    this::divide, this::losses);
        }

        private int floats(int slab) {
            return slabs.rows() * slabs.width(slab);
        }

        private void load(Arguments a, float[] slot, int slab) {
            slabs.load(slab, a.input, a.inputOffset, Float.NEGATIVE_INFINITY, slot, 0);
        }

        private void loadDistances(Arguments a, float[] slot, int slab) {
            slabs.load(slab, a.input, a.inputOffset, Float.POSITIVE_INFINITY, slot, 0);
            KERNELS.slab().affine(floats(slab), -1f, -0f, slot, 0);
            slabs.fill(slab, shape.classes(), -shape.rubbish(), slot, 0);
        }

        private void shift(Arguments a, float[] slot, int slab) {
            slabs.maximum(slab, slot, 0, row);
            KERNELS.slab().subtract(slabs.rows(), slabs.width(slab), slot, 0, row);
        }

        private void weigh(Arguments a, float[] slot, int slab) {
            targets.weightedSum(a, slot, slab, total, row, sums);
        }

        private void exponentials(Arguments a, float[] slot, int slab) {
            KERNELS.elementary().exp(floats(slab), slot, 0, slot, 0);
            slabs.clearPadding(slot, 0);
        }

        private void sum(Arguments a, float[] slot, int slab) {
            slabs.sum(slab, slot, 0, sums);
        }

        private void divide(Arguments a, float[] slot, int slab) {
            KERNELS.slab().divide(slabs.rows(), slabs.width(slab), slot, 0, sums);
            slabs.store(slab, slot, 0, a.output, a.outputOffset);
        }

        private void losses(Arguments a, float[] slot, int slab) {
            KERNELS.elementary().log(slabs.width(slab), slot, sums, slot, sums);
            for (int place = 0; place < slabs.places(slab); place++) {
                int number = slabs.row(slab, place);
                if (number >= 0) {
                    float loss = Math.fma(slot[total + place], slot[sums + place], -slot[row + place]);
                    reducing.putLoss(a, number, targets.ignored(a, number) ? 0f : loss);
                }
            }
        }
    }

    private final class Backward extends Rows {
        Backward(long elements) {
            super(0, Thresholds.PER_MOVE * elements);
            steps(this::load, this::weigh, this::gradLosses, this::gradients, this::store);
        }

        private void load(Arguments a, float[] slot, int slab) {
            slabs.load(slab, a.output, a.outputOffset, 0f, slot, 0);
        }

        private void weigh(Arguments a, float[] slot, int slab) {
            targets.weights(a, slot, slab, total, sums);
            slabs.spread(slot, total);
        }

        private void gradLosses(Arguments a, float[] slot, int slab) {
            for (int place = 0; place < slabs.places(slab); place++) {
                int number = slabs.row(slab, place);
                float gradLoss = number < 0 ? 0f : reducing.gradLoss(a, number);
                slot[row + place] = distances ? -gradLoss : gradLoss;
            }
            slabs.spread(slot, row);
        }

        private void gradients(Arguments a, float[] slot, int slab) {
            KERNELS.slab().crossEntropyBackward(slabs.rows(), slabs.width(slab), slot, targets.offset(), total, row,
                    reducing.divisor(a), 0);
        }

        /** Rows that do not count get +0, whatever came out. */
        private void store(Arguments a, float[] slot, int slab) {
            for (int place = 0; place < slabs.places(slab); place++) {
                int number = slabs.row(slab, place);
                if (number >= 0 && targets.ignored(a, number)) {
                    for (int c = 0; c < shape.classes(); c++) {
                        slot[slabs.at(slab, place, c)] = 0f;
                    }
                }
            }
            slabs.store(slab, slot, 0, a.gradInput, a.gradInputOffset);
        }
    }
}
