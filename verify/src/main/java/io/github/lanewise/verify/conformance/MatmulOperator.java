package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code matmul} by numpy's rules: the last two axes are matrices, those before are broadcast. */
final class MatmulOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor a = conformanceCase.input("a");
        Tensor b = conformanceCase.input("b");
        Operator.unsupportedIf(!a.isFloat() || !b.isFloat(), "no floats");
        Operator.unsupportedIf(a.rank() < 2 || b.rank() < 2, "a vector");
        int[] batch = batch(a, b);
        int products = 1;
        for (int size : batch) {
            products *= size;
        }
        int rows = a.size(a.rank() - 2);
        int depth = a.size(a.rank() - 1);
        int columns = b.size(b.rank() - 1);
        float[] output = new float[products * rows * columns];
        for (int i = 0; i < products; i++) {
            Matrix left = new Matrix(a.floats(), matrix(a, batch, i) * rows * depth, rows, depth, depth, 1);
            Matrix right = new Matrix(b.floats(), matrix(b, batch, i) * depth * columns, depth, columns, columns, 1);
            Matrix result = new Matrix(output, i * rows * columns, rows, columns, columns, 1);
            Gemm.multiply(left, right, result, scratch, parallel);
        }
        expectation.floats("y", output);
    }

    private static int[] batch(Tensor a, Tensor b) {
        int[] batch = new int[Math.max(a.rank(), b.rank()) - 2];
        for (int axis = 0; axis < batch.length; axis++) {
            batch[axis] = Math.max(size(a, axis, batch.length), size(b, axis, batch.length));
        }
        return batch;
    }

    /** The size of a tensor along an axis of the broadcast batch, counted from the last axis back. */
    private static int size(Tensor tensor, int axis, int axes) {
        int own = axis - (axes - (tensor.rank() - 2));
        return own < 0 ? 1 : tensor.size(own);
    }

    /** Which of its own matrices a tensor contributes to product {@code index} of the batch. */
    private static int matrix(Tensor tensor, int[] batch, int index) {
        int matrix = 0;
        int step = 1;
        int rest = index;
        for (int axis = batch.length - 1; axis >= 0; axis--) {
            int size = size(tensor, axis, batch.length);
            matrix += rest % batch[axis] % size * step;
            rest /= batch[axis];
            step *= size;
        }
        return matrix;
    }
}
