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
import java.util.Arrays;

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

    private final Conv2dShape shape;
    private final Gather gather;
    private final Gradients gradients;
    private final int outPerGroup;
    private final int taps;
    private final int positions;
    private final int rowBlocks;
    private final int tapBlocks;
    /** Floats of one partial: whole tiles. */
    private final int partial;
    private final int partialStride;

    Im2colWeightGradient(Conv2dShape shape, Gather gather, Gradients gradients) {
        this.shape = shape;
        this.gather = gather;
        this.gradients = gradients;
        outPerGroup = shape.outChannels() / shape.groups();
        taps = shape.channelsPerGroup() * shape.kernelHeight() * shape.kernelWidth();
        positions = shape.outHeight() * shape.outWidth();
        rowBlocks = Panels.panels(outPerGroup, GemmBlocks.GRADIENT_ROWS);
        tapBlocks = Panels.panels(taps + 1, GemmBlocks.GRADIENT_TAPS);
        partialStride = Panels.panels(Math.min(taps + 1, GemmBlocks.GRADIENT_TAPS), COLUMNS) * COLUMNS;
        partial = Panels.panels(Math.min(outPerGroup, GemmBlocks.GRADIENT_ROWS), ROWS) * ROWS * partialStride;
    }

    @Override
    public int tasks(Arguments arguments) {
        return gradients.pieces() * shape.groups() * rowBlocks * tapBlocks;
    }

    @Override
    public long work(Arguments arguments) {
        return shape.products();
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
        int tap = task % tapBlocks * GemmBlocks.GRADIENT_TAPS;
        int row = task / tapBlocks % rowBlocks * GemmBlocks.GRADIENT_ROWS;
        int group = task / (tapBlocks * rowBlocks) % shape.groups();
        int piece = task / (tapBlocks * rowBlocks * shape.groups());
        int rows = Math.min(GemmBlocks.GRADIENT_ROWS, outPerGroup - row);
        int columns = Math.min(GemmBlocks.GRADIENT_TAPS, taps + 1 - tap);
        Arrays.fill(slot, 0, PARTIALS * partial, 0f);
        for (int n = piece * PIECE; n < Math.min((piece + 1) * PIECE, shape.batch()); n++) {
            addImage(a, n, group, row, rows, tap, columns, slot);
        }
        finish(a.shared(), piece, group * outPerGroup + row, rows, tap, columns, slot);
    }

    /** partial[n mod 16] += gradOutput of image n times its gathered input. */
    private void addImage(Arguments a, int n, int group, int row, int rows, int tap, int columns, float[] slot) {
        int gradients = PARTIALS * partial;
        int panels = gradients + partial / partialStride * GemmBlocks.DEPTH;
        int c = n % PARTIALS * partial;
        int gradOutput = a.gradOutputOffset + (n * shape.outChannels() + group * outPerGroup + row) * positions;
        int image = a.inputOffset
                + (n * shape.inChannels() + group * shape.channelsPerGroup()) * shape.inHeight() * shape.inWidth();
        for (int position = 0; position < positions; position += GemmBlocks.DEPTH) {
            int depth = Math.min(GemmBlocks.DEPTH, positions - position);
            for (int i = 0; i < rows; i += ROWS) {
                Panels.pack(Math.min(ROWS, rows - i), ROWS, depth, a.gradOutput,
                        gradOutput + i * positions + position, positions, 1, slot, gradients + i * depth);
            }
            gather.packTransposed(tap, columns, taps, position, depth, COLUMNS, a.input, image, slot, panels);
            for (int j = 0; j < columns; j += COLUMNS) {
                for (int i = 0; i < rows; i += ROWS) {
                    KERNELS.gemmTile(depth, slot, gradients + i * depth, slot, panels + j * depth, slot,
                            c + i * partialStride + j, partialStride, true);
                }
            }
        }
    }

    /** The tree, and each sum to its place. */
    private void finish(float[] shared, int piece, int channel, int rows, int tap, int columns, float[] slot) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                boolean bias = tap + j == taps;
                int to = bias
                        ? gradients.biasesOf(piece) + channel + i
                        : gradients.weightsOf(piece) + (channel + i) * taps + tap + j;
                shared[to] = SixteenPartials.tree(slot, i * partialStride + j, partial);
            }
        }
    }
}
