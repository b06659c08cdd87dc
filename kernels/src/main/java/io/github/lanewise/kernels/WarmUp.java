package io.github.lanewise.kernels;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Runs a call until the JVM has compiled it, so that a service pays for that before its first request and not in it. Until then
 * kernels are many times slower, and vectors may be allocated on the heap.
 *
 * <p>The JVM does not say when it is done, so the time tells: the call counts as settled when no round of calls, {@value
 * #ROUND_MILLIS} ms each, has been faster than the best by more than 3 % for half of the time so far, {@value #LEAST_MILLIS} ms
 * at the least. Give it what the service will run, on arrays, scratch and threads like its own.
 */
public final class WarmUp {
    private static final int ROUND_MILLIS = 20;
    private static final int LEAST_MILLIS = 500;
    private static final long MILLI = 1_000_000;
    private static final double BETTER = 0.97;

    private WarmUp() {}

    /**
     * What a warm-up came to.
     *
     * @param calls how often it was called
     * @param elapsed how long that took
     * @param perCall the mean of the fastest round
     * @param settled whether it got no faster, or the time was up before
     */
    public record Outcome(long calls, Duration elapsed, Duration perCall, boolean settled) {
        /** Refuses null. */
        public Outcome {
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(perCall, "perCall");
        }
    }

    /**
     * Calls again and again until the time has settled.
     *
     * @param call what to warm up; what it throws ends the warm-up and reaches the caller
     * @param limit the longest that this may take, beside the call that is running when it is over
     * @return what it came to
     * @throws IllegalArgumentException if the limit is not positive
     * @throws NullPointerException if an argument is null
     */
    public static Outcome run(Runnable call, Duration limit) {
        return run(call, limit, System::nanoTime);
    }

    static Outcome run(Runnable call, Duration limit, LongSupplier clock) {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(limit, "limit");
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("limit is " + limit + "; expected a positive time");
        }
        long most = limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? limit.toNanos() : Long.MAX_VALUE;
        long begin = clock.getAsLong();
        long calls = 0;
        long elapsed = 0;
        double best = Double.POSITIVE_INFINITY;
        long improved = 0;
        boolean settled = false;
        while (!settled && elapsed < most) {
            long round = elapsed;
            long callsBefore = calls;
            do {
                call.run();
                calls++;
                elapsed = clock.getAsLong() - begin;
            } while (elapsed - round < ROUND_MILLIS * MILLI && elapsed < most);
            double mean = (double) (elapsed - round) / (calls - callsBefore);
            if (mean < BETTER * best) {
                improved = elapsed;
            }
            best = Math.min(best, mean);
            settled = elapsed - improved >= Math.max(LEAST_MILLIS * MILLI, elapsed / 2);
        }
        return new Outcome(calls, Duration.ofNanos(elapsed), Duration.ofNanos(Math.round(best)), settled);
    }
}
