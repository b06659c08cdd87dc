package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/**
 * {@code matmul} by numpy's rules: the last two axes are matrices, those before are broadcast. A vector on the left is a row, on
 * the right a column. The last axes of the batch, as far as each tensor has them all or none, are one call.
 */
final class MatmulOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor a = conformanceCase.input("a");
        Tensor b = conformanceCase.input("b");
        int[] left = a.rank() == 1 ? new int[]{1, a.size(0)} : a.shape();
        int[] right = b.rank() == 1 ? new int[]{b.size(0), 1} : b.shape();
        int[] batch = batch(left, right);
        int products = 1;
        for (int size : batch) {
            products *= size;
        }
        int rows = left[left.length - 2];
        int depth = left[left.length - 1];
        int columns = right[right.length - 1];
        float[] x = a.floats();
        float[] w = b.floats();
        float[] output = new float[products * rows * columns];
        int axes = Math.min(Math.max(own(left, batch), broadcast(left, batch)),
                Math.max(own(right, batch), broadcast(right, batch)));
        int together = 1;
        for (int axis = batch.length - axes; axis < batch.length; axis++) {
            together *= batch[axis];
        }
        for (int i = 0; i < products; i += together) {
            Matrix first = new Matrix(x, matrix(left, batch, i) * rows * depth, rows, depth, depth, 1);
            Matrix second = new Matrix(w, matrix(right, batch, i) * depth * columns, depth, columns, columns, 1);
            Matrix result = new Matrix(output, i * rows * columns, rows, columns, columns, 1);
            Gemm.multiply(new MatrixBatch(first, together, own(left, batch) >= axes ? rows * depth : 0),
                    new MatrixBatch(second, together, own(right, batch) >= axes ? depth * columns : 0),
                    new MatrixBatch(result, together, rows * columns), scratch, parallel);
        }
        expectation.floats("y", output);
    }

    /** How many of the last axes of the batch a tensor has itself: over these its matrices lie one behind the other. */
    private static int own(int[] shape, int[] batch) {
        int axes = 0;
        while (axes < batch.length
                && size(shape, batch.length - 1 - axes, batch.length) == batch[batch.length - 1 - axes]) {
            axes++;
        }
        return axes;
    }

    /** Over how many of the last axes of the batch one matrix of a tensor stands for all. */
    private static int broadcast(int[] shape, int[] batch) {
        int axes = 0;
        while (axes < batch.length && size(shape, batch.length - 1 - axes, batch.length) == 1) {
            axes++;
        }
        return axes;
    }

    private static int[] batch(int[] left, int[] right) {
        int[] batch = new int[Math.max(left.length, right.length) - 2];
        for (int axis = 0; axis < batch.length; axis++) {
            batch[axis] = Math.max(size(left, axis, batch.length), size(right, axis, batch.length));
        }
        return batch;
    }

    /** The size of a tensor along an axis of the broadcast batch, counted from the last axis back. */
    private static int size(int[] shape, int axis, int axes) {
        int own = axis - (axes - (shape.length - 2));
        return own < 0 ? 1 : shape[own];
    }

    /** Which of its own matrices a tensor contributes to product {@code index} of the batch. */
    private static int matrix(int[] shape, int[] batch, int index) {
        int matrix = 0;
        int step = 1;
        int rest = index;
        for (int axis = batch.length - 1; axis >= 0; axis--) {
            int size = size(shape, axis, batch.length);
            matrix += rest % batch[axis] % size * step;
            rest /= batch[axis];
            step *= size;
        }
        return matrix;
    }
}
