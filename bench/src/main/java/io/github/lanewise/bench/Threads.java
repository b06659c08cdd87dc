package io.github.lanewise.bench;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.util.concurrent.ForkJoinPool;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Where a kernel runs: serially, or on a pool; and its scratch. */
@State(Scope.Benchmark)
public class Threads {
    /** 1 for serial, else the parallelism of a pool. */
    @Param({"1", "2"})
    public int threads;

    Parallel parallel;
    Scratch scratch;
    /** Null for one thread. */
    ForkJoinPool pool;

    /** Opens the pool. */
    @Setup(Level.Trial)
    public void open() {
        scratch = new Scratch();
        pool = threads == 1 ? null : new ForkJoinPool(threads);
        parallel = pool == null ? Parallel.serial() : Parallel.on(pool);
    }

    /** Begins to count what an iteration allocates. */
    @Setup(Level.Iteration)
    public void beginIteration() {
        CallAllocation.begin();
    }

    /** Ends the count. */
    @TearDown(Level.Iteration)
    public void endIteration() {
        CallAllocation.end();
    }

    /** Closes the pool. */
    @TearDown(Level.Trial)
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
