package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Schedule;
import io.github.lanewise.lenet.Schedule.Annealing;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --schedule} and what belongs to it. */
final class ScheduleOption {
    private static final double WARM_UP = 0.3;

    /** Schedules by the names that they have on the command line. */
    private enum Kind {
        CONSTANT, STEP, EXPONENTIAL, COSINE, ONE_CYCLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(names = "--schedule", paramLabel = "S", description = "How the learning rate goes over the run: ${COMPLETION-CANDIDATES} (default: constant, lenet5-tanh exponential, lenet5-1998 one-cycle). step and exponential multiply it by --decay every --decay-steps, at once or little by little; cosine goes down to 0; one-cycle goes from --lr / 25 up to --lr, then down to --lr / 250000.")
    private Kind kind;

    @Option(names = "--decay", paramLabel = "X", description = "What step and exponential multiply the rate by, above 0 to 1.")
    private Double decay;

    @Option(names = "--decay-steps", paramLabel = "N", description = "After how many steps of training they have done so.")
    private Long decaySteps;

    @Option(names = "--warm-up", paramLabel = "X", description = "Share of the steps in which the rate of one-cycle grows, 0 to below 1 (default: 0.3).")
    private Double warmUp;

    @Option(names = "--annealing", paramLabel = "A", description = "The way of one-cycle up and down: ${COMPLETION-CANDIDATES} (default: cosine).")
    private Annealing annealing;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What was asked for, or else what is usual. */
    Schedule schedule(Schedule usual) {
        belongs("--decay", decay, Set.of(Kind.STEP, Kind.EXPONENTIAL), usual);
        belongs("--decay-steps", decaySteps, Set.of(Kind.STEP, Kind.EXPONENTIAL), usual);
        belongs("--warm-up", warmUp, Set.of(Kind.ONE_CYCLE), usual);
        belongs("--annealing", annealing, Set.of(Kind.ONE_CYCLE), usual);
        return switch (kind) {
            case null -> usual;
            case CONSTANT -> Schedule.CONSTANT;
            case STEP -> new Schedule.Step(checkedDecay(), checkedDecaySteps());
            case EXPONENTIAL -> new Schedule.Exponential(checkedDecay(), checkedDecaySteps());
            case COSINE -> new Schedule.Cosine();
            case ONE_CYCLE -> oneCycle();
        };
    }

    /** Refuses an option that the schedule does not have. */
    private void belongs(String option, Object value, Set<Kind> kinds, Schedule usual) {
        if (value != null && (kind == null || !kinds.contains(kind))) {
            String names = String.join(" or ", kinds.stream().map(Kind::toString).sorted().toList());
            throw new ParameterException(spec.commandLine(), "Option '" + option + "' needs --schedule " + names
                    + "; the schedule is " + (kind == null ? usual : kind));
        }
    }

    private double checkedDecay() {
        require(decay != null && decay > 0 && decay <= 1, "--decay", decay, "above 0 to 1");
        return decay;
    }

    private long checkedDecaySteps() {
        require(decaySteps != null && decaySteps >= 1, "--decay-steps", decaySteps, "at least 1");
        return decaySteps;
    }

    private Schedule oneCycle() {
        double share = warmUp == null ? WARM_UP : warmUp;
        require(share >= 0 && share < 1, "--warm-up", share, "0 to below 1");
        return new Schedule.OneCycle(share, annealing == null ? Annealing.COSINE : annealing);
    }

    private void require(boolean fulfilled, String option, Object value, String expected) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(), value == null
                    ? "--schedule " + kind + " needs " + option + ", " + expected
                    : "Invalid value for option '" + option + "': " + value + "; expected " + expected);
        }
    }
}
