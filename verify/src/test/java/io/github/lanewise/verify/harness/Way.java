package io.github.lanewise.verify.harness;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;

/** A way to run a kernel: on how many threads, from where, and with which scratch. */
public final class Way {
    private static final ForkJoinPool TWO = new ForkJoinPool(2);
    private static final ForkJoinPool SEVEN = new ForkJoinPool(7);

    private static final Way SERIAL = new Way("threads 1", Parallel.serial(), null);
    private static final Way PARALLEL = new Way("threads 2", Parallel.on(TWO), null);
    private static final Way MANY = new Way("threads 7", Parallel.on(SEVEN), null);
    private static final Way INSIDE = new Way("threads 2, called inside the pool", Parallel.on(TWO), TWO);

    private final String name;
    private final Parallel parallel;
    private final ForkJoinPool caller;
    // Reused by all tries, so that each finds what another shape left in it.
    private final Scratch scratch = new Scratch();

    private Way(String name, Parallel parallel, ForkJoinPool caller) {
        this.name = name;
        this.parallel = parallel;
        this.caller = caller;
    }

    /** One thread and two. */
    public static List<Way> oneAndTwoThreads() {
        return List.of(SERIAL, PARALLEL);
    }

    /** One thread, two, more than there are processors, and two called from inside the pool. */
    public static List<Way> all() {
        return List.of(SERIAL, PARALLEL, MANY, INSIDE);
    }

    /** One thread. */
    public static Way serial() {
        return SERIAL;
    }

    /** Runs a call. */
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
