package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DirectTileTable;
import java.util.Arrays;

/**
 * The weight gradient in lanes: the sixteen lanes are the sixteen partial chains. A task is one piece of the batch, one
 * group and a stretch of out channels; its slot holds sixteen images of input, their gradients, and the partials.
 */
final class DirectWeightGradient implements Pass {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final Conv2dShape shape;
    private final OffsetTable table;
    private final PaddedLanes lanes;
    private final Gradients gradients;
    private final int outPerGroup;
    private final int taps;
    private final int positions;
    private final int rowBlocks;
    private final int blockRows;

    DirectWeightGradient(Conv2dShape shape, OffsetTable table, PaddedLanes lanes, Gradients gradients) {
        this.shape = shape;
        this.table = table;
        this.lanes = lanes;
        this.gradients = gradients;
        outPerGroup = shape.outChannels() / shape.groups();
        taps = table.tapInput().length;
        positions = table.pixelInput().length;
        blockRows = Math.min(outPerGroup, DirectTileTable.GRADIENT_CHANNELS);
        rowBlocks = (outPerGroup + blockRows - 1) / blockRows;
    }

    @Override
    public int tasks(Arguments arguments) {
        return gradients.pieces() * shape.groups() * rowBlocks;
    }

    @Override
    public long work(Arguments arguments) {
        return shape.products();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return gradients.floats();
    }

    /** input, gradOutput, partials of the weights, partials of the biases. */
    @Override
    public int slotFloats(Arguments arguments) {
        return lanes.floats() + blockRows * (positions + taps + 1) * LANES;
    }

    @Override
    public String describe() {
        return "sums " + blockRows
                + " channels of a piece of the batch a task, the lanes being the partials, in tiles of up to 4×4 taps, "
                + DirectTileTable.GRADIENT_POSITIONS + " positions at a time";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int row = task % rowBlocks * blockRows;
        int group = task / rowBlocks % shape.groups();
        int piece = task / (rowBlocks * shape.groups());
        int rows = Math.min(blockRows, outPerGroup - row);
        int gradOutput = lanes.floats();
        int partials = gradOutput + rows * positions * LANES;
        Arrays.fill(slot, partials, partials + rows * (taps + 1) * LANES, 0f);
        for (int n = piece * PIECE; n < Math.min((piece + 1) * PIECE, shape.batch()); n += LANES) {
            lanes.fill(a.input, a.inputOffset, n, group, slot, 0);
            int channel = group * outPerGroup + row;
            KERNELS.lanes().toLanes(Math.min(LANES, shape.batch() - n), rows * positions, a.gradOutput,
                    a.gradOutputOffset + (n * shape.outChannels() + channel) * positions,
                    shape.outChannels() * positions, slot, gradOutput);
            addImages(rows, slot, gradOutput, partials);
        }
        finish(a.shared(), piece, group * outPerGroup + row, rows, slot, partials);
    }

    /** Sixteen images, stretches of positions so that the gradients stay in L1 while all taps pass. */
    private void addImages(int rows, float[] slot, int gradOutput, int partials) {
        for (int begin = 0; begin < positions; begin += DirectTileTable.GRADIENT_POSITIONS) {
            int end = Math.min(begin + DirectTileTable.GRADIENT_POSITIONS, positions);
            int tileRows;
            for (int row = 0; row < rows; row += tileRows) {
                tileRows = DirectTileTable.gradientRows(rows - row);
                int tileTaps;
                for (int tap = 0; tap < taps; tap += tileTaps) {
                    tileTaps = DirectTileTable.gradientTaps(taps - tap);
                    KERNELS.convolution().weightGradientTile(tileRows, tileTaps, table, tap, begin, end, slot,
                            gradOutput + row * positions * LANES, positions * LANES, slot, 0, slot,
                            partials + (row * taps + tap) * LANES, taps * LANES);
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            KERNELS.convolution().addUp(positions, slot, gradOutput + row * positions * LANES, slot,
                    partials + (rows * taps + row) * LANES);
        }
    }

    private void finish(float[] shared, int piece, int channel, int rows, float[] slot, int partials) {
        int weights = gradients.weightsOf(piece) + channel * taps;
        for (int i = 0; i < rows * taps; i++) {
            shared[weights + i] = SixteenPartials.tree(slot, partials + i * LANES, 1);
        }
        int biases = gradients.biasesOf(piece) + channel;
        for (int i = 0; i < rows; i++) {
            shared[biases + i] = SixteenPartials.tree(slot, partials + (rows * taps + i) * LANES, 1);
        }
    }
}
