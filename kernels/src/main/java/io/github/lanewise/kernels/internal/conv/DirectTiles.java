package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.ConvolutionKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.select.DirectTileTable;

/** Covers channels × pixels with the tiles that the micro-kernels have. */
final class DirectTiles {
    private static final ConvolutionKernels KERNELS = Lookup.kernels().convolution();
    /** Chains that start from +0. */
    private static final float[] ZEROS = new float[DirectTileTable.LARGEST_ROWS];

    private DirectTiles() {}

    /** All pixels of a table for {@code rows} channels, of which there is a tile; null start is +0. */
    static void pixels(int rows, OffsetTable table, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int pixels = table.pixelInput().length;
        int wide = DirectTileTable.pixels(rows);
        int p = 0;
        for (; p <= pixels - wide; p += wide) {
            KERNELS.convolutionTile(rows, wide, table, p, weight, weightOffset, start == null ? ZEROS : start,
                    start == null ? 0 : startOffset, input, inputOffset, output, outputOffset, outputStride);
        }
        for (; p < pixels; p++) {
            KERNELS.convolutionTile(rows, 1, table, p, weight, weightOffset, start == null ? ZEROS : start,
                    start == null ? 0 : startOffset, input, inputOffset, output, outputOffset, outputStride);
        }
    }
}
