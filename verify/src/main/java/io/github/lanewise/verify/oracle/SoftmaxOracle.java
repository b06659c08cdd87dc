package io.github.lanewise.verify.oracle;

import static io.github.lanewise.verify.oracle.SoftmaxRowOracle.LEAST;
import static io.github.lanewise.verify.oracle.SoftmaxRowOracle.SECOND_ORDER;
import static io.github.lanewise.verify.oracle.SoftmaxRowOracle.UNIT;

import io.github.lanewise.kernels.SoftmaxShape;

/**
 * Softmax from its definition, y[c] = e^x[c] / Σ e^x, its logarithm, and their gradients. Bounds of the output are those of
 * {@link SoftmaxRowOracle}; a logarithm d − ln s is off by |d| units, by what ln s is off by, and by its own rounding.
 */
public final class SoftmaxOracle {
    private SoftmaxOracle() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input, finite
     * @return the output and its bounds
     */
    public static Estimate forward(SoftmaxShape shape, double[] input) {
        double[] value = new double[input.length];
        double[] bound = new double[input.length];
        for (int r = 0; r < shape.outer() * shape.inner(); r++) {
            SoftmaxRowOracle row = new SoftmaxRowOracle(
                    SoftmaxRowOracle.gather(input, shape.classes(), shape.inner(), r));
            for (int c = 0; c < shape.classes(); c++) {
                int at = SoftmaxRowOracle.place(shape.classes(), shape.inner(), r, c);
                if (shape.kind() == SoftmaxShape.Kind.SOFTMAX) {
                    value[at] = row.probability[c];
                    bound[at] = row.probabilityBound(c);
                } else {
                    value[at] = row.shifted[c] - row.logarithmOfSum;
                    double roundings = UNIT * (Math.abs(row.shifted[c]) + Math.abs(value[at]));
                    bound[at] = SECOND_ORDER * (row.logarithmError() + roundings) + LEAST;
                }
            }
        }
        return Estimate.of(value, bound);
    }

    /**
     * The gradient by the input, from the output: y·(g − t) with t = Σ g·y, or g − e^y·t with t = Σ g.
     *
     * <p>The bound: t is off by that of its sum. g − t and the product round once each. e^y is off by 2.5 ulp ≤ 5u, and by
     * 3·2^-149 where it is subnormal; the product with t and the difference round once together.
     *
     * @param shape the shape
     * @param output what forward returned; for a logarithm not above 0
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(SoftmaxShape shape, double[] output, double[] gradOutput) {
        boolean log = shape.kind() == SoftmaxShape.Kind.LOG_SOFTMAX;
        double[] value = new double[output.length];
        double[] bound = new double[output.length];
        for (int r = 0; r < shape.outer() * shape.inner(); r++) {
            double[] y = SoftmaxRowOracle.gather(output, shape.classes(), shape.inner(), r);
            double[] g = SoftmaxRowOracle.gather(gradOutput, shape.classes(), shape.inner(), r);
            double sum = 0;
            double scale = 0;
            for (int c = 0; c < y.length; c++) {
                double term = log ? g[c] : g[c] * y[c];
                sum += term;
                scale += Math.abs(term);
            }
            double sumError = Estimate.sumBound(scale, y.length, 1);
            for (int c = 0; c < y.length; c++) {
                int at = SoftmaxRowOracle.place(shape.classes(), shape.inner(), r, c);
                double factor = log ? StrictMath.exp(y[c]) : y[c];
                value[at] = log ? g[c] - factor * sum : factor * (g[c] - sum);
                double error = Math.abs(factor) * sumError + (log
                        ? UNIT * (5 * factor * Math.abs(sum) + Math.abs(value[at])) + 3 * LEAST * Math.abs(sum)
                        : 2 * UNIT * Math.abs(value[at]) + LEAST * Math.abs(factor));
                bound[at] = SECOND_ORDER * error + LEAST;
            }
        }
        return Estimate.of(value, bound);
    }
}
