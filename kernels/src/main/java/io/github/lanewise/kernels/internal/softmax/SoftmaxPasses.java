package io.github.lanewise.kernels.internal.softmax;

import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.select.SlabChoice;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.List;

/** Softmax, its logarithm, and their gradients from the output, slab by slab. */
public final class SoftmaxPasses {
    private static final MicroKernels KERNELS = Lookup.kernels();
    /** Multiply-adds that an exponential costs. */
    public static final long PER_EXPONENTIAL = 40;

    private final SoftmaxShape shape;
    private final boolean log;
    private final long elements;
    private final Execution forward;
    private final Execution backward;

    public SoftmaxPasses(SoftmaxShape shape) {
        this.shape = shape;
        log = shape.kind() == SoftmaxShape.Kind.LOG_SOFTMAX;
        elements = (long) shape.outer() * shape.classes() * shape.inner();
        Slabs slabs = Slabs.of(shape.outer(), shape.classes(), shape.inner(), 0);
        forward = Execution.planned("forward", "", shape, elements, List.of(new Forward(slabs)));
        backward = Execution.planned("backward", "", shape, elements, List.of(new Backward(slabs)));
    }

    /** What stands in the lanes, and why. */
    public String reason() {
        return SlabChoice.reason(shape.classes(), shape.inner());
    }

    public Execution forward() {
        return forward;
    }

    public Execution backward() {
        return backward;
    }

    /** Two slabs, the sums, and a row for maxima or logarithms. */
    private abstract static class TwoSlabs extends SlabPass {
        final int second = slabs.floats();
        final int sums = 2 * second;
        final int row = sums + slabs.sumFloats();

        TwoSlabs(Slabs slabs) {
            super(slabs);
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return row + slabs.width();
        }

        final int floats(int slab) {
            return slabs.rows() * slabs.width(slab);
        }
    }

    /** A softmax becomes what it is in the first slab; a logarithm leaves x − max there and its exponentials in the second. */
    private final class Forward extends TwoSlabs {
        private final int exponentials = log ? second : 0;

        Forward(Slabs slabs) {
            super(slabs);
            if (log) {
                steps(this::load, this::shift, this::exponentials, this::sum, this::subtractLogarithm, this::store);
            } else {
                steps(this::load, this::shift, this::exponentials, this::sum, this::divide, this::store);
            }
        }

        @Override
        public long work(Arguments arguments) {
            return PER_EXPONENTIAL * elements;
        }

        private void load(Arguments a, float[] slot, int slab) {
            slabs.load(slab, a.input, a.inputOffset, Float.NEGATIVE_INFINITY, slot, 0);
        }

        private void shift(Arguments a, float[] slot, int slab) {
            slabs.maximum(slab, slot, 0, row);
            KERNELS.slab().subtract(slabs.rows(), slabs.width(slab), slot, 0, row);
        }

        private void exponentials(Arguments a, float[] slot, int slab) {
            KERNELS.elementary().exp(floats(slab), slot, 0, slot, exponentials);
        }

        private void sum(Arguments a, float[] slot, int slab) {
            slabs.sum(slab, slot, exponentials, sums);
        }

        private void divide(Arguments a, float[] slot, int slab) {
            KERNELS.slab().divide(slabs.rows(), slabs.width(slab), slot, 0, sums);
        }

        private void subtractLogarithm(Arguments a, float[] slot, int slab) {
            KERNELS.elementary().log(slabs.width(slab), slot, sums, slot, row);
            KERNELS.slab().subtract(slabs.rows(), slabs.width(slab), slot, 0, row);
        }

        private void store(Arguments a, float[] slot, int slab) {
            slabs.store(slab, slot, 0, a.output, a.outputOffset);
        }
    }

    /** The output in the first slab, gradients in the second. */
    private final class Backward extends TwoSlabs {
        Backward(Slabs slabs) {
            super(slabs);
            if (log) {
                steps(this::load, this::exponentials, this::logGradient, this::store);
            } else {
                steps(this::load, this::gradient, this::store);
            }
        }

        @Override
        public long work(Arguments arguments) {
            return (log ? PER_EXPONENTIAL : Thresholds.PER_MOVE) * elements;
        }

        private void load(Arguments a, float[] slot, int slab) {
            slabs.load(slab, a.output, a.outputOffset, 0f, slot, 0);
            slabs.load(slab, a.gradOutput, a.gradOutputOffset, 0f, slot, second);
        }

        private void gradient(Arguments a, float[] slot, int slab) {
            slabs.sumOfProducts(slab, slot, 0, second, sums);
            KERNELS.slab().softmaxBackward(slabs.rows(), slabs.width(slab), slot, 0, sums, second);
        }

        private void exponentials(Arguments a, float[] slot, int slab) {
            KERNELS.elementary().exp(floats(slab), slot, 0, slot, 0);
        }

        private void logGradient(Arguments a, float[] slot, int slab) {
            slabs.sum(slab, slot, second, sums);
            KERNELS.slab().logSoftmaxBackward(slabs.rows(), slabs.width(slab), slot, 0, sums, second);
        }

        private void store(Arguments a, float[] slot, int slab) {
            slabs.store(slab, slot, second, a.gradInput, a.gradInputOffset);
        }
    }
}
