package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DirectTileTable;

/**
 * Forward in lanes: a task is sixteen images of one group; its slot holds their input and, where the output is not in lanes
 * itself, one tile's rows of it.
 */
final class DirectForward implements Pass {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final OffsetTable[] tables;
    private final PaddedLanes lanes;
    /** What follows in a block, else null. */
    private final BlockEnd end;

    /** A table for each forward run of the wiring. */
    DirectForward(Wiring wiring, OffsetTable[] tables, PaddedLanes lanes, BlockEnd end) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.tables = tables;
        this.lanes = lanes;
        this.end = end;
    }

    @Override
    public int tasks(Arguments arguments) {
        return (shape.batch() + LANES - 1) / LANES * shape.groups();
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return output() + (inSlot(arguments) ? DirectTileTable.LARGEST_ROWS * slotPositions() * LANES : 0);
    }

    /** Whether no array in lanes takes the convolution's output where it belongs. */
    private boolean inSlot(Arguments a) {
        return end != null ? a.activated == null : lanes.images().layout() != Layout.LANES;
    }

    /** Where the rows of output stand in the slot, behind the input. */
    private int output() {
        return CacheLines.FIRST + lanes.floats();
    }

    /** Positions of a channel that stand in the slot at a time: those of a band, which stay in L1, where a block goes on with them. */
    private int slotPositions() {
        return end == null ? positions() : end.bandCells();
    }

    private int positions() {
        return shape.outHeight() * shape.outWidth();
    }

    @Override
    public String describe() {
        return "computes 16 images a task in lanes, in tiles of up to " + DirectTileTable.LARGEST_ROWS + " channels";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task % shape.groups();
        int image = task / shape.groups() * LANES;
        lanes.fill(a.input, a.inputOffset, image, group, slot, CacheLines.FIRST);
        int bands = end == null ? 1 : end.bands();
        for (int band = 0; band < bands; band++) { // outside, so that what a band reads stays near for all channels
            for (int r = 0; r < tables.length; r++) {
                ChannelRun run = wiring.forward().get(r);
                int rows;
                for (int row = 0; row < run.count(); row += rows) {
                    rows = DirectTiles.rows(run.count() - row);
                    int channel = group * (shape.outChannels() / shape.groups()) + run.first() + row;
                    int weights = group * wiring.weightsPerGroup() + run.packed() + row * run.weights();
                    if (end == null) {
                        tile(a, image, channel, rows, tables[r], weights, slot);
                    } else {
                        band(a, image, channel, rows, band, tables[r], weights, slot);
                    }
                }
            }
        }
    }

    private void tile(Arguments a, int image, int channel, int rows, OffsetTable table, int weights, float[] slot) {
        boolean inSlot = inSlot(a);
        cover(a, channel, rows, 0, positions(), table, weights, slot, inSlot ? slot : a.output,
                inSlot ? output() : a.outputOffset + vector(image, channel), positions() * LANES);
        if (inSlot) {
            store(a, image, channel, rows, slot);
        }
    }

    /** A band of a tile's channels, activated and pooled while it is near. */
    private void band(Arguments a, int image, int channel, int rows, int band, OffsetTable table, int weights,
            float[] slot) {
        boolean inSlot = inSlot(a);
        int first = end.firstCell(band);
        float[] planes = inSlot ? slot : a.activated;
        int planesOffset = inSlot ? output() - first * LANES : a.activatedOffset + vector(image, channel);
        int stride = (inSlot ? end.bandCells() : positions()) * LANES;
        cover(a, channel, rows, first, end.firstCell(band + 1), table, weights, slot, planes, planesOffset, stride);
        end.forward(a, image, channel, rows, band, planes, planesOffset, stride);
    }

    private static void cover(Arguments a, int channel, int rows, int begin, int end, OffsetTable table, int weights,
            float[] slot, float[] output, int outputOffset, int outputStride) {
        DirectTiles.cover(rows, begin, end, table, a.packedWeight(), weights, a.bias, a.biasOffset + channel, slot,
                CacheLines.FIRST, output, outputOffset, outputStride);
    }

    /** Where a channel of sixteen images begins in an output in lanes. */
    private int vector(int image, int channel) {
        return (image * shape.outChannels() + channel * LANES) * positions();
    }

    private void store(Arguments a, int image, int channel, int rows, float[] slot) {
        int count = Math.min(LANES, shape.batch() - image);
        int imageStride = shape.outChannels() * positions();
        KERNELS.fromLanes(count, rows * positions(), slot, output(), a.output,
                a.outputOffset + image * imageStride + channel * positions(), imageStride);
    }
}
