package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DirectTileTable;
import java.util.Arrays;

/**
 * Forward with sixteen neighbouring pixels in the lanes, in the tiles of the direct convolution: nothing is gathered, a tap is a
 * vector of a padded plane. A task is one image of one group; its slot holds the channels with their padding and, where rows are
 * shorter than a vector, one tile's rows of output.
 *
 * <pre>
 * rows of sixteen pixels and more    each by itself, the last vector over the one before, straight into the output
 * shorter rows, stride 1             the padded plane from end to end, what belongs to no pixel computed too
 * shorter rows, another stride       a vector a row
 * </pre>
 */
final class RowForward implements Pass {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final OffsetTable[] tables;
    private final int width;
    private final int plane;
    private final int vectors;
    /** Where rows are shorter than a vector: from one to the next in the slot, and from one channel to the next. */
    private final int rowFloats;
    private final int tilePlane;
    /** Where one tile's rows stand, behind the channels and what the last vectors read too far. */
    private final int tile;

    RowForward(Wiring wiring) {
        this.wiring = wiring;
        shape = wiring.shape();
        width = DirectTables.paddedWidth(shape);
        plane = DirectTables.paddedHeight(shape) * width;
        boolean flat = narrow() && shape.strideHeight() == 1;
        int rows = flat ? 1 : shape.outHeight();
        int rowLength = flat ? (shape.outHeight() - 1) * width + shape.outWidth() : shape.outWidth();
        int inRow = Math.ceilDiv(rowLength, LANES);
        vectors = rows * inRow;
        rowFloats = flat ? width : LANES;
        tilePlane = vectors * LANES;
        int[] input = new int[vectors];
        int[] output = new int[vectors];
        for (int v = 0; v < vectors; v++) {
            int row = v / inRow;
            int column = narrow() ? v % inRow * LANES : Math.min(v % inRow * LANES, rowLength - LANES);
            input[v] = row * shape.strideHeight() * width + column;
            output[v] = narrow() ? v * LANES : row * rowLength + column;
        }
        tables = DirectTables.byRows(wiring, input, output);
        int behind = input[vectors - 1] + LANES + (shape.kernelHeight() - 1) * shape.dilationHeight() * width
                + (shape.kernelWidth() - 1) * shape.dilationWidth();
        int channels = shape.channelsPerGroup();
        tile = CacheLines.from(CacheLines.FIRST + Math.max(channels * plane, (channels - 1) * plane + behind));
    }

    private boolean narrow() {
        return shape.outWidth() < LANES;
    }

    @Override
    public int tasks(Arguments arguments) {
        return shape.batch() * shape.groups();
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return tile + (narrow() ? DirectTileTable.LARGEST_ROWS * tilePlane : 0);
    }

    @Override
    public String describe() {
        return "computes an image a task, 16 pixels in the lanes, in tiles of up to " + DirectTileTable.LARGEST_ROWS
                + " channels";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task % shape.groups();
        int image = task / shape.groups();
        pad(a, image, group, slot);
        int outPerGroup = shape.outChannels() / shape.groups();
        for (int r = 0; r < tables.length; r++) {
            ChannelRun run = wiring.forward().get(r);
            int weights = group * wiring.weightsPerGroup() + run.packed();
            int rows;
            for (int row = 0; row < run.count(); row += rows) {
                rows = DirectTiles.rows(run.count() - row);
                int channel = group * outPerGroup + run.first() + row;
                tile(a, image, channel, rows, tables[r], weights + row * run.weights(), slot);
            }
        }
    }

    private void pad(Arguments a, int image, int group, float[] slot) {
        int channels = shape.channelsPerGroup();
        int inPlane = shape.inHeight() * shape.inWidth();
        int from = a.inputOffset + (image * shape.inChannels() + group * channels) * inPlane;
        if (plane == inPlane) {
            System.arraycopy(a.input, from, slot, CacheLines.FIRST, channels * plane);
            return;
        }
        Arrays.fill(slot, CacheLines.FIRST, CacheLines.FIRST + channels * plane, 0f);
        for (int c = 0; c < channels; c++) {
            KERNELS.depthwise().copyRows(shape.inHeight(), shape.inWidth(), a.input, from + c * inPlane, slot,
                    CacheLines.FIRST + c * plane + shape.padTop() * width + shape.padLeft(), width);
        }
    }

    private void tile(Arguments a, int image, int channel, int rows, OffsetTable table, int weights, float[] slot) {
        int outPlane = shape.outHeight() * shape.outWidth();
        int to = a.outputOffset + (image * shape.outChannels() + channel) * outPlane;
        float[] output = narrow() ? slot : a.output;
        DirectTiles.cover(rows, 0, vectors, table, a.packedWeight(), weights, a.bias, a.biasOffset + channel, slot,
                CacheLines.FIRST, output, narrow() ? tile : to, narrow() ? tilePlane : outPlane);
        for (int r = 0; r < rows && narrow(); r++) {
            KERNELS.rows().copy(shape.outHeight(), shape.outWidth(), slot, tile + r * tilePlane, rowFloats, a.output,
                    to + r * outPlane, shape.outWidth());
        }
    }
}
