package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.SquaredErrorShape;

/**
 * The squared error from its definition, and its gradient.
 *
 * <p><b>The bounds.</b> d = x − t is rounded, so d² is off by 2 units of itself before it is rounded or added. In a sum each
 * square goes through at most 512 + 4 additions within a piece of 8192 and one a piece; a mean rounds once more. A gradient
 * rounds d, the product, and the quotient: 3 units. 1 % is granted for products of errors, and the least float for each rounding
 * of what may be subnormal.
 */
public final class SquaredErrorOracle {
    private static final double UNIT = 0x1p-24;
    private static final double LEAST = 0x1p-149;
    private static final double SECOND_ORDER = 1.01;

    private SquaredErrorOracle() {}

    /**
     * The loss.
     *
     * @param shape the shape
     * @param input the input
     * @param target what it is compared with
     * @return a loss an element, or one for all, and the bounds
     */
    public static Estimate loss(SquaredErrorShape shape, double[] input, double[] target) {
        int n = shape.length();
        double[] square = new double[n];
        double[] bound = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double d = input[i] - target[i];
            square[i] = d * d;
            bound[i] = SECOND_ORDER * 3 * UNIT * square[i] + LEAST;
            sum += square[i];
        }
        if (shape.reduction() == Reduction.NONE) {
            return Estimate.of(square, bound);
        }
        double divisor = shape.reduction() == Reduction.MEAN ? n : 1;
        double roundings = 2 + Math.min(n, 512) + 4 + n / 8192 + 1;
        return Estimate.of(new double[]{sum / divisor},
                new double[]{(SECOND_ORDER * roundings * UNIT * sum + n * LEAST) / divisor + LEAST});
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param input the input
     * @param target what it is compared with
     * @param gradLoss the gradient by the loss
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(SquaredErrorShape shape, double[] input, double[] target, double[] gradLoss) {
        int n = shape.length();
        double divisor = shape.reduction() == Reduction.MEAN ? n : 1;
        double[] value = new double[n];
        double[] bound = new double[n];
        for (int i = 0; i < n; i++) {
            value[i] = 2 * (input[i] - target[i]) * gradLoss[shape.reduction() == Reduction.NONE ? i : 0] / divisor;
            bound[i] = SECOND_ORDER * 3 * UNIT * Math.abs(value[i]) + 2 * LEAST;
        }
        return Estimate.of(value, bound);
    }
}
