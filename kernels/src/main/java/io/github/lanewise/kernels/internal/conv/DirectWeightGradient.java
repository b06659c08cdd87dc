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

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final OffsetTable[] tables;
    private final PaddedLanes lanes;
    private final Gradients gradients;
    private final int outPerGroup;
    /** For each out channel of a group, its run. */
    private final int[] runOf;
    /** For each out channel of a group, where its weights begin, and behind the last their number. */
    private final int[] weights;
    private final int positions;
    private final int rowBlocks;
    private final int blockRows;

    /** A table for each forward run of the wiring. */
    DirectWeightGradient(Wiring wiring, OffsetTable[] tables, PaddedLanes lanes, Gradients gradients) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.tables = tables;
        this.lanes = lanes;
        this.gradients = gradients;
        outPerGroup = shape.outChannels() / shape.groups();
        runOf = new int[outPerGroup];
        weights = new int[outPerGroup + 1];
        for (int r = 0; r < tables.length; r++) {
            ChannelRun run = wiring.forward().get(r);
            for (int row = run.first(); row < run.end(); row++) {
                runOf[row] = r;
                weights[row + 1] = weights[row] + run.weightStride();
            }
        }
        positions = tables[0].pixelInput().length;
        blockRows = Math.min(outPerGroup, DirectTileTable.GRADIENT_CHANNELS);
        rowBlocks = (outPerGroup + blockRows - 1) / blockRows;
    }

    @Override
    public int tasks(Arguments arguments) {
        return gradients.pieces() * shape.groups() * rowBlocks;
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return gradients.floats();
    }

    /** input, gradOutput, partials of the weights, partials of the biases. */
    @Override
    public int slotFloats(Arguments arguments) {
        int most = 0;
        for (int row = 0; row < outPerGroup; row += blockRows) {
            most = Math.max(most, weights[Math.min(row + blockRows, outPerGroup)] - weights[row]);
        }
        return lanes.floats() + (most + blockRows * (positions + 1)) * LANES;
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
        Arrays.fill(slot, partials, partials + (weights[row + rows] - weights[row] + rows) * LANES, 0f);
        for (int n = piece * PIECE; n < Math.min((piece + 1) * PIECE, shape.batch()); n += LANES) {
            lanes.fill(a.input, a.inputOffset, n, group, slot, 0);
            int channel = group * outPerGroup + row;
            KERNELS.lanes().toLanes(Math.min(LANES, shape.batch() - n), rows * positions, a.gradOutput,
                    a.gradOutputOffset + (n * shape.outChannels() + channel) * positions,
                    shape.outChannels() * positions, slot, gradOutput);
            addImages(row, rows, slot, gradOutput, partials);
        }
        finish(a.shared(), piece, group, row, rows, slot, partials);
    }

    /** Sixteen images, stretches of positions so that the gradients stay in L1 while all taps pass. */
    private void addImages(int first, int rows, float[] slot, int gradOutput, int partials) {
        for (int begin = 0; begin < positions; begin += DirectTileTable.GRADIENT_POSITIONS) {
            int end = Math.min(begin + DirectTileTable.GRADIENT_POSITIONS, positions);
            int tileRows;
            for (int row = first; row < first + rows; row += tileRows) {
                int left = Math.min(first + rows, wiring.forward().get(runOf[row]).end()) - row;
                tileRows = DirectTileTable.gradientRows(left);
                addTaps(tables[runOf[row]], tileRows, begin, end, slot,
                        gradOutput + (row - first) * positions * LANES,
                        partials + (weights[row] - weights[first]) * LANES);
            }
        }
        int biases = partials + (weights[first + rows] - weights[first]) * LANES;
        for (int row = 0; row < rows; row++) {
            KERNELS.convolution().addUp(positions, slot, gradOutput + row * positions * LANES, slot,
                    biases + row * LANES);
        }
    }

    /** All taps of a tile's rows. */
    private void addTaps(OffsetTable table, int rows, int begin, int end, float[] slot, int gradOutput, int partials) {
        int taps = table.tapInput().length;
        int tileTaps;
        for (int tap = 0; tap < taps; tap += tileTaps) {
            tileTaps = DirectTileTable.gradientTaps(taps - tap);
            KERNELS.convolution().weightGradientTile(rows, tileTaps, table, tap, begin, end, slot, gradOutput,
                    positions * LANES, slot, 0, slot, partials + tap * LANES, taps * LANES);
        }
    }

    private void finish(float[] shared, int piece, int group, int row, int rows, float[] slot, int partials) {
        int count = weights[row + rows] - weights[row];
        int to = gradients.weightsOf(piece) + group * wiring.weightsPerGroup() + weights[row];
        for (int i = 0; i < count; i++) {
            shared[to + i] = SixteenPartials.tree(slot, partials + i * LANES, 1);
        }
        int biases = gradients.biasesOf(piece) + group * outPerGroup + row;
        for (int i = 0; i < rows; i++) {
            shared[biases + i] = SixteenPartials.tree(slot, partials + (count + i) * LANES, 1);
        }
    }
}
