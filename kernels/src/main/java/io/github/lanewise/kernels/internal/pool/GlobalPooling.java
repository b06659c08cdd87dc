package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.PoolBlocks;
import java.util.Arrays;
import java.util.List;

/**
 * Poolings of whole planes. A plane is read as it lies, its sixteen partials in the lanes; the partials of sixteen planes are
 * then transposed, so that what ends them runs with planes in the lanes. Tasks are groups of whole planes: a plane is not
 * cut, because the way through it is bound by memory and networks have planes enough.
 */
public final class GlobalPooling {
    private static final MicroKernels KERNELS = Lookup.kernels();
    /** What an element costs in multiply-adds: like ReLU, it is a load and hardly more. */
    private static final long COST = 4;

    private final int planes;
    private final int plane;
    private final int planesOfTask;
    private final Execution forward;
    private final Execution backward;

    public GlobalPooling(GlobalPool2dShape shape) {
        planes = shape.batch() * shape.channels();
        plane = shape.inHeight() * shape.inWidth();
        planesOfTask = LANES * Math.max(1, PoolBlocks.PLANE_ELEMENTS / LANES / plane);
        boolean max = shape.kind() == GlobalPool2dShape.Kind.MAX;
        long cells = (long) planes * plane;
        forward = Execution.planned("forward", "", shape, cells, List.of(max ? new Maximum() : new Average()));
        backward = Execution.planned("backward", "", shape, max ? planes : cells,
                List.of(max ? new MaximumBackward() : new AverageBackward()));
    }

    public Execution forward() {
        return forward;
    }

    public Execution backward() {
        return backward;
    }

    /** A group of planes a task. */
    private abstract class Planes implements Pass {
        @Override
        public final int tasks(Arguments arguments) {
            return Math.ceilDiv(planes, planesOfTask);
        }

        @Override
        public final long work(Arguments arguments) {
            return COST * planes * plane;
        }

        @Override
        public final void run(Arguments arguments, int task, float[] slot) {
            int begin = task * planesOfTask;
            int count = Math.min(planesOfTask, planes - begin);
            for (int p = 0; p < count; p += LANES) {
                run(arguments, begin + p, Math.min(LANES, count - p), slot);
            }
        }

        /** Sixteen planes, or the last few. */
        abstract void run(Arguments a, int first, int count, float[] slot);
    }

    private final class Average extends Planes {
        @Override
        public int slotFloats(Arguments arguments) {
            return 2 * LANES * LANES;
        }

        @Override
        public String describe() {
            return "sums " + planesOfTask + " planes a task, the lanes being the partials";
        }

        @Override
        void run(Arguments a, int first, int count, float[] slot) {
            int lanes = LANES * LANES;
            KERNELS.globalPool().partialSums(count, plane, a.input, a.inputOffset + first * plane, slot, 0);
            KERNELS.lanes().toLanes(count, LANES, slot, 0, LANES, slot, lanes);
            KERNELS.globalPool().averages(slot, lanes, plane, slot, 0);
            System.arraycopy(slot, 0, a.output, a.outputOffset + first, count);
        }
    }

    private final class Maximum extends Planes {
        @Override
        public int slotFloats(Arguments arguments) {
            return 4 * LANES * LANES;
        }

        @Override
        public String describe() {
            return "takes the maxima of " + planesOfTask + " planes a task, the lanes being the partials";
        }

        @Override
        void run(Arguments a, int first, int count, float[] slot) {
            int steps = LANES * LANES;
            int lanes = 2 * steps;
            KERNELS.globalPool().partialMaxima(count, plane, a.input, a.inputOffset + first * plane, slot, 0, slot,
                    steps);
            KERNELS.lanes().toLanes(count, LANES, slot, 0, LANES, slot, lanes);
            KERNELS.lanes().toLanes(count, LANES, slot, steps, LANES, slot, lanes + steps);
            KERNELS.globalPool().maxima(slot, lanes, slot, lanes + steps, slot, 0, slot, LANES);
            System.arraycopy(slot, 0, a.output, a.outputOffset + first, count);
            if (a.indices != null) {
                for (int i = 0; i < count; i++) {
                    a.indices[a.indicesOffset + first + i] = Float.floatToRawIntBits(slot[LANES + i]);
                }
            }
        }
    }

    private final class AverageBackward extends Planes {
        @Override
        public String describe() {
            return "fills " + planesOfTask + " planes a task";
        }

        @Override
        void run(Arguments a, int first, int count, float[] slot) {
            for (int p = first; p < first + count; p++) {
                int begin = a.gradInputOffset + p * plane;
                // from +0, so that a share of −0 becomes +0 as in every gradient that is gathered
                Arrays.fill(a.gradInput, begin, begin + plane, 0f + a.gradOutput[a.gradOutputOffset + p] / plane);
            }
        }
    }

    private final class MaximumBackward extends Planes {
        @Override
        public String describe() {
            return "scatters " + planesOfTask + " planes a task";
        }

        @Override
        void run(Arguments a, int first, int count, float[] slot) {
            int begin = a.gradInputOffset + first * plane;
            Arrays.fill(a.gradInput, begin, begin + count * plane, 0f);
            for (int p = first; p < first + count; p++) {
                a.gradInput[a.gradInputOffset + p * plane
                        + a.indices[a.indicesOffset + p]] += a.gradOutput[a.gradOutputOffset + p];
            }
        }
    }
}
