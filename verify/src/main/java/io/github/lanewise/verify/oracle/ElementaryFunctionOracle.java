package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.ElementaryFunction;

/** The elementary functions in double, with {@link StrictMath}, whose own error (1 ulp of a double) is 2^-29 of a float's. */
public final class ElementaryFunctionOracle {
    private ElementaryFunctionOracle() {}

    /**
     * The value of a function.
     *
     * @param function which
     * @param x where
     * @return the value
     */
    public static double value(ElementaryFunction function, double x) {
        return switch (function) {
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
        };
    }

    /**
     * How far a float value may lie from the exact one: {@link ActivationOracle#ULPS} units in the last place of the float
     * nearest to it.
     *
     * @param exact the exact value
     * @return the bound
     */
    public static double bound(double exact) {
        return ActivationOracle.ULPS * Math.ulp((float) exact);
    }
}
