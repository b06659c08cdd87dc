package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DirectTileTable;

/**
 * Backward by input in lanes: a task is sixteen images of one group; its slot holds their gradOutput and one tile's rows of
 * gradInput. Which taps exist depends on the pixel, never on the lane, so the tables hold existing taps alone and no mask
 * is needed.
 */
record DirectBackwardInput(Conv2dShape shape, OffsetTable[] tables) implements Pass {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();

    @Override
    public int tasks(Arguments arguments) {
        return (shape.batch() + LANES - 1) / LANES * shape.groups();
    }

    @Override
    public long work(Arguments arguments) {
        return shape.products();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return gradOutputFloats() + DirectTileTable.LARGEST_ROWS * inPlane() * LANES;
    }

    private int inPlane() {
        return shape.inHeight() * shape.inWidth();
    }

    private int gradOutputFloats() {
        return shape.outChannels() / shape.groups() * shape.outHeight() * shape.outWidth() * LANES;
    }

    @Override
    public String describe() {
        return "computes 16 images a task in lanes, in tiles of up to " + DirectTileTable.LARGEST_ROWS
                + " channels, with " + tables.length + " tables of taps";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task % shape.groups();
        int image = task / shape.groups() * LANES;
        int count = Math.min(LANES, shape.batch() - image);
        int gradFloats = gradOutputFloats();
        int perImage = gradFloats / LANES;
        KERNELS.toLanes(count, perImage, a.gradOutput,
                a.gradOutputOffset + (image * shape.groups() + group) * perImage, shape.groups() * perImage, slot, 0);
        int inPerGroup = shape.channelsPerGroup();
        int weights = group * (shape.outChannels() / shape.groups()) * inPerGroup * shape.kernelHeight()
                * shape.kernelWidth();
        int imageStride = shape.inChannels() * inPlane();
        int rows;
        for (int row = 0; row < inPerGroup; row += rows) {
            rows = DirectTileTable.rows(inPerGroup - row);
            for (OffsetTable table : tables) {
                DirectTiles.pixels(rows, table, a.shared(), weights + row, null, 0, slot, 0, slot, gradFloats,
                        inPlane() * LANES);
            }
            KERNELS.fromLanes(count, rows * inPlane(), slot, gradFloats, a.gradInput,
                    a.gradInputOffset + image * imageStride + (group * inPerGroup + row) * inPlane(), imageStride);
        }
    }
}
