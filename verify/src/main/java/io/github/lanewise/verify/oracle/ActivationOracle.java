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

    private static final double UNIT = 0x1p-24;
    private static final double LEAST = 0x1p-149;
    /** Of LeCun's scaled tanh. */
    private static final double AMPLITUDE = 1.7159;

    private ActivationOracle() {}

    /**
     * The value of an activation.
     *
     * @param activation which
     * @param x where
     * @return the value
     */
    public static double value(Activation activation, double x) {
        double parameter = activation.parameter();
        return switch (activation.kind()) {
            case RELU -> x > 0 ? x : Double.isNaN(x) ? x : 0;
            case LEAKY_RELU -> x > 0 ? x : parameter * x;
            case ELU -> x > 0 ? x : parameter * StrictMath.expm1(x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
            case TANH -> StrictMath.tanh(x);
            case SCALED_TANH -> AMPLITUDE * StrictMath.tanh(2 * x / 3);
            // Of the smaller exponential, which does not overflow.
            case SOFTPLUS -> (x > 0 ? x : 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        };
    }

    /**
     * The derivative of an activation, by its textbook formula in x.
     *
     * @param activation which
     * @param x where
     * @return the derivative; at the kink 0 for a ReLU, the slope for a leaky one, and alpha for an exponential unit
     */
    public static double derivative(Activation activation, double x) {
        double parameter = activation.parameter();
        return switch (activation.kind()) {
            case RELU -> x > 0 ? 1 : 0;
            case LEAKY_RELU -> x > 0 ? 1 : parameter;
            case ELU -> x > 0 ? 1 : parameter * StrictMath.exp(x);
            // Of the smaller exponential, so that neither tail loses its digits.
            case SIGMOID -> {
                double e = StrictMath.exp(-Math.abs(x));
                yield e / ((1 + e) * (1 + e));
            }
            case TANH -> {
                double cosh = StrictMath.cosh(x);
                yield 1 / (cosh * cosh);
            }
            case SCALED_TANH -> {
                double cosh = StrictMath.cosh(2 * x / 3);
                yield AMPLITUDE * 2 / 3 / (cosh * cosh);
            }
            case SOFTPLUS -> 1 / (1 + StrictMath.exp(-x));
        };
    }

    /**
     * How far a float value of an activation may lie from the exact one: nothing where it is the input or 0, half a unit in
     * the last place for a product, 6u of |y| for the product with an {@code expm1} that is {@link #ULPS} ≤ 5u off (u = 2^-24),
     * else {@link #ULPS} units in the last place of the float nearest to the exact value. Products of subnormal numbers are off
     * by the least float's half more, times their factor.
     *
     * @param activation which
     * @param exact the exact value
     * @return the bound
     */
    public static double bound(Activation activation, double exact) {
        double parameter = activation.parameter();
        return switch (activation.kind()) {
            case RELU -> 0;
            case LEAKY_RELU -> exact > 0 ? 0 : UNIT * Math.abs(exact) + LEAST;
            case ELU -> exact > 0 ? 0 : 6.01 * UNIT * Math.abs(exact) + (1 + ULPS * parameter) * LEAST;
            case SIGMOID, TANH, SCALED_TANH, SOFTPLUS -> ULPS * Math.ulp((float) exact);
        };
    }

    /**
     * How far gradOutput · derivative may lie from the exact one when the derivative is computed in float from a float
     * output y that is within {@link #bound} of the exact output. Let u = 2^-24, d the derivative, and ε the error of y, for
     * {@link #ULPS} units in the last place at most 5u·|y|.
     *
     * <p>Leaky ReLU: d is known and the product is rounded once. Exponential unit: y is 6u·|y| off, y + alpha and the product
     * are rounded, u·d each. Sigmoid: d = y(1 − y) changes by at most ε·|1 − 2y| ≤ ε with y; 1 − y and the product are rounded,
     * u each; together 5u·y + 2u·d. Tanh: 1 − y² changes by 2·|y|·ε ≤ 10u·y², and is rounded once. Scaled tanh, d = c(a − y)(a
     * + y) with c = 2/(3a), a = 1.7159: a is off by u at most, which changes d by 2ac·u = 4/3·u, y changes it by c·2|y|·ε ≤
     * 10c·u·y², and c, two sums and two products are off by u·d each. Softplus: d = 1 − e^−y changes by e^−y·ε ≤ 5u·d, because
     * y·e^−y ≤ 1 − e^−y, and {@code expm1} itself is 5u·d off. In all but the first the product with gradOutput is rounded once
     * more. 1 % is granted for products of these, and for results that are subnormal three times the least float, six where two
     * functions follow each other, each times the factors after it.
     *
     * @param activation which
     * @param y the exact output
     * @param derivative the exact derivative
     * @param gradOutput the gradient by the output
     * @return the bound
     */
    public static double gradientBound(Activation activation, double y, double derivative, double gradOutput) {
        double relative = UNIT * switch (activation.kind()) {
            case RELU -> 0;
            case LEAKY_RELU -> derivative;
            case ELU -> y > 0 ? 0 : 6 * Math.abs(y) + 2 * derivative;
            case SIGMOID -> 5 * y + 3 * derivative;
            case TANH -> 10 * y * y + 2 * derivative;
            case SCALED_TANH -> 4.0 / 3 + 20 / (3 * AMPLITUDE) * y * y + 6 * derivative;
            case SOFTPLUS -> 11 * derivative;
        };
        double least = LEAST * (1 + Math.abs(gradOutput)) * switch (activation.kind()) {
            case RELU -> 0;
            case ELU -> 3 * (1 + activation.parameter());
            case SOFTPLUS -> 6;
            case LEAKY_RELU, SIGMOID, TANH, SCALED_TANH -> 3;
        };
        return 1.01 * relative * Math.abs(gradOutput) + least;
    }
}
