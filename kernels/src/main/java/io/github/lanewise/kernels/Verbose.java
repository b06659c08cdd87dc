package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import java.util.Locale;

/**
 * With {@code -Dlanewise.verbose}, one CSV line on standard error for each plan that is made and each execution. Without it,
 * a constant that is false.
 */
final class Verbose {
    static final boolean ON = !System.getProperty("lanewise.verbose", "false").equals("false");

    static {
        if (ON) {
            System.err.println("lanewise,what,problem,method,algorithm,backend,threads,milliseconds,gflops");
        }
    }

    private Verbose() {}

    /** The time at which a plan or an execution begins. */
    static long start() {
        return ON ? System.nanoTime() : 0;
    }

    static void planned(Object shape, Object algorithm, long start) {
        if (ON) {
            System.err.println(String.format(Locale.ROOT, "lanewise,plan,%s,,%s,%s,,%.6f,", shape, algorithm,
                    Backend.name(), (System.nanoTime() - start) / 1e6));
        }
    }

    static void executed(Execution execution, Arguments arguments, Parallel parallel, long start) {
        if (ON) {
            long nanos = Math.max(1, System.nanoTime() - start);
            System.err.println(String.format(Locale.ROOT, "lanewise,execute,%s,%s,%s,%s,%d,%.6f,%.3f",
                    execution.problem().apply(arguments), execution.method(), execution.algorithm(), Backend.name(),
                    parallel.pool == null ? 1 : parallel.pool.getParallelism(), nanos / 1e6,
                    (double) execution.operations().applyAsLong(arguments) / nanos));
        }
    }
}
