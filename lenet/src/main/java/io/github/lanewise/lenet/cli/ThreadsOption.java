package io.github.lanewise.lenet.cli;

import io.github.lanewise.kernels.Parallel;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --threads}. */
final class ThreadsOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with (default: one for each processor; the same bits for any number).")
    void threads(int wanted) {
        if (wanted < 1 || wanted > 1024) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '--threads': " + wanted + " is not between 1 and 1024");
        }
        threads = wanted;
    }

    int threads() {
        return threads;
    }

    /** A pool of so many threads; one thread needs none. */
    Parallel parallel() {
        return threads == 1 ? Parallel.serial() : Parallel.on(new ForkJoinPool(threads));
    }
}
