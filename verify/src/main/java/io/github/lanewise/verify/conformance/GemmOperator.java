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
        Matrix y = Matrix.of(new float[a.rows() * b.columns()], a.rows(), b.columns());
        Tensor c = conformanceCase.inputs().get("c");
        float alpha = conformanceCase.number("alpha", 1);
        float beta = conformanceCase.number("beta", 1);
        if (c == null) {
            Gemm.multiply(alpha, a, b, 0, y, scratch, parallel);
        } else {
            Gemm.multiply(alpha, a, b, beta, broadcast(c, a.rows(), b.columns()), y, scratch, parallel);
        }
        expectation.floats("y", y.data());
    }

    private static Matrix operand(ConformanceCase conformanceCase, String name) {
        Tensor tensor = conformanceCase.input(name);
        Operator.unsupportedIf(tensor.rank() != 2, "rank " + tensor.rank());
        Matrix matrix = Matrix.of(tensor.floats(), tensor.size(0), tensor.size(1));
        return conformanceCase.flag("trans_" + name) ? matrix.transpose() : matrix;
    }

    private static Matrix broadcast(Tensor from, int rows, int columns) {
        int fromColumns = from.rank() == 0 ? 1 : from.size(from.rank() - 1);
        int fromRows = from.length() / fromColumns;
        return new Matrix(from.floats(), 0, rows, columns, fromRows == 1 ? 0 : fromColumns, fromColumns == 1 ? 0 : 1);
    }
}
