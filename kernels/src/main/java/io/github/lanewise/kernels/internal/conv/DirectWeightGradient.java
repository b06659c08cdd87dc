package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DirectTileTable;
import java.util.Arrays;

/**
 * The weight gradient in lanes: the sixteen lanes are the sixteen partial chains. A task is one piece of the batch, one
 * group and some out channels; its slot holds a round of the piece's images, sixteen side by side, the gradients of one
 * tile's channels at a stretch of positions, which so stay in L1 from the way into lanes to the last tap, and the partials.
 * Where a round is the whole piece, only the partials of one tile are ever held.
 */
final class DirectWeightGradient implements Pass {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final Wiring wiring;
    private final Conv2dShape shape;
    /** For each forward run, its taps, and the positions of all images of a round. */
    private final OffsetTable[] tables;
    private final PaddedLanes lanes;
    private final ImageLanes gradOutputs;
    private final Gradients gradients;
    /** What follows the convolution in a block, else null. */
    private final BlockEnd end;
    private final int outPerGroup;
    /** For each out channel of a group, its run. */
    private final int[] runOf;
    /** For each out channel of a group, where its weights begin, and behind the last their number. */
    private final int[] weights;
    private final int positions;
    private final int rowBlocks;
    private final int blockRows;
    private final int roundImages;
    /** A stretch is some groups of sixteen images with all their positions, or one group with some of its positions. */
    private final int stretchGroups;
    private final int stretchPositions;
    private final boolean wholePieces;
    private final int gradOutput;
    private final int partials;
    private final int biasPartials;

    /** A table for each forward run of the wiring. */
    DirectWeightGradient(Wiring wiring, OffsetTable[] forward, PaddedLanes lanes, Gradients gradients,
            BlockEnd end) {
        this.end = end;
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.lanes = lanes;
        this.gradients = gradients;
        outPerGroup = shape.outChannels() / shape.groups();
        runOf = new int[outPerGroup];
        weights = new int[outPerGroup + 1];
        for (int r = 0; r < forward.length; r++) {
            ChannelRun run = wiring.forward().get(r);
            for (int row = run.first(); row < run.end(); row++) {
                runOf[row] = r;
                weights[row + 1] = weights[row] + run.weightStride();
            }
        }
        positions = forward[0].pixelInput().length;
        gradOutputs = new ImageLanes(lanes.images().layout(), shape.batch(), shape.outChannels(), positions);
        blockRows = Math.min(outPerGroup, DirectTileTable.GRADIENT_CHANNELS);
        rowBlocks = (outPerGroup + blockRows - 1) / blockRows;
        int groups = (Math.min(PIECE, shape.batch()) + LANES - 1) / LANES;
        int roundGroups = Math.min(groups, DirectTileTable.gradientGroups(lanes.floats()));
        wholePieces = roundGroups == groups;
        roundImages = roundGroups * LANES;
        stretchGroups = Math.clamp(DirectTileTable.GRADIENT_POSITIONS / positions, 1, roundGroups);
        stretchPositions = DirectTileTable.gradientPositions(positions,
                end == null || end.stretchCells() == 0 ? 1 : end.stretchCells());
        tables = DirectTables.repeated(forward, roundGroups, lanes.floats(), 0);
        gradOutput = CacheLines.FIRST + roundGroups * lanes.floats();
        partials = gradOutput
                + DirectTileTable.LARGEST_GRADIENT_ROWS * stretchGroups * stretchPositions * LANES;
        biasPartials = partials + mostWeights(wholePieces ? DirectTileTable.LARGEST_GRADIENT_ROWS : blockRows) * LANES;
    }

    /** The most weights that so many neighbouring channels of one block have. */
    private int mostWeights(int rows) {
        int most = 0;
        for (int row = 0; row < outPerGroup; row++) {
            most = Math.max(most, weights[Math.min(row + rows, outPerGroup)] - weights[row]);
        }
        return most;
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
        return temporary() + (end == null ? 0 : end.temporaryFloats());
    }

    /** Planes of a tile's channels, where a block's gradient is expanded. */
    private int planes() {
        return biasPartials + blockRows * LANES;
    }

    private int temporary() {
        return planes() + (end == null ? 0 : DirectTileTable.LARGEST_GRADIENT_ROWS * positions * LANES);
    }

    @Override
    public String describe() {
        return "sums " + blockRows + " channels of a piece of the batch a task, " + roundImages
                + " images at a time, the lanes being the partials, in tiles of up to "
                + DirectTileTable.LARGEST_GRADIENT_ROWS + " channels × 5 taps, " + DirectTileTable.GRADIENT_POSITIONS
                + " positions at a time";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int row = task % rowBlocks * blockRows;
        int group = task / rowBlocks % shape.groups();
        int piece = task / (rowBlocks * shape.groups());
        int rows = Math.min(blockRows, outPerGroup - row);
        int end = Math.min((piece + 1) * PIECE, shape.batch());
        for (int n = piece * PIECE; n < end; n += roundImages) {
            int images = Math.min(roundImages, end - n);
            for (int i = 0; i < images; i += LANES) {
                lanes.fillWithZeros(a.input, a.inputOffset, n + i, group, slot,
                        CacheLines.FIRST + i / LANES * lanes.floats());
            }
            addImages(a, piece, group, row, rows, n, images, slot);
        }
    }

