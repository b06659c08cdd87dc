package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.gemm.Panels;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.GemmBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The weight gradient as matrix products, out channels × positions times positions × taps, one for each image, added up in
 * the partial of that image. A last column of ones gives the bias gradient.
 *
 * <p>A task is one piece of the batch, one group, a stretch of out channels and one of taps. Its slot holds the sixteen
 * partials, a block of packed gradients and a block of gathered panels.
 */
final class Im2colWeightGradient implements Pass {
    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final int ROWS = KERNELS.gemmRows();
    private static final int COLUMNS = KERNELS.gemmColumns();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final Gather gather;
    private final Gradients gradients;
    private final int outPerGroup;
    private final int positions;
    private final Block[] blocks;
    /** Floats of one partial: whole tiles. */
    private final int partial;
    private final int partialStride;

    /** Some out channels of a run, counted from the first of the group, and some of its taps; behind the last stands the bias. */
    private record Block(ChannelRun run, int row, int rows, int tap, int columns) {}

    Im2colWeightGradient(Wiring wiring, Gather gather, Gradients gradients) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.gather = gather;
        this.gradients = gradients;
        outPerGroup = shape.outChannels() / shape.groups();
        positions = shape.outHeight() * shape.outWidth();
        blocks = wiring.forward().stream().flatMap(Im2colWeightGradient::blocks).toArray(Block[]::new);
        partialStride = Panels.panels(Stream.of(blocks).mapToInt(Block::columns).max().orElseThrow(), COLUMNS)
                * COLUMNS;
        partial = Panels.panels(Stream.of(blocks).mapToInt(Block::rows).max().orElseThrow(), ROWS) * ROWS
                * partialStride;
    }

    private static Stream<Block> blocks(ChannelRun run) {
        List<Block> blocks = new ArrayList<>();
        for (int row = run.first(); row < run.end(); row += GemmBlocks.GRADIENT_ROWS) {
            int rows = Math.min(GemmBlocks.GRADIENT_ROWS, run.end() - row);
            for (int tap = 0; tap < run.weightStride() + 1; tap += GemmBlocks.GRADIENT_TAPS) {
                blocks.add(new Block(run, row, rows, tap,
                        Math.min(GemmBlocks.GRADIENT_TAPS, run.weightStride() + 1 - tap)));
            }
        }
        return blocks.stream();
    }

    @Override
    public int tasks(Arguments arguments) {
        return gradients.pieces() * shape.groups() * blocks.length;
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return gradients.floats();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return PARTIALS * partial + (partial / partialStride + partialStride) * GemmBlocks.DEPTH;
    }

    @Override
    public String describe() {
        return "multiplies gradients and gathered columns of a piece of the batch a task, " + GemmBlocks.GRADIENT_ROWS
                + "×" + GemmBlocks.GRADIENT_TAPS + ", " + GemmBlocks.DEPTH + " deep, in tiles of " + ROWS + "×"
                + COLUMNS;
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        Block block = blocks[task % blocks.length];
        int group = task / blocks.length % shape.groups();
        int piece = task / (blocks.length * shape.groups());
        Arrays.fill(slot, 0, PARTIALS * partial, 0f);
        for (int n = piece * PIECE; n < Math.min((piece + 1) * PIECE, shape.batch()); n++) {
            addImage(a, n, group, block, slot);
        }
        finish(a.shared(), piece, group, block, slot);
    }

    /** partial[n mod 16] += gradOutput of image n times its gathered input. */
    private void addImage(Arguments a, int n, int group, Block block, float[] slot) {
        int packed = PARTIALS * partial;
        int panels = packed + partial / partialStride * GemmBlocks.DEPTH;
        int c = n % PARTIALS * partial;
        int gradOutput = a.gradOutputOffset + (n * shape.outChannels() + group * outPerGroup + block.row) * positions;
        int image = a.inputOffset
                + (n * shape.inChannels() + group * shape.channelsPerGroup()) * shape.inHeight() * shape.inWidth();
        for (int position = 0; position < positions; position += GemmBlocks.DEPTH) {
            int depth = Math.min(GemmBlocks.DEPTH, positions - position);
            for (int i = 0; i < block.rows; i += ROWS) {
                Panels.pack(Math.min(ROWS, block.rows - i), ROWS, depth, a.gradOutput,
                        gradOutput + i * positions + position, positions, 1, slot, packed + i * depth);
            }
            gather.packTransposed(block.tap, block.columns, position, depth, COLUMNS, block.run.read(), a.input, image,
                    slot, panels);
            for (int j = 0; j < block.columns; j += COLUMNS) {
                for (int i = 0; i < block.rows; i += ROWS) {
                    KERNELS.gemmTile(depth, slot, packed + i * depth, slot, panels + j * depth, slot,
                            c + i * partialStride + j, partialStride, true);
                }
            }
        }
    }

    /** The tree, and each sum to its place. */
    private void finish(float[] shared, int piece, int group, Block block, float[] slot) {
        int taps = block.run.weightStride();
        int weights = gradients.weightsOf(piece) + group * wiring.weightsPerGroup() + block.run.packed();
        int biases = gradients.biasesOf(piece) + group * outPerGroup;
        for (int i = 0; i < block.rows; i++) {
            int row = block.row + i;
            for (int j = 0; j < block.columns; j++) {
                int tap = block.tap + j;
                int to = tap == taps ? biases + row : weights + (row - block.run.first()) * taps + tap;
                shared[to] = SixteenPartials.tree(slot, i * partialStride + j, partial);
            }
        }
    }
}
