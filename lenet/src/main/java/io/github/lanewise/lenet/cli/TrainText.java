package io.github.lanewise.lenet.cli;

import io.github.lanewise.kernels.Backend;
import io.github.lanewise.lenet.Checkpoints;
import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Settings;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Lines for people. */
final class TrainText implements TrainOutput {
    private final PrintWriter text;

    TrainText(PrintWriter text) {
        this.text = text;
    }

    @Override
    public void header(Dataset dataset, Parameters parameters, Settings settings, long seed, int threads) {
        text.println("data: " + dataset.description());
        text.printf(Locale.ROOT,
                "model: %s, input %d×%d; batch %d, learning rate %s (%s), %s%s, augmentation %s, seed %d%n",
                parameters.model(), parameters.inputSize(), parameters.inputSize(), settings.batch(),
                settings.learningRate(), settings.schedule(), settings.optimizer(),
                settings.labelSmoothing() == 0 ? "" : ", label smoothing " + settings.labelSmoothing(),
                settings.augmentation(), seed);
        text.printf("kernels: %s (%s), %d thread%s, JDK %s%n", Backend.name(), Backend.reason(), threads,
                threads == 1 ? "" : "s", Runtime.version());
    }

    @Override
    public void validation(Trainer trainer) {
        if (trainer.validationCount() > 0) {
            text.printf(Locale.ROOT, "validation: the last %,d training images, after each epoch; trained on are %,d%n",
                    trainer.validationCount(), trainer.trainCount());
        } else {
            text.println("validation: the test images, after each epoch; nothing is chosen by it");
        }
        text.flush();
    }

    @Override
    public void resumed(Checkpoints.Found found) {
        for (String reason : found.refused()) {
            text.println("refused: " + reason);
        }
        Trainer.Position position = found.checkpoint().position();
        text.printf(Locale.ROOT, "resumed: %s, after %d epochs and %,d images%s%n", found.file(), position.epochs(),
                position.images(), found.checkpoint().finished() ? "; the run was finished" : "");
        text.flush();
    }

    @Override
    public void epoch(EpochResult result) {
        Trainer.Result training = result.training();
        Trainer.Result validation = result.validation();
        text.printf(Locale.ROOT,
                "epoch %d: loss %.4f, accuracy %.4f, validation loss %.4f, validation accuracy %.4f, "
                        + "%,.0f images/s%n",
                result.epoch(), training.loss(), training.accuracy(), validation.loss(),
                validation.accuracy(), training.imagesPerSecond());
        text.flush();
    }

    @Override
    public void stopped(int epoch, int images, int all) {
        text.printf(Locale.ROOT, "stopped in epoch %d, after %,d of %,d images%n", epoch, images, all);
        text.flush();
    }

    @Override
    public void stoppedEarly(int epochs, int waited) {
        text.printf("stopped early after epoch %d: no lower validation loss in %d epoch%s%n", epochs, waited,
                waited == 1 ? "" : "s");
        text.flush();
    }

    @Override
    public void best(EpochResult best, Trainer.Result test) {
        text.printf(Locale.ROOT, "best by validation loss: epoch %d, %.4f; its test accuracy: %.4f%n", best.epoch(),
                best.validation().loss(), test.accuracy());
        text.flush();
    }

    @Override
    public void test(Trainer.Result test, String hash) {
        text.printf(Locale.ROOT, "test accuracy: %.4f%n", test.accuracy());
        text.println("weights: SHA-256 " + hash);
        text.flush();
    }

    @Override
    public void saved(Path folder, boolean hasBest, boolean finished) {
        text.println("saved: " + folder.resolve(RunFolder.METRICS) + ", " + folder.resolve(RunFolder.WEIGHTS)
                + (hasBest ? ", " + folder.resolve(RunFolder.BEST) : ""));
        if (!finished) {
            text.println("not finished; to go on: lenet train --resume " + folder);
        }
        text.flush();
    }

    @Override
    public void report(Path folder) {
        text.println(folder == null
                ? "not saved; --out DIR saves the weights, the metrics and a report"
                : "report: " + folder.resolve(RunFolder.REPORT));
        text.flush();
    }
}
