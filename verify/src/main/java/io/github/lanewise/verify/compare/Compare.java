package io.github.lanewise.verify.compare;

import io.github.lanewise.verify.oracle.Estimate;
import java.util.Locale;

/**
 * Comparisons that fail with one sentence: the problem, how many elements differ, and of the worst its index, what was got,
 * what was wanted and how far off it may be.
 */
public final class Compare {
    private Compare() {}

    /**
     * That floats are equal to the last bit, any NaN being as good as any other.
     *
     * @param problem what was computed, for the message
     * @param got what a kernel returned
     * @param wanted what a bit reference says
     */
    public static void bits(String problem, float[] got, float[] wanted) {
        sameLength(problem, got.length, wanted.length);
        int differing = 0;
        int worst = -1;
        for (int i = 0; i < got.length; i++) {
            // floatToIntBits, not the raw form, makes one NaN of all.
            if (Float.floatToIntBits(got[i]) != Float.floatToIntBits(wanted[i])) {
                differing++;
                worst = worst < 0 || distance(got[i], wanted[i]) > distance(got[worst], wanted[worst]) ? i : worst;
            }
        }
        if (differing > 0) {
            throw new AssertionError(String.format(Locale.ROOT,
                    "%s: %d of %d elements differ in their bits; the worst, [%d], is %s (0x%08x), wanted %s (0x%08x)",
                    problem, differing, got.length, worst, got[worst], Float.floatToRawIntBits(got[worst]),
                    wanted[worst], Float.floatToRawIntBits(wanted[worst])));
        }
    }

    private static double distance(float got, float wanted) {
        double distance = Math.abs((double) got - wanted);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    /**
     * That floats lie within the oracle's bounds, and are not finite where it is not: a mean over nothing. A float may be
     * infinite where the oracle's value, with its bound and of the same sign, is beyond the largest float.
     *
     * @param problem what was computed, for the message
     * @param got what a kernel returned
     * @param wanted what the oracle says
     */
    public static void within(String problem, float[] got, Estimate wanted) {
        sameLength(problem, got.length, wanted.length());
        int worst = -1;
        int outside = 0;
        for (int i = 0; i < got.length; i++) {
            boolean neitherFinite = !Float.isFinite(got[i]) && !Double.isFinite(wanted.value(i));
            boolean overflows = Float.isInfinite(got[i]) && Math.signum(got[i]) == Math.signum(wanted.value(i))
                    && Math.abs(wanted.value(i)) + wanted.bound(i) > Float.MAX_VALUE;
            // Written so that any other NaN is outside.
            if (!neitherFinite && !overflows && !(Math.abs(got[i] - wanted.value(i)) <= wanted.bound(i))) {
                outside++;
                worst = worst < 0 || excess(got, wanted, i) > excess(got, wanted, worst) ? i : worst;
            }
        }
        if (outside > 0) {
            throw new AssertionError(String.format(Locale.ROOT,
                    "%s: %d of %d elements are out of bounds; the worst, [%d], is %s, wanted %s, off by %.3g, bound %.3g",
                    problem, outside, got.length, worst, got[worst], wanted.value(worst),
                    Math.abs(got[worst] - wanted.value(worst)), wanted.bound(worst)));
        }
    }

    private static double excess(float[] got, Estimate wanted, int i) {
        double excess = Math.abs(got[i] - wanted.value(i)) - wanted.bound(i);
        return Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
    }

    private static void sameLength(String problem, int got, int wanted) {
        if (got != wanted) {
            throw new AssertionError(problem + ": " + got + " elements, wanted " + wanted);
        }
    }
}
