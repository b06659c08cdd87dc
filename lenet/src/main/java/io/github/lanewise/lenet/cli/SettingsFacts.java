package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Settings;
import io.github.lanewise.lenet.report.Fact;
import java.util.List;

/** What was asked of a training, for its report. */
final class SettingsFacts {
    private SettingsFacts() {}

    static List<Fact> of(List<String> arguments, Parameters parameters, Settings settings, long seed) {
        return List.of(new Fact("command", "lenet " + String.join(" ", arguments)),
                new Fact("model", parameters.model().toString()), new Fact("input", parameters.input().toString()),
                new Fact("epochs", String.valueOf(settings.epochs())),
                new Fact("batch", String.valueOf(settings.batch())),
                new Fact("learning rate", settings.learningRate() + " (" + settings.schedule() + ")"),
                new Fact("optimizer", settings.optimizer().toString()),
                new Fact("label smoothing", String.valueOf(settings.labelSmoothing())),
                new Fact("augmentation", settings.augmentation().toString()),
                new Fact("validation", settings.validationSplit() == 0
                        ? "the test images, nothing is chosen by it"
                        : "the last " + settings.validationSplit() + " of the training images"),
                new Fact("seed", String.valueOf(seed)));
    }
}
