package io.github.lanewise.bench.lenet;

import io.github.lanewise.bench.CallAllocation;
import io.github.lanewise.bench.LayerTimes;
import io.github.lanewise.bench.peak.PeakCommand;
import io.github.lanewise.bench.results.JmhFile;
import io.github.lanewise.lenet.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code bench lenet}: where the time of a training step goes. */
@Command(name = "lenet", customSynopsis = "bench lenet [--model=M[,M]] [--batch=N[,N...]] [--threads=N[,N...]] [--rivals] [JMH options]", description = {
        "A training step and a forward pass of a LeNet, data in place, and what each layer takes of the step, forward and backward. The peak is measured before and after, for it drifts.",
        "Writes JMH's JSON to target/results/run-DATE.json. With --rivals, PyTorch and ONNX Runtime follow, turn by turn with ours: bench rivals lenet."})
public final class LenetCommand implements Callable<Integer> {
    private static final String BENCHMARKS = "\\.Lenet(Step|Layer)Benchmark\\.";

    @Option(names = "--model", paramLabel = "M", split = ",", description = "Networks: ${COMPLETION-CANDIDATES} (default: lenet5-relu, lenet5-sigmoid).")
    private List<Model> models = List.of(Model.LENET5_RELU, Model.LENET5_SIGMOID);

    @Option(names = "--batch", paramLabel = "N", split = ",", description = "Images of a step (default: 128).")
    private List<Integer> batches = List.of(128);

    @Option(names = "--threads", paramLabel = "N", split = ",", description = "Threads (default: 1, and one for each processor).")
    private List<Integer> threads = IntStream.of(1, Runtime.getRuntime().availableProcessors()).distinct().boxed()
            .toList();

    @Option(names = "--rivals", description = "Lets the launcher run bench rivals lenet afterwards.")
    private boolean rivals;

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
        batches.forEach(batch -> require(batch >= 1, "--batch", batch));
        threads.forEach(count -> require(count >= 1, "--threads", count));
        PrintWriter out = spec.commandLine().getOut();
        JmhFile file = JmhFile.now();
        List<RunResult> all = new ArrayList<>();
        for (Model model : models) {
            for (int batch : batches) {
                for (int count : threads) {
                    System.err.printf("measuring %s, batch %d, threads %d%n", model, batch, count);
                    all.addAll(measure(jmh, model, batch, count, out));
                    file.write(all);
                }
            }
        }
        out.println("written to " + file.path());
        out.flush();
        return 0;
    }

    private CommandLineOptions jmhOptions() {
        try {
            return new CommandLineOptions(rest.toArray(String[]::new));
        } catch (CommandLineOptionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void require(boolean fulfilled, String option, int value) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + "; expected at least 1");
        }
    }

    private static Collection<RunResult> measure(CommandLineOptions jmh, Model model, int batch, int threads,
            PrintWriter out) throws RunnerException {
        Options run = new OptionsBuilder().parent(jmh).include(BENCHMARKS).param("model", model.name())
                .param("batch", Integer.toString(batch)).param("threads", Integer.toString(threads))
                .addProfiler(LayerTimes.class).addProfiler(CallAllocation.class)
                .verbosity(jmh.verbosity().orElse(VerboseMode.SILENT))
                .shouldFailOnError(jmh.shouldFailOnError().orElse(true)).build();
        double before = PeakCommand.multiplyAdds(threads);
        Collection<RunResult> results = new Runner(run).run();
        double peak = (before + PeakCommand.multiplyAdds(threads)) / 2;
        Map<String, Double> times = new TreeMap<>();
        double allocated = 0;
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark().replaceFirst(".*\\.(?=Lenet)", "");
            times.put(benchmark, 1e3 * result.getPrimaryResult().getScore());
            result.getSecondaryResults().forEach((label, time) -> times.put(label, time.getScore()));
            if (benchmark.equals(LayerTable.STEP)) {
                allocated = result.getSecondaryResults().get(CallAllocation.LABEL).getScore();
            }
        }
        out.printf("%n%s, batch %d, threads %d%n", model, batch, threads);
        new LayerTable(new LenetShape(model, batch), peak, times, allocated).lines().forEach(out::println);
        out.flush();
        return results;
    }
}
