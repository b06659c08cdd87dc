package io.github.lanewise.bench.peak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;

/** How much of a work one core, or all at once, do in a second: the best of several rounds, as it is a ceiling. */
final class Stopwatch {
    private static final int ROUNDS = 12;
    private static final long ROUND_NANOSECONDS = 30_000_000;

    private static volatile float kept;

    private Stopwatch() {}

    /** Amount of work in a nanosecond, all threads together. Each has a work of its own. */
    static double rate(int threads, Supplier<Work> works) {
        List<Work> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(works.get());
        }
        int repetitions = repetitions(all.getFirst());
        long[][] begin = new long[ROUNDS][threads];
        long[][] end = new long[ROUNDS][threads];
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int me = i;
            running.add(Thread.ofPlatform().start(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    await(together);
                    begin[round][me] = System.nanoTime();
                    kept = all.get(me).run(repetitions);
                    end[round][me] = System.nanoTime();
                }
            }));
        }
        running.forEach(Stopwatch::join);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, all.getFirst().amount() * threads * repetitions / elapsed(begin[round], end[round]));
        }
        return best;
    }

    /** Warms up, until so many repetitions take a round. */
    private static int repetitions(Work work) {
        int repetitions = 1;
        for (int round = 0;; round++) {
            long start = System.nanoTime();
            kept = work.run(repetitions);
            long time = System.nanoTime() - start;
            if (time >= ROUND_NANOSECONDS && round >= ROUNDS) {
                return repetitions;
            }
            if (time < ROUND_NANOSECONDS) {
                repetitions *= 2;
            }
        }
    }

    private static double elapsed(long[] begin, long[] end) {
        long first = begin[0];
        long last = end[0];
        for (int i = 1; i < begin.length; i++) {
            first = Math.min(first, begin[i]);
            last = Math.max(last, end[i]);
        }
        return last - first;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
