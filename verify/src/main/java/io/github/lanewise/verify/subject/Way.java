package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;

/** A way to run a kernel: on how many threads, from where, and with which scratch. For one call at a time. */
public final class Way {
    private static final Way SERIAL = threads(1);
    private static final List<Way> ALL = List.of(SERIAL, threads(2), threads(7), insidePool(16));

    private final String name;
    private final Parallel parallel;
    private final ForkJoinPool caller;
    // Reused by all calls, so that each finds what another shape left in it.
    private final Scratch scratch = new Scratch();

    private Way(String name, Parallel parallel, ForkJoinPool caller) {
        this.name = name;
        this.parallel = parallel;
        this.caller = caller;
    }

    /**
     * So many threads, in a pool of their own.
     *
     * @param threads how many; one needs no pool
     * @return the way
     */
    public static Way threads(int threads) {
        return new Way("threads " + threads,
                threads == 1 ? Parallel.serial() : Parallel.on(new ForkJoinPool(threads)), null);
    }

    private static Way insidePool(int threads) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        return new Way("threads " + threads + ", called inside the pool", Parallel.on(pool), pool);
    }

    /**
     * One thread, two, seven, and sixteen, the last called from inside their pool; mostly more than there are processors.
     *
     * @return the ways
     */
    public static List<Way> all() {
        return ALL;
    }

    /**
     * One thread.
     *
     * @return the way
     */
    public static Way serial() {
        return SERIAL;
    }

    /**
     * Runs a call.
     *
     * @param call what to run, with the scratch and the threads to run it on
     */
    public void run(BiConsumer<Scratch, Parallel> call) {
        if (caller == null) {
            call.accept(scratch, parallel);
        } else {
            caller.submit(() -> call.accept(scratch, parallel)).join();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
