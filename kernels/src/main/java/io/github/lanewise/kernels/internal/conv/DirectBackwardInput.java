package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DirectTileTable;

/**
 * Backward by input in lanes: a task is sixteen images of one group; its slot holds their gradOutput and one tile's rows of
 * gradInput. Which taps exist depends on the pixel, never on the lane, so the tables hold existing taps alone and no mask
 * is needed.
 */
final class DirectBackwardInput implements Pass {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final OffsetTable[][] tables;

    /** For each kind of pixel, a table for each backward run of the wiring. */
    DirectBackwardInput(Wiring wiring, OffsetTable[][] tables) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.tables = tables;
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
                + " channels, with " + tables.length + " kinds of pixels";
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
        int firstChannel = group * shape.channelsPerGroup();
        int imageStride = shape.inChannels() * inPlane();
        for (int r = 0; r < wiring.backward().size(); r++) {
            ChannelRun run = wiring.backward().get(r);
            int weights = group * wiring.weightsPerGroup() + run.packed();
            int rows;
            for (int row = 0; row < run.count(); row += rows) {
                rows = DirectTileTable.rows(run.count() - row);
                for (OffsetTable[] kind : tables) {
                    DirectTiles.pixels(rows, kind[r], a.shared(), weights + row, null, 0, slot, 0, slot, gradFloats,
                            inPlane() * LANES);
                }
                int channel = firstChannel + run.first() + row;
                KERNELS.fromLanes(count, rows * inPlane(), slot, gradFloats, a.gradInput,
                        a.gradInputOffset + image * imageStride + channel * inPlane(), imageStride);
            }
        }
    }
}
