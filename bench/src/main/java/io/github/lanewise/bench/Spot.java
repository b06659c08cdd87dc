package io.github.lanewise.bench;

import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Inputs with a fixed seed, and the check before timing: a few elements against a double-precision sum written out in the
 * benchmark, which shares nothing with the kernels.
 */
final class Spot {
    private static final int ELEMENTS = 64;
    /** Half a unit in the last place of 1. */
    private static final double ROUNDING = 0x1p-24;

    private Spot() {}

    /** Values between −1 and 1. */
    static float[] values(int length, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** A sum of products in double precision, and what its rounding in float may cost. */
    static final class Sum {
        private double value;
        private double magnitude;
        private long terms;

        Sum add(double term) {
            value += term;
            magnitude += Math.abs(term);
            terms++;
            return this;
        }

        Sum add(float a, float b) {
            return add((double) a * b);
        }
    }

    /** Checks elements spread over {@code actual}, the first and the last among them. */
    static void check(String what, float[] actual, IntFunction<Sum> expected) {
        SplittableRandom random = new SplittableRandom(99);
        for (int k = 0; k < ELEMENTS; k++) {
            int i = k == 0 ? 0 : k == 1 ? actual.length - 1 : random.nextInt(actual.length);
            Sum sum = expected.apply(i);
            double bound = (sum.terms + 1) * ROUNDING * sum.magnitude * 1.001;
            close(what, i, sum.value, actual[i], bound);
        }
    }

    /** That a value lies within a bound; NaN never does. */
    static void close(String what, int i, double expected, double actual, double bound) {
        if (!(Math.abs(expected - actual) <= bound)) {
            throw new IllegalStateException(what + ": element " + i + " is " + actual + "; expected " + expected + " ± "
                    + bound + ". Nothing was timed");
        }
    }
}
