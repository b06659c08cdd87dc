package io.github.lanewise.verify.harness;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Derivatives by central differences, in double. */
public final class Slope {
    private Slope() {}

    /** The derivative of {@code function} by element {@code index} of {@code x}, which is left as it was. */
    public static double at(double[] x, int index, double step, ToDoubleFunction<double[]> function) {
        double kept = x[index];
        x[index] = kept + step;
        double above = function.applyAsDouble(x);
        x[index] = kept - step;
        double below = function.applyAsDouble(x);
        x[index] = kept;
        return (above - below) / (2 * step);
    }

    /** The sum of the products of two arrays, exact where both hold small integers. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Fails unless {@code got} lies within {@code bound} of {@code wanted}. */
    public static void near(Supplier<String> problem, double got, double wanted, double bound) {
        if (!(Math.abs(got - wanted) <= bound)) {
            throw new AssertionError(problem.get() + ": " + got + ", wanted " + wanted + ", bound " + bound);
        }
    }
}
