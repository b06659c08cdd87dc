package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.run.Run;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.List;
import java.util.Objects;

/**
 * Temporary memory of kernel calls, and the tasks of parallel ones, reused from call to call. It grows to the largest
 * need of the calls that it has seen and then allocates nothing more.
 *
 * <p>One {@code Scratch} serves one call at a time, of any plan; calls that run at the same time need one each. A second
 * call meanwhile is refused with an {@link IllegalStateException}. Nothing in it carries over from one call to the next:
 * what the backward pass needs of the forward pass is an argument of both.
 */
public final class Scratch {
    private final Run run = new Run();

    /**
     * An empty scratch.
     *
     * @throws IllegalArgumentException if {@code lanewise.simd} asks for what this machine cannot run
     */
    public Scratch() {
        Lookup.found(); // here rather than in a static initialiser below, where it would become a linkage error
    }

    /** Claims a scratch for one call; {@link #end} follows in any case. The last of a call's checks. */
    static Arguments begin(Scratch scratch, Parallel parallel) {
        // Asked for: once compiled, the JVM's own exception is one without words.
        Objects.requireNonNull(scratch, "scratch");
        Objects.requireNonNull(parallel, "parallel");
        return scratch.run.begin();
    }

    /** Runs the passes of the claimed call, one after the other, in the pool where the work pays for waking a thread. */
    void execute(Execution execution, Arguments arguments, Parallel parallel) {
        long start = Verbose.start();
        run(execution, arguments, parallel);
        Verbose.executed(execution, arguments, parallel, start);
    }

    /** The same without a word: one round of several. */
    void run(Execution execution, Arguments arguments, Parallel parallel) {
        List<Pass> passes = execution.passes();
        for (int i = 0; i < passes.size(); i++) { // no iterator: nothing may be allocated
            Pass pass = passes.get(i);
            run.execute(pass, pass.work(arguments) < Thresholds.FORK_WORK ? null : parallel.pool);
        }
    }

    void end() {
        run.end();
    }
}
