package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.ConvolutionKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.select.DirectTileTable;

/** Covers channels × pixels with the tiles that the micro-kernels have. */
final class DirectTiles {
    private static final ConvolutionKernels KERNELS = Lookup.kernels().convolution();
    private static final int REGISTERS = KERNELS.registers();
    /** Chains that start from +0. */
    private static final float[] ZEROS = new float[DirectTileTable.LARGEST_ROWS];

    private DirectTiles() {}

    /** Channels of the next tile where so many are left. */
    static int rows(int left) {
        return DirectTileTable.rows(left, REGISTERS);
    }

    /** The pixels of a table from {@code begin} to {@code end}, for {@code rows} channels, of which there are tiles; null start is +0. */
    static void cover(int rows, int begin, int end, OffsetTable table, float[] weight, int weightOffset, float[] start,
            int startOffset, float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int tilePixels;
        for (int p = begin; p < end; p += tilePixels) {
            tilePixels = DirectTileTable.pixels(rows, end - p, REGISTERS);
            KERNELS.convolutionTile(rows, tilePixels, table, p, weight, weightOffset, start == null ? ZEROS : start,
                    start == null ? 0 : startOffset, input, inputOffset, output, outputOffset, outputStride);
        }
    }
}
