package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code gemm}, whose c is broadcast to the size of the product. */
final class GemmOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Matrix a = operand(conformanceCase, "a");
        Matrix b = operand(conformanceCase, "b");
        float[] c = new float[a.rows() * b.columns()];
        Tensor start = conformanceCase.inputs().get("c");
        float beta = start == null ? 0 : conformanceCase.number("beta", 1);
        if (start != null) {
            broadcast(start, a.rows(), b.columns(), c);
        }
        Gemm.multiply(conformanceCase.number("alpha", 1), a, b, beta, Matrix.of(c, a.rows(), b.columns()), scratch,
                parallel);
        expectation.floats("y", c);
    }

    private static Matrix operand(ConformanceCase conformanceCase, String name) {
        Tensor tensor = conformanceCase.input(name);
        Operator.unsupportedIf(tensor.rank() != 2, "rank " + tensor.rank());
        Matrix matrix = Matrix.of(tensor.floats(), tensor.size(0), tensor.size(1));
        return conformanceCase.flag("trans_" + name) ? matrix.transpose() : matrix;
    }

    private static void broadcast(Tensor from, int rows, int columns, float[] to) {
        int fromColumns = from.rank() == 0 ? 1 : from.size(from.rank() - 1);
        int fromRows = from.length() / fromColumns;
        for (int i = 0; i < rows * columns; i++) {
            int row = fromRows == 1 ? 0 : i / columns;
            int column = fromColumns == 1 ? 0 : i % columns;
            to[i] = (float) from.at(row * fromColumns + column);
        }
    }
}
