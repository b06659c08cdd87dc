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
 * Forward with sixteen neighbouring pixels in the lanes, in the tiles of the direct convolution: a tap is a vector of what the slot
 * holds of the input. A task is one image of one group.
 *
 * <pre>
 * rows of sixteen pixels and more    planes with their padding; each row by itself, the last vector over the one before
 * shorter rows, stride 1             for each kernel column, the pixels that it reads without a gap between the rows; the whole
 *                                    plane of output as one row
 * other short rows                   planes with their padding; a vector a row, of which the pixels are copied out of the slot
 * </pre>
 */
final class RowForward implements Pass {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final Wiring wiring;
    private final Conv2dShape shape;
    /** Rows and columns of a plane in the slot, and planes of a channel: one, or one for each kernel column. */
    private final int height;
    private final int width;
    private final int planes;
    private final OffsetTable[] tables;
    private final int vectors;
    /** Whether vectors go where they belong, or by way of the slot. */
    private final boolean inPlace;
    /** Where one tile's rows stand in the slot, behind the channels. The last vectors read into them, in lanes that are no pixels. */
    private final int tile;

    RowForward(Wiring wiring) {
        this.wiring = wiring;
        shape = wiring.shape();
        int outPlane = shape.outHeight() * shape.outWidth();
        boolean wide = shape.outWidth() >= LANES;
        boolean gapless = !wide && shape.strideHeight() == 1 && outPlane >= LANES;
        inPlace = wide || gapless;
        height = DirectTables.paddedHeight(shape);
        width = gapless ? shape.outWidth() : DirectTables.paddedWidth(shape);
        planes = gapless ? shape.kernelWidth() : 1;
        int rows = gapless ? 1 : shape.outHeight();
        int rowLength = gapless ? outPlane : shape.outWidth();
        int inRow = Math.ceilDiv(rowLength, LANES);
        vectors = rows * inRow;
        int[] input = new int[vectors];
        int[] output = new int[vectors];
        for (int v = 0; v < vectors; v++) {
            int row = v / inRow;
            int column = inPlace ? Math.min(v % inRow * LANES, rowLength - LANES) : 0;
            input[v] = row * shape.strideHeight() * width + column;
            output[v] = inPlace ? row * rowLength + column : v * LANES;
        }
        tile = CacheLines.from(CacheLines.FIRST + shape.channelsPerGroup() * planes * plane());
        tables = DirectTables.byRows(wiring, planes * plane(), shape.dilationHeight() * width,
                gapless ? plane() : shape.dilationWidth(), input, output);
    }

    private int plane() {
        return height * width;
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
        return tile + (inPlace ? 0 : DirectTileTable.LARGEST_ROWS * vectors * LANES);
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
        load(a, image, group, slot);
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

    /** Each channel's planes: columns of the padded image from that of a kernel column on. */
    private void load(Arguments a, int image, int group, float[] slot) {
        int channels = shape.channelsPerGroup();
        int inPlane = shape.inHeight() * shape.inWidth();
        int from = a.inputOffset + (image * shape.inChannels() + group * channels) * inPlane;
        boolean padded = height > shape.inHeight() || DirectTables.paddedWidth(shape) > shape.inWidth();
        if (padded) {
            Arrays.fill(slot, CacheLines.FIRST, CacheLines.FIRST + channels * planes * plane(), 0f);
        }
        for (int p = 0; p < planes; p++) {
            int left = p * shape.dilationWidth() - shape.padLeft(); // the image's column that is a plane's first
            int begin = Math.max(0, left);
            int count = Math.min(shape.inWidth(), left + width) - begin;
            int to = CacheLines.FIRST + p * plane() + shape.padTop() * width + begin - left;
            for (int c = 0; c < channels && count > 0; c++) {
                KERNELS.rows().copy(shape.inHeight(), count, a.input, from + c * inPlane + begin, shape.inWidth(), slot,
                        to + c * planes * plane(), width);
            }
        }
    }

    private void tile(Arguments a, int image, int channel, int rows, OffsetTable table, int weights, float[] slot) {
        int outPlane = shape.outHeight() * shape.outWidth();
        int to = a.outputOffset + (image * shape.outChannels() + channel) * outPlane;
        int slotPlane = vectors * LANES;
        DirectTiles.cover(rows, 0, vectors, table, a.packedWeight(), weights, a.bias, a.biasOffset + channel, slot,
                CacheLines.FIRST, inPlace ? a.output : slot, inPlace ? to : tile, inPlace ? outPlane : slotPlane);
        for (int r = 0; r < rows && !inPlace; r++) {
            KERNELS.rows().copy(shape.outHeight(), shape.outWidth(), slot, tile + r * slotPlane, LANES, a.output,
                    to + r * outPlane, shape.outWidth());
        }
    }
}
