package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.lenet.data.Augmentation;
import java.util.Locale;

/** A model and settings that go together, by a name. */
public enum Recipe {
    /**
     * The highest accuracy here of at most 110,000 parameters: the rate goes up and down once, the images are moved and bent
     * a little anew in each epoch, the labels are smooth, and the weights decay.
     */
    BEST(Model.LENET_WIDE,
            new Settings(20, 128, 0.1f, 0.9)
                    .withOptimizer(new OptimizerSpec.Descent(new Sgd(Sgd.Form.PYTORCH, 0.9, 0, false, 5e-4)))
                    .withSchedule(new Schedule.OneCycle(0.3, Schedule.Annealing.COSINE))
                    .withAugmentation(new Augmentation(1, 3)).withLabelSmoothing(0.05f));

    private final Model model;
    private final Settings settings;

    Recipe(Model model, Settings settings) {
        this.model = model;
        this.settings = settings;
    }

    /**
     * The model.
     *
     * @return the one that the settings are for
     */
    public Model model() {
        return model;
    }

    /**
     * The settings.
     *
     * @return those that train it
     */
    public Settings settings() {
        return settings;
    }

    /**
     * The name on the command line.
     *
     * @return such as {@code best}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
