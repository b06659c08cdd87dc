package io.github.lanewise.lenet.cli;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.lenet.OptimizerSpec;
import io.github.lanewise.lenet.Settings;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --optimizer}, {@code --lr} and what belongs to them. */
final class OptimizerOption {
    /** Of Adam and AdamW, whose steps do not grow with the gradients. */
    private static final float ADAM_RATE = 0.001f;
    private static final double LARGEST_DECAY = 1e3;

    /** Optimisers by the names that they have on the command line. */
    private enum Kind {
        SGD, NESTEROV, KERAS_SGD, KERAS_NESTEROV, ADAM, ADAMW;

        boolean adam() {
            return this == ADAM || this == ADAMW;
        }

        boolean nesterov() {
            return this == NESTEROV || this == KERAS_NESTEROV;
        }

        Sgd.Form form() {
            return this == KERAS_SGD || this == KERAS_NESTEROV ? Sgd.Form.KERAS : Sgd.Form.PYTORCH;
        }

        static Kind of(Sgd options) {
            return switch (options.form()) {
                case PYTORCH -> options.nesterov() ? NESTEROV : SGD;
                case KERAS -> options.nesterov() ? KERAS_NESTEROV : KERAS_SGD;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(names = "--optimizer", paramLabel = "O", description = "How weights follow their gradients: ${COMPLETION-CANDIDATES} (default: sgd, lenet5-tanh keras-sgd). The names with keras have momentum in Keras's form, in which a step keeps the rate of its time.")
    private Kind kind;

    @Option(names = "--lr", paramLabel = "X", description = "Learning rate, the largest of a schedule (default: the model's, see the README; 0.001 with adam and adamw).")
    private Float learningRate;

    @Option(names = "--momentum", paramLabel = "X", description = "Momentum of sgd and nesterov, 0 to below 1 (default: 0.9, lenet5-sigmoid 0).")
    private Double momentum;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Share of the weights that joins their gradients, or with adamw shrinks them at each step, times the rate (default: 0).")
    private Double weightDecay;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The settings with what was asked for here. */
    Settings on(Settings settings) {
        OptimizerSpec optimizer = optimizer(settings.optimizer());
        boolean newAdam = kind != null && kind.adam();
        float rate = learningRate != null ? learningRate : newAdam ? ADAM_RATE : settings.learningRate();
        require(rate > 0 && rate <= 1e6f, "--lr", rate, "above 0");
        return settings.withOptimizer(optimizer).withLearningRate(rate);
    }

    private OptimizerSpec optimizer(OptimizerSpec byDefault) {
        if (weightDecay != null) {
            require(weightDecay >= 0 && weightDecay <= LARGEST_DECAY, "--weight-decay", weightDecay, "0 to 1000");
        }
        return switch (byDefault) {
            case OptimizerSpec.Moments(Adam adam) -> kind == null || kind.adam()
                    ? moments(kind == null ? adam.decoupled() : kind == Kind.ADAMW, adam.weightDecay())
                    : descent(kind, 0.9, 0);
            case OptimizerSpec.Descent(Sgd sgd) -> kind != null && kind.adam()
                    ? moments(kind == Kind.ADAMW, 0)
                    : descent(kind == null ? Kind.of(sgd) : kind, sgd.momentum(), sgd.weightDecay());
        };
    }

    private OptimizerSpec moments(boolean decoupled, double usualDecay) {
        if (momentum != null) {
            throw new ParameterException(spec.commandLine(),
                    "Option '--momentum' needs --optimizer sgd or nesterov; the "
                            + "optimizer is " + (decoupled ? Kind.ADAMW : Kind.ADAM));
        }
        return new OptimizerSpec.Moments(
                new Adam(0.9, 0.999, 1e-8, weightDecay == null ? usualDecay : weightDecay, decoupled));
    }

    private OptimizerSpec descent(Kind wanted, double usualMomentum, double usualDecay) {
        double part = momentum == null ? usualMomentum : momentum;
        require(part >= 0 && part < 1, "--momentum", part, "0 to below 1");
        if (wanted.nesterov() && part == 0) {
            throw new ParameterException(spec.commandLine(),
                    "--optimizer " + wanted + " needs a momentum above 0: add --momentum 0.9, say");
        }
        return new OptimizerSpec.Descent(new Sgd(wanted.form(), part, 0, wanted.nesterov(),
                weightDecay == null ? usualDecay : weightDecay));
    }

    private void require(boolean fulfilled, String option, Object value, String expected) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + "; expected " + expected);
        }
    }
}
