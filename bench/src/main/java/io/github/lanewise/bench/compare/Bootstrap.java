package io.github.lanewise.bench.compare;

import io.github.lanewise.bench.results.Row;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure a ratio of two medians is: both samples are drawn again with replacement, many times, and the middle 95 % of the
 * ratios are its interval (Efron: Bootstrap methods, 1979; the percentile method). The seed is fixed, so the same files give
 * the same answer.
 */
final class Bootstrap {
    private static final int DRAWS = 10_000;
    private static final int OUTSIDE = DRAWS / 40;
    private static final long SEED = 20_261_121;

    private Bootstrap() {}

    /**
     * A ratio and where it lies.
     *
     * @param low lower end of the interval
     * @param ratio that of the medians
     * @param high upper end of the interval
     */
    record Interval(double low, double ratio, double high) {
        boolean excludesOne() {
            return low > 1 || high < 1;
        }
    }

    /** The ratio of the second sample's median to the first's. */
    static Interval ratio(double[] before, double[] after) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] ratios = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double from = Row.median(draw(before, random));
            ratios[i] = Row.median(draw(after, random)) / from;
        }
        Arrays.sort(ratios);
        return new Interval(ratios[OUTSIDE], Row.median(after) / Row.median(before), ratios[DRAWS - 1 - OUTSIDE]);
    }

    private static double[] draw(double[] sample, SplittableRandom random) {
        double[] drawn = new double[sample.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = sample[random.nextInt(sample.length)];
        }
        return drawn;
    }
}
