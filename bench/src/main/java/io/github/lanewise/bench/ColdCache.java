package io.github.lanewise.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Empties the caches before each call, so that operands, scratch and tables come from memory, as they do where much else runs
 * between two calls. Every core that may take part reads an array larger than all its caches. What a call then costs is
 * timed alone, call by call, so some 50 ns of clock reading are in it, and branch predictors and code stay warm.
 */
@State(Scope.Benchmark)
public class ColdCache {
    private static final int BYTES = 128 << 20;
    private static final int LINE = 64;

    private final byte[] larger = new byte[BYTES];
    private final List<Reading> readings = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private ForkJoinPool pool;
    private int kept;

    /** One for each thread of the pool. None ends before all have begun, so no two run on the same thread. */
    private final class Reading extends RecursiveAction {
        private static final long serialVersionUID = 1;

        @Override
        protected void compute() {
            begun.incrementAndGet();
            while (begun.get() < readings.size()) {
                Thread.onSpinWait();
            }
            read();
        }
    }

    /** Knows the threads. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        pool = threads.pool;
        for (int i = 0; pool != null && i < threads.threads; i++) {
            readings.add(new Reading());
        }
    }

    /** Empties the caches of all threads. Allocates nothing, since allocation is measured over it. */
    void evict() {
        begun.set(0);
        for (int i = 0; i < readings.size(); i++) {
            readings.get(i).reinitialize();
            pool.execute(readings.get(i));
        }
        for (int i = 0; i < readings.size(); i++) {
            while (!readings.get(i).isDone()) {
                Thread.yield(); // a join would allocate
            }
        }
        read();
    }

    private void read() {
        int sum = 0;
        for (int i = 0; i < BYTES; i += LINE) {
            sum += larger[i];
        }
        kept += sum;
    }
}
