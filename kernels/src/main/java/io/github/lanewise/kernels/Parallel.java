package io.github.lanewise.kernels;

import java.util.Objects;
import java.util.concurrent.ForkJoinPool;

/**
 * Where a kernel call may run: on the calling thread alone, or with the threads of a pool of the caller's. The result
 * has the same bits either way. The common pool is never used unless it is passed in.
 *
 * <p>The calling thread works too, so a call occupies at most as many threads as the pool's parallelism, itself among
 * them. It may come from inside the pool. A call too small to pay for waking a thread stays on the calling thread. A
 * thread that has helped stays awake for 50 µs, in which the next call finds it; then it is the pool's again. An
 * exception in a task reaches the caller as it is, and the contents of the output are then undefined.
 */
public final class Parallel {
    private static final Parallel SERIAL = new Parallel(null);

    /** null where the call stays on the calling thread. */
    final ForkJoinPool pool;

    private Parallel(ForkJoinPool pool) {
        this.pool = pool;
    }

    /**
     * On the calling thread alone.
     *
     * @return the serial way
     */
    public static Parallel serial() {
        return SERIAL;
    }

    /**
     * On the calling thread and up to {@code pool.getParallelism() - 1} threads of the pool.
     *
     * @param pool the caller's pool; it stays the caller's, and is never shut down here
     * @return the way into that pool
     * @throws NullPointerException if {@code pool} is null
     */
    public static Parallel on(ForkJoinPool pool) {
        return new Parallel(Objects.requireNonNull(pool, "pool"));
    }

    @Override
    public String toString() {
        return pool == null ? "serial" : "on a pool of " + pool.getParallelism();
    }
}
