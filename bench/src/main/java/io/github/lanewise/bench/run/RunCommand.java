package io.github.lanewise.bench.run;

import io.github.lanewise.bench.peak.PeakCommand;
import io.github.lanewise.bench.results.JmhFile;
import io.github.lanewise.bench.results.Peak;
import io.github.lanewise.bench.results.Results;
import io.github.lanewise.bench.results.Timing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code bench run}: the JMH suites over the files of shapes. */
@Command(name = "run", customSynopsis = "bench run [REGEX...] [--shapes=NAME[,NAME...]] [JMH options]", description = {
        "Runs the benchmarks whose class and method match, on 1 thread and on all, with warm caches and (Cold…) cold ones, after a check of their results. Problems of products, convolutions, dense layers and poolings come from the files of shapes.",
        "Fails if a call allocates a byte or more. Writes JMH's JSON to target/results/run-DATE.json."})
public final class RunCommand implements Callable<Integer> {
    @Option(names = "--shapes", split = ",", paramLabel = "NAME", description = "Files of src/main/resources/shapes; without it all of them, or what -p problem= names.")
    private List<String> shapes;

    @Option(names = "--help", usageHelp = true, description = "Shows this; -h shows JMH's options.")
    private boolean help;

    @Unmatched
    private List<String> rest = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, RunnerException {
        CommandLineOptions jmh = jmhOptions();
        if (jmh.shouldHelp()) {
            jmh.showHelp();
            return 0;
        }
        List<Options> runs = new Selection(jmh, shapes).runs();
        if (runs.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "No benchmark with a problem matches " + jmh.getIncludes());
        }
        if (jmh.shouldList() || jmh.shouldListWithParams()) {
            for (Options run : runs) {
                new Runner(run).listWithParams(jmh);
            }
            return 0;
        }
        return measure(runs);
    }

    private CommandLineOptions jmhOptions() {
        try {
            return new CommandLineOptions(rest.toArray(String[]::new));
        } catch (CommandLineOptionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int measure(List<Options> runs) throws IOException, RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        Peak peak = PeakCommand.known(out);
        JmhFile file = JmhFile.now();
        List<RunResult> results = new ArrayList<>();
        for (Options run : runs) {
            results.addAll(new Runner(run).run());
            file.write(results);
        }
        out.println();
        List<Timing> timings = Timing.of(Results.tree(file.path()));
        for (Timing timing : timings) {
            out.printf("%-36s %s: %s%n", timing.benchmark(), String.join(" ", timing.parameters().values()),
                    timing.told(peak));
        }
        out.println("written to " + file.path());
        List<String> allocations = Allocations.found(results);
        if (!allocations.isEmpty()) {
            out.println("These allocate; expected under a byte a call:");
            allocations.forEach(line -> out.println("  " + line));
        }
        out.flush();
        return allocations.isEmpty() ? 0 : 1;
    }
}
