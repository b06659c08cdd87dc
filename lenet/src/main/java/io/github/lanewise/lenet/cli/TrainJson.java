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

/** An object a line, each with the name of its event: start, validation, resumed, epoch, stopped, test, best, saved, report. */
final class TrainJson implements TrainOutput {
    private final PrintWriter out;

    TrainJson(PrintWriter out) {
        this.out = out;
    }

    private void print(String event, JsonOption.Fields fields) {
        JsonOption.print(out, json -> {
            json.writeStringField("event", event);
            fields.write(json);
        });
    }

    @Override
    public void header(Dataset dataset, Parameters parameters, Settings settings, long seed, int threads) {
        print("start", json -> {
            json.writeStringField("data", dataset.description());
            json.writeStringField("model", parameters.model().toString());
            json.writeNumberField("input", parameters.inputSize());
            json.writeNumberField("epochs", settings.epochs());
            json.writeNumberField("batch", settings.batch());
            json.writeNumberField("learning_rate", settings.learningRate());
            json.writeStringField("schedule", settings.schedule().toString());
            json.writeStringField("optimizer", settings.optimizer().toString());
            json.writeNumberField("label_smoothing", settings.labelSmoothing());
            json.writeStringField("augmentation", settings.augmentation().toString());
            json.writeNumberField("seed", seed);
            json.writeStringField("kernels", Backend.name());
            json.writeNumberField("threads", threads);
            json.writeStringField("jdk", Runtime.version().toString());
        });
    }

    @Override
    public void validation(Trainer trainer) {
        boolean isSplit = trainer.validationCount() > 0;
        print("validation", json -> {
            json.writeStringField("on", isSplit ? "split" : "test");
            json.writeNumberField("trained_images", trainer.trainCount());
            json.writeNumberField("split_images", trainer.validationCount());
        });
    }

    @Override
    public void resumed(Checkpoints.Found found) {
        Trainer.Position position = found.checkpoint().position();
        print("resumed", json -> {
            json.writeStringField("file", found.file().toString());
            json.writeNumberField("epochs", position.epochs());
            json.writeNumberField("images", position.images());
            json.writeArrayFieldStart("refused");
            for (String reason : found.refused()) {
                json.writeString(reason);
            }
            json.writeEndArray();
        });
    }

    @Override
    public void epoch(EpochResult result) {
        print("epoch", json -> {
            json.writeNumberField("epoch", result.epoch());
            JsonOption.number(json, "loss", result.training().loss());
            JsonOption.number(json, "accuracy", result.training().accuracy());
            JsonOption.number(json, "validation_loss", result.validation().loss());
            JsonOption.number(json, "validation_accuracy", result.validation().accuracy());
            JsonOption.number(json, "images_per_second", result.training().imagesPerSecond());
        });
    }

    @Override
    public void stopped(int epoch, int images, int all) {
        print("stopped", json -> {
            json.writeNumberField("epoch", epoch);
            json.writeNumberField("images", images);
        });
    }

    @Override
    public void stoppedEarly(int epochs, int waited) {
        print("stopped", json -> {
            json.writeNumberField("epoch", epochs);
            json.writeNumberField("patience", waited);
        });
    }

    @Override
    public void best(EpochResult best, Trainer.Result test) {
        print("best", json -> {
            json.writeNumberField("epoch", best.epoch());
            JsonOption.number(json, "validation_loss", best.validation().loss());
            JsonOption.number(json, "test_accuracy", test.accuracy());
        });
    }

    @Override
    public void test(Trainer.Result test, String hash) {
        print("test", json -> {
            JsonOption.number(json, "loss", test.loss());
            JsonOption.number(json, "accuracy", test.accuracy());
            json.writeStringField("sha256", hash);
        });
    }

    @Override
    public void saved(Path folder, boolean hasBest, boolean finished) {
        print("saved", json -> {
            json.writeStringField("weights", folder.resolve(RunFolder.WEIGHTS).toString());
            json.writeStringField("metrics", folder.resolve(RunFolder.METRICS).toString());
            if (hasBest) {
                json.writeStringField("best", folder.resolve(RunFolder.BEST).toString());
            }
            json.writeBooleanField("finished", finished);
        });
    }

    /** Where nothing was saved, nothing is said. */
    @Override
    public void report(Path folder) {
        if (folder != null) {
            print("report", json -> json.writeStringField("file", folder.resolve(RunFolder.REPORT).toString()));
        }
    }
}
