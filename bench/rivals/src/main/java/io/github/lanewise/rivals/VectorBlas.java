package io.github.lanewise.rivals;

import dev.ludovic.netlib.blas.JavaBLAS;
import io.github.lanewise.kernels.GemmShape;

/** netlib's BLAS on the Vector API. It stores columns, so it computes the transpose of the product of rows. */
final class VectorBlas implements Library {
    private final JavaBLAS blas = JavaBLAS.getInstance();

    @Override
    public Call prepare(Task task, float[][] inputs, int threads) {
        GemmShape s = task.product().orElseThrow();
        float[] c = new float[task.result()];
        String transposedA = s.transposedA() ? "T" : "N";
        String transposedB = s.transposedB() ? "T" : "N";
        int strideA = s.transposedA() ? s.rows() : s.depth();
        int strideB = s.transposedB() ? s.depth() : s.columns();
        return new Call() {
            @Override
            public void run() {
                blas.sgemm(transposedB, transposedA, s.columns(), s.rows(), s.depth(), 1, inputs[1], strideB, inputs[0],
                        strideA, 0, c, s.columns());
            }

            @Override
            public float[] result() {
                return c;
            }

            @Override
            public String note() {
                return blas.getClass().getSimpleName();
            }
        };
    }
}
