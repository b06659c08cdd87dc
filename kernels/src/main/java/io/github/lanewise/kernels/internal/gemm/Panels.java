package io.github.lanewise.kernels.internal.gemm;

import java.util.Arrays;

/**
 * Packing. A micro-kernel reads its operands as panels: {@code width} rows of a (or columns of b) side by side, so that
 * each step of the depth reads {@code width} consecutive floats. It costs one move for each element and buys loads that
 * never miss; it hurts where a matrix is used only once or twice.
 *
 * <pre>
 * packed[panel·width·depth + k·width + i] = element (panel·width + i, k); rows past the last are +0
 * </pre>
 */
public final class Panels {
    private Panels() {}

    /** Panels that {@code count} rows fill. */
    public static int panels(int count, int width) {
        return (count + width - 1) / width;
    }

    /** Floats that {@code count} rows of {@code depth} fill, the last panel whole. */
    public static int floats(int count, int width, int depth) {
        return panels(count, width) * width * depth;
    }

    /** Packs one panel of at most {@code width} rows; element (i, k) stands at i·rowStride + k·depthStride. */
    public static void pack(int rows, int width, int depth, float[] from, int offset, int rowStride, int depthStride,
            float[] packed, int packedOffset) {
        if (rows < width) {
            Arrays.fill(packed, packedOffset, packedOffset + width * depth, 0f);
        }
        if (rowStride == 1) {
            for (int k = 0; k < depth; k++) {
                System.arraycopy(from, offset + k * depthStride, packed, packedOffset + k * width, rows);
            }
            return;
        }
        for (int i = 0; i < rows; i++) {
            int at = offset + i * rowStride;
            int to = packedOffset + i;
            for (int k = 0; k < depth; k++) {
                packed[to + k * width] = from[at + k * depthStride];
            }
        }
    }
}
