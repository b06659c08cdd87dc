package io.github.lanewise.lenet.cli;

import io.github.lanewise.kernels.Backend;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet train}: the main job. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false, description = "Trains a model and prints its accuracy on the test images.", footer = {
        "", "Examples:", "  lenet train",
        "  lenet train --data fashion-mnist --epochs 10 --out run",
        "  lenet train --data DIR --model lenet5-sigmoid"})
final class TrainCommand implements Callable<Integer> {
    private static final int STOPPED = 130;

    @Mixin
    private DataOption data;

    @Mixin
    private ModelOption model;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images (default: 5, sigmoid 10).")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images of a step (default: 128, sigmoid 256).")
    private Integer batch;

    @Option(names = "--lr", paramLabel = "X", description = "Learning rate, the largest of a schedule (default: 0.05, sigmoid 0.9).")
    private Float learningRate;

    @Option(names = "--momentum", paramLabel = "X", description = "Momentum, 0 to below 1 (default: 0.9, sigmoid 0).")
    private Float momentum;

    @Mixin
    private ScheduleOption schedule;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of weights and shuffling (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for metrics.csv and weights.safetensors, made if it is not there.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Model.Settings settings = settings();
        if (out != null) {
            Files.createDirectories(out);
        }
        try (Interrupt interrupt = new Interrupt()) {
            return train(settings, interrupt);
        }
    }

    private int train(Model.Settings settings, Interrupt interrupt) throws IOException {
        PrintWriter text = spec.commandLine().getOut();
        Dataset dataset = data.open(threads.threads());
        Parameters parameters = Parameters.initial(model.model, model.inputSize(), seed);
        Trainer trainer = new Trainer(parameters, dataset, settings, seed, threads.parallel());
        header(text, dataset, settings);
        Results results = new Results(out, parameters);
        for (int epoch = 1; epoch <= settings.epochs() && !interrupt.asked(); epoch++) {
            Trainer.Result training;
            try (EpochProgress progress = EpochProgress.on(System.err, epoch, settings.epochs(),
                    dataset.trainCount())) {
                training = trainer.epoch(images -> {
                    progress.step(images);
                    return !interrupt.asked();
                });
            }
            if (!training.complete()) {
                text.printf("stopped in epoch %d, after %,d of %,d images%n", epoch, training.images(),
                        dataset.trainCount());
                break;
            }
            Trainer.Result validation = trainer.evaluate();
            results.add(epoch, training, validation);
            text.printf(Locale.ROOT,
                    "epoch %d: loss %.4f, accuracy %.4f, validation loss %.4f, validation accuracy %.4f, "
                            + "%,.0f images/s%n",
                    epoch, training.loss(), training.accuracy(), validation.loss(),
                    validation.accuracy(), training.imagesPerSecond());
            text.flush();
        }
        finish(text, trainer, parameters, results);
        return interrupt.asked() ? STOPPED : 0;
    }

    private void header(PrintWriter text, Dataset dataset, Model.Settings settings) {
        text.println("data: " + dataset.description());
        text.printf(Locale.ROOT, "model: %s, input %d×%d; batch %d, learning rate %s (%s), momentum %s, seed %d%n",
                model.model,
                model.inputSize(), model.inputSize(), settings.batch(), settings.learningRate(),
                settings.schedule(), settings.momentum(), seed);
        text.printf("kernels: %s (%s), %d thread%s, JDK %s%n", Backend.name(), Backend.reason(), threads.threads(),
                threads.threads() == 1 ? "" : "s", Runtime.version());
        text.println("validation: the test images, after each epoch; nothing is chosen by it");
        text.flush();
    }

    private void finish(PrintWriter text, Trainer trainer, Parameters parameters, Results results) throws IOException {
        text.printf(Locale.ROOT, "test accuracy: %.4f%n", trainer.evaluate().accuracy());
        text.println("weights: SHA-256 " + parameters.hash());
        if (out != null) {
            results.save();
            text.println("saved: " + out.resolve(Results.METRICS) + ", " + out.resolve(Results.WEIGHTS));
        } else {
            text.println("not saved; --out DIR saves the weights and the metrics");
        }
        text.flush();
    }

    private Model.Settings settings() {
        Model.Settings byDefault = model.model.defaults();
        Model.Settings settings = new Model.Settings(epochs == null ? byDefault.epochs() : epochs,
                batch == null ? byDefault.batch() : batch,
                learningRate == null ? byDefault.learningRate() : learningRate,
                momentum == null ? byDefault.momentum() : momentum, schedule.schedule());
        require(settings.epochs() >= 1, "--epochs", settings.epochs(), "at least 1");
        require(settings.batch() >= 1 && settings.batch() <= 65_536, "--batch", settings.batch(), "1 to 65536");
        require(settings.learningRate() > 0 && settings.learningRate() <= 1e6f, "--lr", settings.learningRate(),
                "above 0");
        require(settings.momentum() >= 0 && settings.momentum() < 1, "--momentum", settings.momentum(),
                "0 to below 1");
        return settings;
    }

    private void require(boolean fulfilled, String option, Object value, String expected) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + "; expected " + expected);
        }
    }
}
