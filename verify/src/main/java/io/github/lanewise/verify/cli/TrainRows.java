package io.github.lanewise.verify.cli;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Settings;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@link TrainCommand} runs in a JVM for each back end: prints a {@link TrainRow} for each network, layout and number of threads. */
@Command(name = "train-rows", hidden = true, description = "Part of train: one back end.")
final class TrainRows implements Runnable {
    private static final int SEED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", split = ",", required = true)
    private List<Model> models;

    @Option(names = "--epochs", required = true)
    private int epochs;

    @Option(names = "--images", required = true)
    private int images;

    @Option(names = "--threads", split = ",", required = true)
    private List<Integer> threads;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (!BackendRun.announce(out)) {
            return;
        }
        Dataset digits = SyntheticDigits.generate(SEED, images, 1, Runtime.getRuntime().availableProcessors());
        for (Model model : models) {
            for (Layout layout : layouts(model)) {
                for (int count : threads) {
                    out.println(train(model, digits, layout, count).line());
                    out.flush();
                }
            }
        }
    }

    /** Those that a model takes. */
    static Set<Layout> layouts(Model model) {
        return Network.layouts(model.layers(model.inputSizes().getFirst()));
    }

    private TrainRow train(Model model, Dataset digits, Layout layout, int count) {
        try (ForkJoinPool pool = new ForkJoinPool(count)) {
            Settings settings = model.defaults().withEpochs(epochs);
            Parameters parameters = Parameters.initial(model, model.inputSizes().getFirst(), SEED);
            Trainer trainer = new Trainer(parameters, digits, settings, SEED, layout,
                    count == 1 ? Parallel.serial() : Parallel.on(pool));
            double seconds = 0;
            for (int epoch = 0; epoch < epochs; epoch++) {
                seconds += trainer.epoch(_ -> true).seconds();
            }
            return new TrainRow(model.toString(), layout.toString(), count, seconds, parameters.hash());
        }
    }
}
