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
import java.util.stream.Stream;

/**
 * Backward by input in lanes: a task is some groups of sixteen images of one group of channels; its slot holds their
 * gradOutput and, where gradInput is not in lanes itself, one tile's rows of it. Which taps exist depends on the pixel, never on the lane, so the tables hold
 * existing taps alone and no mask is needed. A border has many kinds of pixels with one pixel each: the same pixel of other
 * images then fills the tile, so that a weight is loaded once for several.
 */
final class DirectBackwardInput implements Pass {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final ImageLanes gradOutputs;
    private final ImageLanes gradInputs;
    /** What follows the convolution in a block, else null. */
    private final BlockEnd end;
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
    DirectBackwardInput(Wiring wiring, OffsetTable[][] kinds, Layout layout, BlockEnd end) {
        this.end = end;
        this.wiring = wiring;
        this.shape = wiring.shape();
        gradOutputs = new ImageLanes(layout, shape.batch(), shape.outChannels(),
                shape.outHeight() * shape.outWidth());
        gradInputs = new ImageLanes(layout, shape.batch(), shape.inChannels(), shape.inHeight() * shape.inWidth());
        int groups = shape.batch() <= LANES ? 1 : DirectTileTable.BACKWARD_GROUPS;
        taskImages = groups * LANES;
        inPlane = shape.inHeight() * shape.inWidth();
        readFloats = shape.outChannels() / shape.groups() * shape.outHeight() * shape.outWidth() * LANES;
        writtenFloats = Math.min(DirectTileTable.LARGEST_ROWS, shape.channelsPerGroup()) * inPlane * LANES;
        gradInput = CacheLines.FIRST + groups * readFloats;
        int groupStride = layout == Layout.LANES ? gradInputs.vector(LANES, 0, 0) : writtenFloats;
        tables = Stream.of(kinds).map(kind -> DirectTables.repeated(kind, groups, readFloats, groupStride))
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
        return temporary() + (end == null ? 0 : end.temporaryFloats());
    }

    /** Behind the rows of gradInput. */
    private int temporary() {
        return gradInput + (direct() ? 0 : taskImages / LANES * writtenFloats);
    }

    /** Whether gradInput is written where it belongs, because it is in lanes itself. */
    private boolean direct() {
        return gradInputs.layout() == Layout.LANES;
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
                int channel = group * shape.channelsPerGroup() + run.first() + row;
                float[] target = direct() ? a.gradInput : slot;
                int to = direct() ? a.gradInputOffset + gradInputs.vector(image, channel, 0) : gradInput;
                for (OffsetTable[] kind : tables) {
                    int pixels = kind[r].pixelInput().length / (taskImages / LANES) * ((images + LANES - 1) / LANES);
                    DirectTiles.cover(rows, 0, pixels, kind[r], a.shared(), weights + row * run.weights(), null, 0,
                            slot,
                            CacheLines.FIRST, target, to, inPlane * LANES);
                }
                if (!direct()) {
                    store(a, channel, rows, image, images, slot);
                }
            }
        }
    }

    private void load(Arguments a, int group, int image, int images, float[] slot) {
        int channels = shape.outChannels() / shape.groups();
        int channel = group * channels;
        for (int n = 0; n < images; n += LANES) {
            int to = CacheLines.FIRST + n / LANES * readFloats;
            if (end != null) {
                end.backward(a, image + n, channel, channels, slot, to, temporary());
            } else {
                gradOutputs.load(a.gradOutput, a.gradOutputOffset, image + n, channel, 0, readFloats / LANES, slot, to);
            }
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
