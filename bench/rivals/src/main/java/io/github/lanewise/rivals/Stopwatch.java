package io.github.lanewise.rivals;

import java.util.ArrayList;
import java.util.List;

/** Times a call over a slice of time. */
final class Stopwatch {
    /** Calls are timed in batches of at least this, beside which reading the clock does not count. */
    private static final long BATCH_NANOS = 20_000;
    private static final int LEAST_BATCHES = 3;

    private Stopwatch() {}

    /**
     * The median time of a call.
     *
     * @param call what to time
     * @param millis how long to go on; longer where fewer than three calls fit
     * @return nanoseconds
     */
    static double medianNanos(Library.Call call, long millis) throws Exception {
        call.run();
        long begin = System.nanoTime();
        call.run();
        long one = Math.max(1, System.nanoTime() - begin);
        int calls = (int) Math.max(1, BATCH_NANOS / one);
        List<Double> batches = new ArrayList<>();
        long end = System.nanoTime() + millis * 1_000_000;
        while (batches.size() < LEAST_BATCHES || System.nanoTime() < end) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            batches.add((double) (System.nanoTime() - start) / calls);
        }
        return Medians.median(batches);
    }
}
