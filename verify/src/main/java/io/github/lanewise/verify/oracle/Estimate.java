package io.github.lanewise.verify.oracle;

import java.util.Arrays;

/**
 * The exact result of an operator as far as double can tell it, and how far a float result may lie from it.
 *
 * <p><b>The bound of a sum.</b> Let an element be a sum of t terms, u = 2^-24, and let S be the sum of the terms'
 * magnitudes (their scale). In whatever order floats add them, each term goes through at most t roundings on its way to
 * the end (the product is rounded with its addition when both are fused), and in the orders used here through at most 4
 * more: the levels of a tree of sixteen partials, or the factors alpha and beta, or a division. Each rounding multiplies
 * what it rounds by at most 1 + u, so the error is at most ((1 + u)^(t + 4) − 1)·S, which is below γ·S with γ = (t +
 * 4)·u / (1 − (t + 4)·u). One more is granted for the roundings of the oracle itself: its t·2^-53 stays below u for every
 * t under 2^29.
 *
 * <p><b>The subnormal part.</b> A result below 2^-126 is rounded to a multiple of 2^-149, an absolute error of at most
 * 2^-150 for each rounding whatever S is, and later factors may amplify it: (t + 5)·2^-149·amplification covers both.
 */
public final class Estimate {
    private static final double UNIT = 0x1p-24;
    private static final double LEAST = 0x1p-149;
    private static final int FURTHER_ROUNDINGS = 5;

    private final double[] value;
    private final double[] bound;

    private Estimate(double[] value, double[] bound) {
        this.value = value;
        this.bound = bound;
    }

    /**
     * The estimate of elements whose bounds were derived one by one.
     *
     * @param value the exact values
     * @param bound how far a float may lie from each
     * @return the estimate
     */
    public static Estimate of(double[] value, double[] bound) {
        return new Estimate(value, bound);
    }

    static Estimate ofSums(double[] value, double[] scale, int[] terms, double amplification) {
        double[] bound = new double[value.length];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = sumBound(scale[i], terms[i], amplification);
        }
        return new Estimate(value, bound);
    }

    /**
     * The bound of one sum, as derived above.
     *
     * @param scale the sum of the magnitudes of its terms
     * @param terms how many there are
     * @param amplification the largest factor that a partial result is multiplied by later, at least 1
     * @return how far a float sum may lie from the exact one
     */
    public static double sumBound(double scale, int terms, double amplification) {
        double roundings = terms + FURTHER_ROUNDINGS;
        double gamma = roundings * UNIT / (1 - roundings * UNIT);
        return gamma * scale + roundings * LEAST * amplification;
    }

    /**
     * The same without any error, for data on which every order of summation is exact.
     *
     * @param exact whether it is such data
     * @return the values rounded to float with bounds of 0 if so, else this
     */
    public Estimate exactIf(boolean exact) {
        return exact ? of(Arrays.stream(value).map(v -> (float) v).toArray(), new double[value.length]) : this;
    }

    /**
     * How many elements there are.
     *
     * @return their number
     */
    public int length() {
        return value.length;
    }

    /**
     * The exact value of an element.
     *
     * @param index its index
     * @return its value
     */
    public double value(int index) {
        return value[index];
    }

    /**
     * How far a float result may lie from the exact value.
     *
     * @param index the index of the element
     * @return the bound, not negative
     */
    public double bound(int index) {
        return bound[index];
    }

    /**
     * All exact values.
     *
     * @return a copy
     */
    public double[] values() {
        return value.clone();
    }
}
