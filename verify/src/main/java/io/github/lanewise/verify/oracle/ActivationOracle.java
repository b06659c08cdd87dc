package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Activation;

/**
 * The activations and their derivatives in double, with {@link StrictMath}, whose own error (under 1 ulp of a double for
 * exp, 2.5 for tanh) is 2^-28 of a float's.
 */
public final class ActivationOracle {
    /**
     * How many units in the last place of a float a value may lie from the exact one: 2 from the correctly rounded value,
     * which itself lies up to a half from the exact one.
     */
    public static final double ULPS = 2.5;

    private ActivationOracle() {}

    /**
     * The value of an activation.
     *
     * @param activation which
     * @param x where
     * @return the value
     */
    public static double value(Activation activation, double x) {
        return switch (activation) {
            case RELU -> x > 0 ? x : Double.isNaN(x) ? x : 0;
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
            case TANH -> StrictMath.tanh(x);
        };
    }

    /**
     * The derivative of an activation, by its textbook formula in x.
     *
     * @param activation which
     * @param x where
     * @return the derivative; 0 at the kink of a ReLU
     */
    public static double derivative(Activation activation, double x) {
        return switch (activation) {
            case RELU -> x > 0 ? 1 : 0;
            // Of the smaller exponential, so that neither tail loses its digits.
            case SIGMOID -> {
                double e = StrictMath.exp(-Math.abs(x));
                yield e / ((1 + e) * (1 + e));
            }
            case TANH -> {
                double cosh = StrictMath.cosh(x);
                yield 1 / (cosh * cosh);
            }
        };
    }

    /**
     * How far a float value of an activation may lie from the exact one: nothing for a ReLU, else {@link #ULPS} units in
     * the last place of the float nearest to the exact value.
     *
     * @param activation which
     * @param exact the exact value
     * @return the bound
     */
    public static double bound(Activation activation, double exact) {
        return activation == Activation.RELU ? 0 : ULPS * Math.ulp((float) exact);
    }

    /**
     * How far gradOutput · derivative may lie from the exact one when the derivative is computed in float from a float
     * output y that is within {@link #ULPS} of the exact output.
     *
     * <p>With ε = 2.5 ulp(y) ≤ 5u·|y|, u = 2^-24. Sigmoid: d = y(1 − y) changes by at most ε·|1 − 2y| ≤ ε with y; 1 − y and
     * the product are rounded, u each; together 5u·y + 2u·d. Tanh: 1 − y² changes by 2·|y|·ε ≤ 10u·y², and is rounded
     * once. The product with gradOutput is rounded once more. 1 % is granted for products of these, and three times the
     * least float for results that are subnormal.
     *
     * @param activation which
     * @param y the exact output
     * @param derivative the exact derivative
     * @param gradOutput the gradient by the output
     * @return the bound
     */
    public static double gradientBound(Activation activation, double y, double derivative, double gradOutput) {
        double unit = 0x1p-24;
        double relative = switch (activation) {
            case RELU -> 0;
            case SIGMOID -> 5 * unit * y + 3 * unit * derivative;
            case TANH -> 10 * unit * y * y + 2 * unit * derivative;
        };
        double least = activation == Activation.RELU ? 0 : 3 * 0x1p-149 * (1 + Math.abs(gradOutput));
        return 1.01 * relative * Math.abs(gradOutput) + least;
    }
}
