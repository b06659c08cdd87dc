package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;

/** {@link io.github.lanewise.kernels.Gemm} in its published order, one element after the other. */
public final class GemmBits {
    private GemmBits() {}

    /**
     * The products of a batch.
     *
     * @param alpha factor of the products
     * @param a items of rows × depth
     * @param b items of depth × columns
     * @param beta factor of the addend; 0 leaves it out
     * @param addend items of rows × columns
     * @return rows × columns elements an item, row by row
     */
    public static float[] multiply(float alpha, MatrixBatch a, MatrixBatch b, float beta, MatrixBatch addend) {
        int rows = addend.first().rows();
        int columns = addend.first().columns();
        float[] result = new float[addend.count() * rows * columns];
        for (int e = 0; e < result.length; e++) {
            int item = e / (rows * columns);
            int i = e / columns % rows;
            int j = e % columns;
            float acc = 0;
            for (int k = 0; k < a.first().columns(); k++) {
                acc = Math.fma(element(a, item, i, k), element(b, item, k, j), acc);
            }
            acc = alpha * acc;
            if (beta != 0) {
                acc = Math.fma(beta, element(addend, item, i, j), acc);
            }
            result[e] = acc;
        }
        return result;
    }

    private static float element(MatrixBatch batch, int item, int i, int j) {
        Matrix m = batch.first();
        return m.data()[m.offset() + item * batch.step() + i * m.rowStride() + j * m.columnStride()];
    }
}
