package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DirectTileTable;
import java.util.stream.Stream;

/**
 * Backward by input in lanes: a task is some groups of sixteen images of one group of channels; its slot holds their
 * gradOutput and one tile's rows of gradInput. Which taps exist depends on the pixel, never on the lane, so the tables hold
 * existing taps alone and no mask is needed. A border has many kinds of pixels with one pixel each: the same pixel of other
 * images then fills the tile, so that a weight is loaded once for several.
 */
final class DirectBackwardInput implements Pass {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();

    private final Wiring wiring;
    private final Conv2dShape shape;
    /** For each kind of pixel and each backward run; the pixels of all images of a task. */
    private final OffsetTable[][] tables;
    private final int taskImages;
    private final int inPlane;
    /** Floats of sixteen images' gradOutput, and of their rows of gradInput. */
    private final int readFloats;
    private final int writtenFloats;
    /** Where the rows of gradInput stand in the slot, behind gradOutput. */
    private final int gradInput;

    /** For each kind of pixel, a table for each backward run of the wiring. */
    DirectBackwardInput(Wiring wiring, OffsetTable[][] kinds) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        int groups = shape.batch() <= LANES ? 1 : DirectTileTable.BACKWARD_GROUPS;
        taskImages = groups * LANES;
        inPlane = shape.inHeight() * shape.inWidth();
        readFloats = shape.outChannels() / shape.groups() * shape.outHeight() * shape.outWidth() * LANES;
        writtenFloats = Math.min(DirectTileTable.LARGEST_ROWS, shape.channelsPerGroup()) * inPlane * LANES;
        gradInput = CacheLines.FIRST + groups * readFloats;
        tables = Stream.of(kinds).map(kind -> DirectTables.repeated(kind, groups, readFloats, writtenFloats))
                .toArray(OffsetTable[][]::new);
    }

    @Override
    public int tasks(Arguments arguments) {
        return (shape.batch() + taskImages - 1) / taskImages * shape.groups();
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return gradInput + taskImages / LANES * writtenFloats;
    }

    @Override
    public String describe() {
        return "computes " + taskImages + " images a task in lanes, in tiles of up to " + DirectTileTable.LARGEST_ROWS
                + " channels, with " + tables.length + " kinds of pixels";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task % shape.groups();
        int image = task / shape.groups() * taskImages;
        int images = Math.min(taskImages, shape.batch() - image);
        load(a, group, image, images, slot);
        for (int r = 0; r < wiring.backward().size(); r++) {
            ChannelRun run = wiring.backward().get(r);
            int weights = group * wiring.weightsPerGroup() + run.packed();
            int rows;
            for (int row = 0; row < run.count(); row += rows) {
                rows = DirectTiles.rows(run.count() - row);
                for (OffsetTable[] kind : tables) {
                    int pixels = kind[r].pixelInput().length / (taskImages / LANES) * ((images + LANES - 1) / LANES);
                    DirectTiles.cover(rows, pixels, kind[r], a.shared(), weights + row * run.weights(), null, 0, slot,
                            CacheLines.FIRST,
                            slot, gradInput, inPlane * LANES);
                }
                store(a, group * shape.channelsPerGroup() + run.first() + row, rows, image, images, slot);
            }
        }
    }

    private void load(Arguments a, int group, int image, int images, float[] slot) {
        int perImage = readFloats / LANES;
        for (int n = 0; n < images; n += LANES) {
            KERNELS.toLanes(Math.min(LANES, images - n), perImage, a.gradOutput,
                    a.gradOutputOffset + ((image + n) * shape.groups() + group) * perImage, shape.groups() * perImage,
                    slot, CacheLines.FIRST + n / LANES * readFloats);
        }
    }

    private void store(Arguments a, int channel, int rows, int image, int images, float[] slot) {
        int imageStride = shape.inChannels() * inPlane;
        for (int n = 0; n < images; n += LANES) {
            KERNELS.fromLanes(Math.min(LANES, images - n), rows * inPlane, slot, gradInput + n / LANES * writtenFloats,
                    a.gradInput, a.gradInputOffset + (image + n) * imageStride + channel * inPlane, imageStride);
        }
    }
}
