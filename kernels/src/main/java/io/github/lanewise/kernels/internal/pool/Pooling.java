package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.Arrays;
import java.util.List;

/**
 * Pooling with sixteen planes in the lanes: whatever the window, stride and dilation, a tap is one vector, and only the way
 * into lanes and back costs shuffles. A task is sixteen planes (images times channels), which stay in L2. The gradient of a
 * maximum is a scatter to places that differ from lane to lane, so it runs plane by plane, without lanes.
 */
public final class Pooling {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final WindowTable table;
    private final int planes;
    private final int inPlane;
    private final int outPlane;
    private final Execution forward;
    private final Execution forwardWithIndices;
    private final Execution backward;

    public Pooling(Pool2dShape shape) {
        table = Windows.table(shape);
        planes = shape.batch() * shape.channels();
        inPlane = shape.inHeight() * shape.inWidth();
        outPlane = shape.outHeight() * shape.outWidth();
        boolean max = shape.kind() == Pool2dShape.Kind.MAX;
        long cells = (long) planes * table.cells();
        forward = Execution.planned("forward", "", shape, cells, List.of(max ? new Maximum() : new Average()));
        forwardWithIndices = Execution.planned("forward", "", shape, cells, List.of(new MaximumWithIndices()));
        backward = Execution.planned("backward", "", shape, max ? (long) planes * outPlane : cells,
                List.of(max ? new MaximumBackward() : new AverageBackward()));
    }

    public Execution forward(boolean withIndices) {
        return withIndices ? forwardWithIndices : forward;
    }

    public Execution backward() {
        return backward;
    }

    /** Sixteen planes a task. */
    private abstract class Planes implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return (planes + LANES - 1) / LANES;
        }

        @Override
        public long work(Arguments arguments) {
            return Thresholds.PER_MOVE * planes * (inPlane + outPlane);
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return (inPlane + 2 * outPlane) * LANES;
        }

        @Override
        public String describe() {
            return "pools 16 planes a task in lanes";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            int plane = task * LANES;
            run(arguments, plane, Math.min(LANES, planes - plane), slot);
        }

        abstract void run(Arguments a, int plane, int count, float[] slot);

        void load(Arguments a, int plane, int count, float[] slot) {
            KERNELS.lanes().toLanes(count, inPlane, a.input, a.inputOffset + plane * inPlane, inPlane, slot, 0);
        }

        void store(Arguments a, int plane, int count, float[] slot) {
            KERNELS.lanes().fromLanes(count, outPlane, slot, inPlane * LANES, a.output,
                    a.outputOffset + plane * outPlane,
                    outPlane);
        }
    }

    private final class Maximum extends Planes {
        @Override
        void run(Arguments a, int plane, int count, float[] slot) {
            load(a, plane, count, slot);
            KERNELS.pool().maxPool(table, slot, 0, slot, inPlane * LANES, null, 0);
            store(a, plane, count, slot);
        }
    }

    private final class MaximumWithIndices extends Planes {
        @Override
        void run(Arguments a, int plane, int count, float[] slot) {
            load(a, plane, count, slot);
            int cells = (inPlane + outPlane) * LANES;
            KERNELS.pool().maxPool(table, slot, 0, slot, inPlane * LANES, slot, cells);
            store(a, plane, count, slot);
            KERNELS.lanes().fromLanes(count, outPlane, slot, cells, slot, 0, outPlane); // over the input, which is used up
            int to = a.indicesOffset + plane * outPlane;
            for (int i = 0; i < count * outPlane; i++) {
                a.indices[to + i] = Float.floatToRawIntBits(slot[i]);
            }
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return (Math.max(inPlane, outPlane) + 2 * outPlane) * LANES;
        }
    }

    private final class MaximumBackward extends Planes {
        @Override
        public String describe() {
            return "scatters 16 planes a task";
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return 0;
        }

        @Override
        void run(Arguments a, int plane, int count, float[] slot) {
            int begin = a.gradInputOffset + plane * inPlane;
            Arrays.fill(a.gradInput, begin, begin + count * inPlane, 0f);
            for (int p = plane; p < plane + count; p++) {
                int to = a.gradInputOffset + p * inPlane;
                int from = p * outPlane;
                for (int i = from; i < from + outPlane; i++) {
                    a.gradInput[to + a.indices[a.indicesOffset + i]] += a.gradOutput[a.gradOutputOffset + i];
                }
            }
        }
    }

    private final class Average extends Planes {
        @Override
        void run(Arguments a, int plane, int count, float[] slot) {
            load(a, plane, count, slot);
            KERNELS.pool().averagePool(table, slot, 0, slot, inPlane * LANES);
            store(a, plane, count, slot);
        }
    }

    private final class AverageBackward extends Planes {
        @Override
        void run(Arguments a, int plane, int count, float[] slot) {
            int gradOutput = inPlane * LANES;
            KERNELS.lanes().toLanes(count, outPlane, a.gradOutput, a.gradOutputOffset + plane * outPlane, outPlane,
                    slot,
                    gradOutput);
            Arrays.fill(slot, 0, gradOutput, 0f);
            KERNELS.pool().averagePoolBackward(table, slot, gradOutput, slot, 0);
            KERNELS.lanes().fromLanes(count, inPlane, slot, 0, a.gradInput, a.gradInputOffset + plane * inPlane,
                    inPlane);
        }
    }
}
