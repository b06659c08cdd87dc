package io.github.lanewise.verify.cli;

import io.github.lanewise.verify.sweep.Sweep;
import io.github.lanewise.verify.sweep.SweepFunction;
import io.github.lanewise.verify.sweep.SweepResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify sweep}. */
@Command(name = "sweep", description = "Holds every float of an elementary function or activation against double precision: the largest error, and where the function is not monotone.", mixinStandardHelpOptions = true, footer = {
        "", "Exit status: 0 every error is at most 2 ulp, 1 some are not, 2 wrong usage."})
final class SweepCommand implements Callable<Integer> {
    private static final double MOST_ULPS = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BackendOption backend;

    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--stride", paramLabel = "N", defaultValue = "1", description = "Takes every Nth float alone (default: ${DEFAULT-VALUE}, all 4,294,967,296 of them).")
    private int stride;

    @Parameters(paramLabel = "FUNCTION", arity = "0..*", description = "Functions (default: all): ${COMPLETION-CANDIDATES}.", completionCandidates = Names.class)
    private List<String> names = List.of();

    /** The names of all functions. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            SweepFunction.all().forEach(function -> add(function.name()));
        }
    }

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with (default: one for each processor).")
    void threads(int wanted) {
        threads = ThreadsOption.checked(spec, wanted);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (stride < 1) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '--stride': " + stride + " is not at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        String chosen = backend.choose();
        boolean within = true;
        for (SweepFunction function : functions()) {
            SweepResult result = sweep(function);
            out.println(function + ": " + result);
            out.flush();
            within &= result.ulps() <= MOST_ULPS;
        }
        out.println("back end " + chosen + ", threads " + threads);
        return within ? 0 : 1;
    }

    private List<SweepFunction> functions() {
        List<SweepFunction> all = SweepFunction.all();
        for (String name : names) {
            if (all.stream().noneMatch(function -> function.name().equals(name))) {
                throw new ParameterException(spec.commandLine(),
                        "Unknown function: " + name + "; expected some of " + new Names());
            }
        }
        return all.stream().filter(function -> names.isEmpty() || names.contains(function.name())).toList();
    }

    private SweepResult sweep(SweepFunction function) throws InterruptedException {
        try (Progress progress = Progress.of(function.name(), "arrays", Sweep.blocks(0, Sweep.FLOATS, stride))) {
            return Sweep.run(function, 0, Sweep.FLOATS, stride, threads, progress::step);
        }
    }
}
