package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.GemmKernels;
import java.util.Arrays;

/** The twin of matrix tiles and their scaling. The loop over columns is innermost and independent, so that C2 can vectorise it by itself. */
final class ScalarGemm implements GemmKernels {
    private static final int GEMM_ROWS = 8;
    /** Three widths, so that what goes on with the next narrower one is seen with the twin too. */
    private static final int GEMM_COLUMNS = 32;
    private static final int MEDIUM = 16;
    private static final int NARROW = 8;

    @Override
    public int gemmRows() {
        return GEMM_ROWS;
    }

    @Override
    public int gemmRows(int columns, int left) {
        return Math.min(left, GEMM_ROWS);
    }

    @Override
    public int gemmColumns() {
        return GEMM_COLUMNS;
    }

    @Override
    public int gemmColumns(int left) {
        return left <= NARROW ? NARROW : left <= MEDIUM + NARROW ? MEDIUM : GEMM_COLUMNS;
    }

    @Override
    public void gemmTile(int rows, int columns, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        for (int i = 0; i < rows; i++) {
            int row = cOffset + i * cStride;
            if (start == null) {
                Arrays.fill(c, row, row + columns, 0f);
            } else {
                System.arraycopy(start, startOffset + i * startStride, c, row, columns);
            }
            for (int k = 0; k < depth; k++) {
                FmaRow.add(columns, a[aOffset + i * aStride + k], b, bOffset + k * columns, c, row);
            }
        }
    }

    @Override
    public void packingTile(int rows, int columns, int depth, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int[] bRow, float[] packed, int packedOffset, float[] start, int startOffset, int startStride,
            float[] c, int cOffset, int cStride) {
        packRows(columns, depth, b, bOffset, bRow, packed, packedOffset);
        gemmTile(rows, columns, depth, a, aOffset, aStride, packed, packedOffset, start, startOffset,
                startStride, c, cOffset, cStride);
    }

    @Override
    public void packRows(int columns, int depth, float[] from, int offset, int[] rowOffset, float[] packed,
            int packedOffset) {
        int width;
        for (int j = 0; j < columns; j += width) {
            width = gemmColumns(columns - j);
            for (int k = 0; k < depth; k++) {
                System.arraycopy(from, offset + rowOffset[k] + j, packed, packedOffset + j * depth + k * width, width);
            }
        }
    }

    @Override
    public void packRows(int columns, int depth, float[] from, int offset, int rowStride, float[] packed,
            int packedOffset) {
        for (int k = 0; k < depth; k++) {
            System.arraycopy(from, offset + k * rowStride, packed, packedOffset + k * columns, columns);
        }
    }

    @Override
    public void transpose(int rows, int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[toOffset + j * toStride + i] = from[fromOffset + i * fromStride + j];
            }
        }
    }

    @Override
    public void scale(int length, float alpha, float[] product, int productOffset, float[] c, int cOffset) {
        for (int i = 0; i < length; i++) {
            c[cOffset + i] = alpha * product[productOffset + i];
        }
    }

    @Override
    public void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float[] addend,
            int addendOffset, float[] c, int cOffset) {
        for (int i = 0; i < length; i++) {
            c[cOffset + i] = Math.fma(beta, addend[addendOffset + i], alpha * product[productOffset + i]);
        }
    }

    @Override
    public void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float addend,
            float[] c, int cOffset) {
        for (int i = 0; i < length; i++) {
            c[cOffset + i] = Math.fma(beta, addend, alpha * product[productOffset + i]);
        }
    }
}
