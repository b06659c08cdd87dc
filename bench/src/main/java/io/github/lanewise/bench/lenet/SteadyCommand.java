package io.github.lanewise.bench.lenet;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Optimizer;
import io.github.lanewise.lenet.Parameters;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench steady}: how soon a fresh JVM trains, or answers, at full speed. */
@Command(name = "steady", description = "A training step, or with --infer a forward pass with packed weights, again and again in this fresh JVM: when it reaches 90 % of its final rate for good.", mixinStandardHelpOptions = true)
public final class SteadyCommand implements Callable<Integer> {
    private static final double[] MOMENTS = {0.1, 0.3, 0.5, 1, 2, 3, 5};

    @Option(names = "--model", paramLabel = "M", defaultValue = "lenet5-relu", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Model model;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "128", description = "Images of a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "How long to go on (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--infer", description = "Forward passes in place of training steps.")
    private boolean infer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        require("--batch", batch);
        require("--threads", threads);
        require("--seconds", seconds);
        double before = (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
        SteadyState state;
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            state = SteadyState.of(run(threads == 1 ? Parallel.serial() : Parallel.on(pool)));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%s, batch %d, threads %d, %s: final rate %,.0f images/s%n", model, batch, threads,
                infer ? "inference" : "training", state.finalRate() * batch);
        out.printf(Locale.ROOT, "steady after %.1f s, which were %.1f s of the JVM%n", state.seconds(),
                before + state.seconds());
        for (double moment : MOMENTS) {
            if (moment < seconds) {
                out.printf(Locale.ROOT, "  at %.1f s %3.0f %%%n", moment, 100 * state.shareAt(moment));
            }
        }
        return 0;
    }

    private void require(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + "; expected at least 1");
        }
    }

    /** When each step ended, in seconds from before the network was made. */
    private double[] run(Parallel parallel) {
        long begin = System.nanoTime();
        Parameters parameters = Parameters.initial(model, model.inputSizes().getFirst(), 1);
        Scratch scratch = new Scratch();
        Network network = new Network(parameters, batch, scratch, parallel);
        Optimizer optimizer = new Optimizer(model.defaults().optimizer(), parameters, scratch, parallel);
        SplittableRandom random = new SplittableRandom(1);
        float[] image = new float[parameters.input().length()];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) random.nextDouble();
            }
            network.put(n, image, 0, n % 10);
        }
        if (infer) {
            network.freeze();
        }
        double[] ends = new double[1 << 16];
        int steps = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            if (infer) {
                network.infer();
            } else {
                network.forward();
                network.backward();
                optimizer.step(0, 1); // as in LenetState: over one batch weights would become denormal
            }
            elapsed = (System.nanoTime() - begin) / 1e9;
            ends = steps == ends.length ? Arrays.copyOf(ends, 2 * steps) : ends;
            ends[steps++] = elapsed;
        }
        return Arrays.copyOf(ends, steps);
    }
}
