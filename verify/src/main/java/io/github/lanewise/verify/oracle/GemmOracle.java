package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;

/**
 * The general matrix product from its definition, item by item: c[i, j] = alpha · (sum over k of a[i, k]·b[k, j]) + beta ·
 * addend[i, j].
 */
public final class GemmOracle {
    private GemmOracle() {}

    /**
     * The products of a batch.
     *
     * @param alpha factor of the products
     * @param a items of rows × depth
     * @param b items of depth × columns
     * @param beta factor of the addend; 0 leaves it out
     * @param addend items of rows × columns
     * @return rows × columns elements an item, row by row, and their bounds
     */
    public static Estimate multiply(float alpha, MatrixBatch a, MatrixBatch b, float beta, MatrixBatch addend) {
        int columns = addend.first().columns();
        int ofItem = addend.first().rows() * columns;
        int length = addend.count() * ofItem;
        double[] value = new double[length];
        double[] scale = new double[length];
        int[] terms = new int[length];
        for (int e = 0; e < length; e++) {
            Matrix left = item(a, e / ofItem);
            Matrix right = item(b, e / ofItem);
            int row = e % ofItem / columns;
            int column = e % columns;
            for (int k = 0; k < left.columns(); k++) {
                double product = (double) alpha * at(left, row, k) * at(right, k, column);
                value[e] += product;
                scale[e] += Math.abs(product);
            }
            terms[e] = left.columns();
            if (beta != 0) {
                double term = beta * at(item(addend, e / ofItem), row, column);
                value[e] += term;
                scale[e] += Math.abs(term);
                terms[e]++;
            }
        }
        return Estimate.ofSums(value, scale, terms, Math.max(1, Math.abs(alpha)));
    }

    private static Matrix item(MatrixBatch batch, int item) {
        Matrix m = batch.first();
        return new Matrix(m.data(), m.offset() + item * batch.step(), m.rows(), m.columns(), m.rowStride(),
                m.columnStride());
    }

    private static double at(Matrix m, int row, int column) {
        return m.data()[m.offset() + row * m.rowStride() + column * m.columnStride()];
    }
}
