package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Schedule;
import io.github.lanewise.lenet.Schedule.Annealing;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --schedule} and what belongs to it. */
final class ScheduleOption {
    private static final double WARM_UP = 0.3;

    /** Schedules by the names that they have on the command line. */
    private enum Kind {
        CONSTANT, ONE_CYCLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(names = "--schedule", paramLabel = "S", defaultValue = "constant", description = "How the learning rate goes over the run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). one-cycle goes from --lr / 25 up to --lr, then down to --lr / 250000.")
    private Kind kind;

    @Option(names = "--warm-up", paramLabel = "X", description = "Share of the steps in which the rate of one-cycle grows, 0 to below 1 (default: 0.3).")
    private Double warmUp;

    @Option(names = "--annealing", paramLabel = "A", description = "The way of one-cycle up and down: ${COMPLETION-CANDIDATES} (default: cosine).")
    private Annealing annealing;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Schedule schedule() {
        return switch (kind) {
            case CONSTANT -> constant();
            case ONE_CYCLE -> oneCycle();
        };
    }

    private Schedule constant() {
        if (warmUp != null || annealing != null) {
            throw new ParameterException(spec.commandLine(), "Option '" + (warmUp == null ? "--annealing" : "--warm-up")
                    + "' needs --schedule one-cycle; the schedule is constant");
        }
        return Schedule.CONSTANT;
    }

    private Schedule oneCycle() {
        double share = warmUp == null ? WARM_UP : warmUp;
        if (!(share >= 0 && share < 1)) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '--warm-up': " + share + "; expected 0 to below 1");
        }
        return new Schedule.OneCycle(share, annealing == null ? Annealing.COSINE : annealing);
    }
}