    /** Channels of the tile that begins with a row, in a block that goes to {@code end}; they are of one run. */
    private int tileRows(int row, int end) {
        return DirectTileTable.gradientRows(Math.min(end, wiring.forward().get(runOf[row]).end()) - row,
                KERNELS.convolution().registers());
    }

    /** A round: tile after tile of a block's channels. */
    private void addImages(Arguments a, int piece, int group, int first, int rows, int image, int images,
            float[] slot) {
        boolean begins = image == piece * PIECE;
        boolean ends = image + images == Math.min((piece + 1) * PIECE, shape.batch());
        int tileRows;
        for (int row = first; row < first + rows; row += tileRows) {
            tileRows = tileRows(row, first + rows);
            int count = weights[row + tileRows] - weights[row];
            int partial = partials + (wholePieces ? 0 : weights[row] - weights[first]) * LANES;
            int bias = biasPartials + (row - first) * LANES;
            if (begins) {
                Arrays.fill(slot, partial, partial + count * LANES, 0f);
                Arrays.fill(slot, bias, bias + tileRows * LANES, 0f);
            }
            addTile(a, group * outPerGroup + row, tables[runOf[row]], tileRows, image, images, slot, partial, bias);
            if (ends) {
                sum(count, slot, partial, gradients.weights(a),
                        gradients.weightsOf(a, piece, 0) + group * wiring.weightsPerGroup() + weights[row]);
                sum(tileRows, slot, bias, a.shared(), gradients.biasesOf(piece, 0) + group * outPerGroup + row);
            }
        }
    }

    /** A tile's channels, stretch after stretch of positions. */
    private void addTile(Arguments a, int channel, OffsetTable table, int rows, int image, int images, float[] slot,
            int partial, int bias) {
        int groups = (images + LANES - 1) / LANES;
        for (int group = 0; group < groups; group += stretchGroups) {
            int count = Math.min(stretchGroups, groups - group);
            boolean byStretch = end != null && end.stretchCells() > 0 && (stretchPositions == positions
                    || end.ownIndices(a, image + group * LANES, channel, rows)); // one elsewhere belongs to another stretch
            for (int p = 0; p < positions; p += stretchPositions) {
                int length = Math.min(stretchPositions, positions - p);
                for (int g = 0; g < count; g++) {
                    int n = (group + g) * LANES;
                    load(a, channel, rows, image + n, p, length, byStretch, slot,
                            gradOutput + g * length * rows * LANES);
                }
                addTaps(table, rows, group * positions + p, count * length, slot, partial, bias);
            }
        }
    }

    /**
     * The gradients of a tile's channels stand side by side, as the tile reads them: (position, channel, image). Where there is no
     * image they are −0: the product with an input of +0 is −0 too, and a sum with −0 is what it was.
     */
    private void load(Arguments a, int channel, int rows, int image, int position, int length, boolean byStretch,
            float[] slot, int to) {
        if (byStretch && end.backward(a, image, channel, rows, position, length, slot, to)) {
            gradOutputs.fillAbsent(image, rows * length, -0f, slot, to);
            return;
        }
        if (end != null && position == 0) {
            end.backward(a, image, channel, rows, slot, planes(), temporary());
        }
        for (int r = 0; r < rows; r++) {
            if (end != null) {
                KERNELS.lanes().move(length, slot, planes() + (r * positions + position) * LANES, LANES, slot,
                        to + r * LANES, rows * LANES);
            } else {
                gradOutputs.load(a.gradOutput, a.gradOutputOffset, image, channel + r, position, length, slot,
                        to + r * LANES, rows * LANES);
            }
        }
        gradOutputs.fillAbsent(image, rows * length, -0f, slot, to);
    }

    private void addTaps(OffsetTable table, int rows, int begin, int length, float[] slot, int partial, int bias) {
        int taps = table.tapInput().length;
        int grad = gradOutput - begin * rows * LANES; // positions count from the round's first, the gradients from begin
        int tileTaps;
        for (int tap = 0; tap < taps; tap += tileTaps) {
            tileTaps = DirectTileTable.gradientTaps(taps - tap);
            KERNELS.convolution().weightGradientTile(rows, tileTaps, table, tap, begin, begin + length, slot, grad,
                    slot,
                    CacheLines.FIRST, slot, partial + tap * LANES, taps * LANES);
        }
        KERNELS.convolution().biasGradientTile(rows, begin, begin + length, slot, grad, slot, bias);
    }

    private static void sum(int count, float[] slot, int partial, float[] sums, int to) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            KERNELS.lanes().sumLanes(slot, partial + i * LANES, sums, to + i);
        }
        for (; i < count; i++) {
            sums[to + i] = SixteenPartials.tree(slot, partial + i * LANES, 1);
        }
    }
}
