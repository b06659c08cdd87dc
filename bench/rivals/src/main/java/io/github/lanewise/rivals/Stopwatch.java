package io.github.lanewise.rivals;

import java.util.ArrayList;
import java.util.List;

/** Times a call over a slice of time. */
final class Stopwatch {
    /** Calls are timed in batches of at least this, beside which reading the clock does not count. */
    private static final long BATCH_NANOS = 20_000;

    private Stopwatch() {}

    /**
     * The median time of a call.
     *
     * @param call what to time
     * @param millis how long to go on; longer where not even two calls fit
     * @return nanoseconds
     */
    static double medianNanos(Library.Call call, long millis) throws Exception {
        long begin = System.nanoTime();
        call.run();
        long one = Math.max(1, System.nanoTime() - begin); // not counted: the caches are somebody else's
        int calls = (int) Math.max(1, BATCH_NANOS / one);
        List<Double> batches = new ArrayList<>();
        long end = begin + millis * 1_000_000;
        do {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            batches.add((double) (System.nanoTime() - start) / calls);
        } while (System.nanoTime() < end);
        return Medians.median(batches);
    }
}
