package io.github.lanewise.rivals;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import io.github.lanewise.kernels.GemmShape;
import org.bytedeco.javacpp.FloatPointer;

/** OpenBLAS, whose own dispatch chooses the kernel unless its process's environment names one. */
final class OpenBlas implements Library {
    @Override
    public Call prepare(Task task, float[][] inputs, int threads) {
        GemmShape s = task.product().orElseThrow();
        FloatPointer a = Native.floats(inputs[0]);
        FloatPointer b = Native.floats(inputs[1]);
        FloatPointer c = Native.floats(task.result());
        int transposedA = s.transposedA() ? CblasTrans : CblasNoTrans;
        int transposedB = s.transposedB() ? CblasTrans : CblasNoTrans;
        int strideA = s.transposedA() ? s.rows() : s.depth();
        int strideB = s.transposedB() ? s.depth() : s.columns();
        return new Call() {
            @Override
            public void run() {
                cblas_sgemm(CblasRowMajor, transposedA, transposedB, s.rows(), s.columns(), s.depth(), 1, a, strideA, b,
                        strideB, 0, c, s.columns());
            }

            @Override
            public float[] result() {
                return Native.array(c, task.result());
            }
        };
    }
}
