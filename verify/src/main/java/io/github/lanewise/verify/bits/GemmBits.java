package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Matrix;

/** {@link io.github.lanewise.kernels.Gemm} in its published order, one element after the other. */
public final class GemmBits {
    private GemmBits() {}

    /**
     * The product.
     *
     * @param alpha factor of the product
     * @param a rows × depth
     * @param b depth × columns
     * @param beta factor of c; 0 leaves it out
     * @param c rows × columns, not changed
     * @return rows × columns elements, row by row
     */
    public static float[] multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
        float[] result = new float[c.rows() * c.columns()];
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                float acc = 0;
                for (int k = 0; k < a.columns(); k++) {
                    acc = Math.fma(element(a, i, k), element(b, k, j), acc);
                }
                acc = alpha * acc;
                if (beta != 0) {
                    acc = Math.fma(beta, element(c, i, j), acc);
                }
                result[i * c.columns() + j] = acc;
            }
        }
        return result;
    }

    private static float element(Matrix m, int i, int j) {
        return m.data()[m.offset() + i * m.rowStride() + j * m.columnStride()];
    }
}
