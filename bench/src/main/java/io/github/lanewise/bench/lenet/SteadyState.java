package io.github.lanewise.bench.lenet;

import java.util.Arrays;

/**
 * When a program that does the same step again and again has become as fast as it gets. The time is cut into windows of
 * {@value #WINDOW_MILLIS} ms; the final rate is the median of the last third of them, and it is steady from the first window on
 * that has 90 % of it, and of whose followers 95 % have.
 *
 * @param rates steps a second of each window, a step belonging to the window in which it ends
 * @param finalRate steps a second at the end
 * @param seconds from the beginning to the first steady window's begin
 */
record SteadyState(double[] rates, double finalRate, double seconds) {
    static final int WINDOW_MILLIS = 100;
    private static final double WINDOW = WINDOW_MILLIS / 1e3;
    private static final double NEAR = 0.9;
    private static final double MOST = 0.95;

    /** Of steps that ended so many seconds after the beginning, ascending; the window in which the last one ended is left out. */
    static SteadyState of(double[] ends) {
        int windows = (int) (ends[ends.length - 1] / WINDOW);
        if (windows < 3) {
            throw new IllegalArgumentException("the steps took " + ends[ends.length - 1] + " s; expected at least "
                    + 3 * WINDOW);
        }
        double[] rates = new double[windows];
        for (double end : ends) {
            int window = (int) (end / WINDOW);
            if (window < windows) {
                rates[window] += 1 / WINDOW;
            }
        }
        double[] last = Arrays.copyOfRange(rates, windows - windows / 3, windows);
        Arrays.sort(last);
        double finalRate = last[last.length / 2];
        int steady = 0;
        while (steady < windows - 1 && !isSteady(rates, steady, finalRate)) {
            steady++;
        }
        return new SteadyState(rates, finalRate, steady * WINDOW);
    }

    private static boolean isSteady(double[] rates, int window, double finalRate) {
        long near = Arrays.stream(rates, window, rates.length).filter(rate -> rate >= NEAR * finalRate).count();
        return rates[window] >= NEAR * finalRate && near >= MOST * (rates.length - window);
    }

    /** The share of the final rate in the window that holds a moment, or the last one. */
    double shareAt(double second) {
        return rates[Math.min((int) (second / WINDOW), rates.length - 1)] / finalRate;
    }
}
