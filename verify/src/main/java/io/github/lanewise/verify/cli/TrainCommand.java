package io.github.lanewise.verify.cli;

import io.github.lanewise.lenet.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verify train}. */
@Command(name = "train", description = "Trains a LeNet on digits on every back end and number of threads, with batches in lanes and image after image, and holds the weights of all runs against each other.", mixinStandardHelpOptions = true, footer = {
        "", "Exit status: 0 all have the same bits, 1 some differ, 2 wrong usage."})
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "M", split = ",", description = "Networks: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Model> models = Arrays.asList(Model.values());

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "2", description = "Passes over the images (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--images", paramLabel = "N", defaultValue = "60000", description = "Images, drawn by the trainer (default: ${DEFAULT-VALUE}).")
    private int images;

    @Option(names = "--threads", paramLabel = "N", split = ",", defaultValue = "1,2,7", description = "Numbers of threads (default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Override
    public Integer call() throws IOException {
        threads.forEach(count -> ThreadsOption.checked(spec, count));
        require(epochs >= 1, "--epochs", epochs);
        require(images >= 1, "--images", images);
        List<BackendRun<TrainRow>> runs = run();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%,d digits, epochs: %d%n", images, epochs);
        boolean alike = true;
        for (Model model : models) {
            alike &= table(model, runs, out);
        }
        runs.stream().filter(run -> run.refusal() != null)
                .forEach(run -> out.println("NOT RUN back end " + run.backend() + ": " + run.refusal()));
        long count = runs.stream().mapToLong(run -> run.rows().size()).sum();
        out.println(count + " runs, " + (alike ? "those of a network all equal to the last bit" : "some DIFFER"));
        return alike ? 0 : 1;
    }

    private void require(boolean fulfilled, String option, int value) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + "; expected at least 1");
        }
    }

    private List<BackendRun<TrainRow>> run() throws IOException {
        List<String> arguments = List.of("--model=" + joined(models), "--epochs=" + epochs, "--images=" + images,
                "--threads=" + joined(threads));
        List<BackendRun<TrainRow>> runs = new ArrayList<>();
        long layouts = models.stream().mapToLong(model -> TrainRows.layouts(model).size()).sum();
        try (Progress progress = Progress.of("train", "runs", BackendRun.BACKENDS.size() * layouts * threads.size())) {
            for (String backend : BackendRun.BACKENDS) {
                runs.add(BackendRun.of(backend, "train-rows", arguments, TrainRow::parse, progress));
            }
        }
        return runs;
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Prints a model's runs. Returns whether all have the same weights. */
    static boolean table(Model model, List<BackendRun<TrainRow>> runs, PrintWriter out) {
        out.println();
        out.println(model);
        out.printf("%-8s %-6s %7s %9s  %s%n", "back end", "layout", "threads", "seconds", "weights");
        List<TrainRow> all = new ArrayList<>();
        for (BackendRun<TrainRow> run : runs) {
            for (TrainRow row : run.rows()) {
                if (row.model().equals(model.toString())) {
                    all.add(row);
                    out.printf(Locale.ROOT, "%-8s %-6s %7d %9.1f  %s%n", run.backend(), row.layout(), row.threads(),
                            row.seconds(),
                            row.hash());
                }
            }
        }
        return all.stream().map(TrainRow::hash).distinct().count() <= 1;
    }
}
