package io.github.lanewise.verify.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a sweep found.
 *
 * @param floats how many floats were swept
 * @param ulps the largest distance from the correctly rounded value, in units of its last place; where the result is infinite
 *        but should not be, or the reverse, infinity counts as 2^128; infinite for a zero of the wrong sign, and for a NaN where
 *        there should be none
 * @param worst where that is, the least of equals
 * @param exactUlps the largest distance from the exact value in the same units
 * @param decreases how often the function decreased from one float to the next
 * @param first the first of these, at most {@value #KEPT}
 */
public record SweepResult(long floats, double ulps, float worst, double exactUlps, long decreases,
        List<Decrease> first) {
    /** How many decreases are kept. */
    public static final int KEPT = 5;

    static final SweepResult NOTHING = new SweepResult(0, 0, Float.NaN, 0, 0, List.of());

    /**
     * A line for people.
     *
     * @return the errors and, in a line each, the first places where the function decreases
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%.3g ulp from the correctly rounded value", ulps));
        if (ulps > 0) {
            text.append(String.format(Locale.ROOT, " at %s (%a)", worst, worst));
        }
        text.append(String.format(Locale.ROOT, ", %.3f ulp from the exact one, ", exactUlps));
        text.append(decreases == 0 ? "monotone" : "not monotone in " + decreases + " places");
        first.forEach(each -> text.append("\n  ").append(each));
        return text.toString();
    }

    /**
     * Two neighbours of which the greater has the lesser result.
     *
     * @param x0 the lesser
     * @param y0 its result
     * @param x1 the greater
     * @param y1 its result
     */
    public record Decrease(float x0, float y0, float x1, float y1) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "f(%s) = %s and f(%s) = %s", x0, y0, x1, y1);
        }
    }

    /** This sweep with the one after it. */
    SweepResult and(SweepResult next) {
        List<Decrease> both = new ArrayList<>(first);
        both.addAll(next.first);
        return new SweepResult(floats + next.floats, Math.max(ulps, next.ulps), next.ulps > ulps ? next.worst : worst,
                Math.max(exactUlps, next.exactUlps), decreases + next.decreases,
                List.copyOf(both.subList(0, Math.min(KEPT, both.size()))));
    }
}
