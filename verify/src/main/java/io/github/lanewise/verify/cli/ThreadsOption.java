package io.github.lanewise.verify.cli;

import io.github.lanewise.kernels.Parallel;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --threads} of a command that runs on one number of them. */
final class ThreadsOption {
    static final int MOST = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private int threads = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with (default: 1; the same bits for any number).")
    void threads(int wanted) {
        threads = checked(spec, wanted);
    }

    static int checked(CommandSpec spec, int threads) {
        if (threads < 1 || threads > MOST) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '--threads': " + threads + " is not between 1 and " + MOST);
        }
        return threads;
    }

    int threads() {
        return threads;
    }

    /** A pool of so many threads; one thread needs none. */
    Parallel parallel() {
        return threads == 1 ? Parallel.serial() : Parallel.on(new ForkJoinPool(threads));
    }
}
