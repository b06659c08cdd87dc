package io.github.lanewise.bench.results;

import java.util.Arrays;

/**
 * One contender on one problem.
 *
 * @param problem problem string
 * @param pass forward, gradInput, gradWeight, backward
 * @param threads how many
 * @param contender who; {@link #OURS} is Lanewise
 * @param userLayout whether it was given row-major arrays, all conversion timed
 * @param operations floating-point operations, two for a multiply-add
 * @param nanoseconds median times of a call, one for each invocation or round
 */
public record Row(String problem, String pass, int threads, String contender, boolean userLayout, long operations,
        double[] nanoseconds) {
    /** The contender that the kernels of this project are. */
    public static final String OURS = "lanewise";

    /**
     * The time to be quoted.
     *
     * @return median over invocations
     */
    public double median() {
        return median(nanoseconds);
    }

    /**
     * The value in the middle.
     *
     * @param values at least one
     * @return their median, the mean of the two in the middle of an even number
     */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
