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

/** Forward in lanes: a task is sixteen images of one group; its slot holds their input and one tile's rows of output. */
record DirectForward(Conv2dShape shape, OffsetTable table, PaddedLanes lanes) implements Pass {
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
        return lanes.floats() + DirectTileTable.LARGEST_ROWS * positions() * LANES;
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
        lanes.fill(a.input, a.inputOffset, image, group, slot, 0);
        int outPerGroup = shape.outChannels() / shape.groups();
        int weights = group * outPerGroup * table.tapInput().length;
        int rowStride = positions() * LANES;
        int rows;
        for (int row = 0; row < outPerGroup; row += rows) {
            rows = DirectTileTable.rows(outPerGroup - row);
            int channel = group * outPerGroup + row;
            DirectTiles.pixels(rows, table, a.shared(), weights + row, a.bias, a.biasOffset + channel, slot, 0, slot,
                    lanes.floats(), rowStride);
            store(a, image, channel, rows, slot);
        }
    }

    private void store(Arguments a, int image, int channel, int rows, float[] slot) {
        int count = Math.min(LANES, shape.batch() - image);
        int imageStride = shape.outChannels() * positions();
        KERNELS.fromLanes(count, rows * positions(), slot, lanes.floats(), a.output,
                a.outputOffset + image * imageStride + channel * positions(), imageStride);
    }
}
