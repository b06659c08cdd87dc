package io.github.lanewise.kernels.internal.gemm;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import java.util.Arrays;

/**
 * Packing. A micro-kernel reads the right operand of a product as panels: {@link #COLUMNS} columns of b side by side, so
 * that each step of the depth reads consecutive floats. It costs one move for each element and buys loads that never miss.
 * The left operand is read where it stands when its rows are contiguous, and is copied so when they are not.
 *
 * <pre>
 * packed[panel·COLUMNS·depth + k·width + j] = element (k, panel·COLUMNS + j); columns past the last are +0
 * </pre>
 *
 * The width is COLUMNS, or less in the last panels: {@link GemmKernels#gemmColumns(int)}.
 */
public final class Panels {
    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final RowKernels ROWS = Lookup.kernels().rows();
    /** Columns of a panel. */
    public static final int COLUMNS = KERNELS.gemmColumns();
    private static final int NARROWEST = KERNELS.gemmColumns(1);

    private Panels() {}

    /** Parts of this size that so many make. */
    public static int parts(int count, int size) {
        return (count + size - 1) / size;
    }

    /** Columns that so many fill, the last panel whole. */
    public static int padded(int columns) {
        return parts(columns, NARROWEST) * NARROWEST;
    }

    /** Of so many columns, those in a last panel that they do not fill. */
    public static int broken(int columns) {
        int left = columns % COLUMNS;
        while (left > 0 && left >= KERNELS.gemmColumns(left)) {
            left -= KERNELS.gemmColumns(left);
        }
        return left;
    }

    /** Packs at most {@link #COLUMNS} columns; element (k, j) stands at k·depthStride + j·columnStride. */
    public static void pack(int columns, int depth, float[] from, int offset, int columnStride, int depthStride,
            float[] packed, int packedOffset) {
        int width;
        for (int j = 0; j < columns; j += width) {
            width = KERNELS.gemmColumns(columns - j);
            pack(Math.min(width, columns - j), width, depth, from, offset + j * columnStride, columnStride, depthStride,
                    packed, packedOffset + j * depth);
        }
    }

    private static void pack(int columns, int width, int depth, float[] from, int offset, int columnStride,
            int depthStride, float[] packed, int packedOffset) {
        if (columns < width) {
            Arrays.fill(packed, packedOffset, packedOffset + width * depth, 0f);
        }
        if (columnStride == 1 && columns == width) {
            KERNELS.packRows(width, depth, from, offset, depthStride, packed, packedOffset);
        } else if (columnStride == 1) {
            ROWS.copy(depth, columns, from, offset, depthStride, packed, packedOffset, width);
        } else if (depthStride == 1) {
            KERNELS.transpose(columns, depth, from, offset, columnStride, packed, packedOffset, width);
        } else {
            copySingly(columns, depth, from, offset, columnStride, depthStride, packed, packedOffset, 1, width);
        }
    }

    /** Copies some rows of a left operand, each contiguous; element (i, k) stands at i·rowStride + k·depthStride. */
    static void copyRows(int rows, int depth, float[] from, int offset, int rowStride, int depthStride, float[] to,
            int toOffset) {
        if (rowStride == 1) {
            KERNELS.transpose(depth, rows, from, offset, depthStride, to, toOffset, depth);
        } else {
            copySingly(rows, depth, from, offset, rowStride, depthStride, to, toOffset, depth, 1);
        }
    }

    private static void copySingly(int rows, int columns, float[] from, int offset, int rowStride, int columnStride,
            float[] to, int toOffset, int toRowStride, int toColumnStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[toOffset + i * toRowStride + j * toColumnStride] = from[offset + i * rowStride + j * columnStride];
            }
        }
    }
}
