package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.GemmKernels;
import java.util.Arrays;

/** The twin of matrix tiles and their scaling. The loop over columns is innermost and independent, so that C2 can vectorise it by itself. */
final class ScalarGemm implements GemmKernels {
    private static final int GEMM_ROWS = 8;
    private static final int GEMM_COLUMNS = 16;

    @Override
    public int gemmRows() {
        return GEMM_ROWS;
    }

    @Override
    public int gemmColumns() {
        return GEMM_COLUMNS;
    }

    @Override
    public void gemmTile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate) {
        for (int i = 0; i < GEMM_ROWS; i++) {
            int row = cOffset + i * cStride;
            if (!accumulate) {
                Arrays.fill(c, row, row + GEMM_COLUMNS, 0f);
            }
            for (int k = 0; k < depth; k++) {
                FmaRow.add(GEMM_COLUMNS, a[aOffset + k * GEMM_ROWS + i], b, bOffset + k * GEMM_COLUMNS, c, row);
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
