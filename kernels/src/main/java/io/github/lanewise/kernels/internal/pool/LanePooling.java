package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import io.github.lanewise.kernels.internal.pool.Bands.Band;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.PoolBlocks;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.Arrays;
import java.util.List;

/**
 * Pooling with sixteen planes in the lanes: whatever the window, stride and dilation, a tap is one vector, and only the way
 * into lanes and back costs shuffles. A task is sixteen planes (images times channels), or a band of sixteen large ones, which
 * stays in L2. The gradient of a maximum is a scatter to places that differ from lane to lane, so it runs plane by plane,
 * without lanes.
 */
final class LanePooling {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final WindowTable table;
    private final int planes;
    private final int inPlane;
    private final int outPlane;
    private final List<Band> windowBands;
    private final List<Band> cellBands;

    LanePooling(Pool2dShape shape) {
        table = Windows.table(shape);
        planes = shape.batch() * shape.channels();
        inPlane = shape.inHeight() * shape.inWidth();
        outPlane = shape.outHeight() * shape.outWidth();
        Bands bands = new Bands(table);
        windowBands = bands.ofWindows(PoolBlocks.CELLS);
        cellBands = bands.ofCells(inPlane, PoolBlocks.CELLS);
    }

    Pass forward(boolean maximum, boolean withIndices) {
        return !maximum ? new Average() : withIndices ? new MaximumWithIndices() : new Maximum();
    }

    Pass backward(boolean maximum) {
        return maximum ? new MaximumBackward() : new AverageBackward();
    }

    /** Sixteen planes a task, or a band of them. */
    private abstract class Planes implements Pass {
        private final List<Band> bands;
        private final int slotFloats;

        /** @param arrays how many arrays of a float for each window stand beside the cells in a slot */
        Planes(List<Band> bands, int arrays) {
            this.bands = bands;
            slotFloats = Bands.floats(bands, arrays);
        }

        @Override
        public final int tasks(Arguments arguments) {
            return Math.ceilDiv(planes, LANES) * bands.size();
        }

        @Override
        public final long work(Arguments arguments) {
            return Thresholds.PER_MOVE * planes * (inPlane + outPlane);
        }

        @Override
        public final int slotFloats(Arguments arguments) {
            return slotFloats;
        }

        @Override
        public final String describe() {
            return "pools 16 planes a task in lanes" + (bands.size() == 1 ? "" : ", in " + bands.size() + " bands");
        }

        @Override
        public final void run(Arguments arguments, int task, float[] slot) {
            int plane = task / bands.size() * LANES;
            run(arguments, bands.get(task % bands.size()), plane, Math.min(LANES, planes - plane), slot);
        }

        abstract void run(Arguments a, Band band, int plane, int count, float[] slot);

        final void load(Arguments a, Band band, int plane, int count, float[] slot) {
            KERNELS.lanes().toLanes(count, band.cells(), a.input, a.inputOffset + plane * inPlane + band.beginCell(),
                    inPlane, slot, 0);
        }

        final void store(Arguments a, Band band, int plane, int count, float[] slot) {
            KERNELS.lanes().fromLanes(count, band.windows(), slot, band.cells() * LANES, a.output,
                    a.outputOffset + plane * outPlane + band.beginWindow(), outPlane);
        }
    }

    private final class Maximum extends Planes {
        Maximum() {
            super(windowBands, 1);
        }

        @Override
        void run(Arguments a, Band band, int plane, int count, float[] slot) {
            load(a, band, plane, count, slot);
            KERNELS.pool().maxPool(table, band.beginWindow(), band.endWindow(), slot, -band.beginCell() * LANES, slot,
                    band.cells() * LANES, null, 0);
            store(a, band, plane, count, slot);
        }
    }

    private final class MaximumWithIndices extends Planes {
        MaximumWithIndices() {
            super(windowBands, 2);
        }

        @Override
        void run(Arguments a, Band band, int plane, int count, float[] slot) {
            load(a, band, plane, count, slot);
            int windows = band.windows();
            int winners = (band.cells() + windows) * LANES;
            KERNELS.pool().maxPool(table, band.beginWindow(), band.endWindow(), slot, -band.beginCell() * LANES, slot,
                    band.cells() * LANES, slot, winners);
            store(a, band, plane, count, slot);
            KERNELS.lanes().fromLanes(count, windows, slot, winners, slot, 0, windows); // over what is used up
            for (int p = 0; p < count; p++) {
                int to = a.indicesOffset + (plane + p) * outPlane + band.beginWindow();
                for (int i = 0; i < windows; i++) {
                    a.indices[to + i] = Float.floatToRawIntBits(slot[p * windows + i]);
                }
            }
        }
    }

    private final class Average extends Planes {
        Average() {
            super(windowBands, 1);
        }

        @Override
        void run(Arguments a, Band band, int plane, int count, float[] slot) {
            load(a, band, plane, count, slot);
            KERNELS.pool().averagePool(table, band.beginWindow(), band.endWindow(), slot, -band.beginCell() * LANES,
                    slot, band.cells() * LANES);
            store(a, band, plane, count, slot);
        }
    }

    private final class AverageBackward extends Planes {
        AverageBackward() {
            super(cellBands, 1);
        }

        @Override
        void run(Arguments a, Band band, int plane, int count, float[] slot) {
            int gradOutput = band.cells() * LANES;
            KERNELS.lanes().toLanes(count, band.windows(), a.gradOutput,
                    a.gradOutputOffset + plane * outPlane + band.beginWindow(), outPlane, slot, gradOutput);
            Arrays.fill(slot, 0, gradOutput, 0f);
            KERNELS.pool().averagePoolBackward(table, band.beginWindow(), band.endWindow(), slot, gradOutput, slot,
                    -band.beginCell() * LANES);
            KERNELS.lanes().fromLanes(count, band.own(), slot, (band.beginOwn() - band.beginCell()) * LANES,
                    a.gradInput, a.gradInputOffset + plane * inPlane + band.beginOwn(), inPlane);
        }
    }

    private final class MaximumBackward implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return Math.ceilDiv(planes, LANES);
        }

        @Override
        public long work(Arguments arguments) {
            return Thresholds.PER_MOVE * planes * (inPlane + outPlane);
        }

        @Override
        public String describe() {
            return "scatters 16 planes a task";
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            int plane = task * LANES;
            Scatter.planes(Math.min(LANES, planes - plane), outPlane, inPlane, a.gradOutput,
                    a.gradOutputOffset + plane * outPlane, a.indices, a.indicesOffset + plane * outPlane, a.gradInput,
                    a.gradInputOffset + plane * inPlane);
        }
    }
}
