package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Matrix;

/** The general matrix product from its definition: c[i, j] = alpha · (sum over k of a[i, k]·b[k, j]) + beta · c[i, j]. */
public final class GemmOracle {
    private GemmOracle() {}

    /**
     * The product.
     *
     * @param alpha factor of the product
     * @param a rows × depth
     * @param b depth × columns
     * @param beta factor of c; 0 leaves it out
     * @param c rows × columns, not changed
     * @return rows × columns elements, row by row, and their bounds
     */
    public static Estimate multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
        int length = c.rows() * c.columns();
        double[] value = new double[length];
        double[] scale = new double[length];
        int[] terms = new int[length];
        for (int i = 0; i < length; i++) {
            int row = i / c.columns();
            int column = i % c.columns();
            for (int k = 0; k < a.columns(); k++) {
                double product = (double) alpha * at(a, row, k) * at(b, k, column);
                value[i] += product;
                scale[i] += Math.abs(product);
            }
            terms[i] = a.columns();
            if (beta != 0) {
                value[i] += (double) beta * at(c, row, column);
                scale[i] += Math.abs((double) beta * at(c, row, column));
                terms[i]++;
            }
        }
        return Estimate.ofSums(value, scale, terms, Math.max(1, Math.abs(alpha)));
    }

    private static double at(Matrix m, int row, int column) {
        return m.data()[m.offset() + row * m.rowStride() + column * m.columnStride()];
    }
}
