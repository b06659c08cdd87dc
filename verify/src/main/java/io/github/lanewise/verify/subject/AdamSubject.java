package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.ProblemString;
import io.github.lanewise.verify.bits.AdamBits;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.AdamOracle;
import java.util.List;
import java.util.Set;

/**
 * Three steps of Adam or AdamW from any weights and moments (second ones not negative), with a falling rate: the weights and
 * moments after them.
 *
 * <p>As a problem string: {@code n bf bs eps wd lr t} after the operation, {@code adam:} or {@code adamw:}. {@code bf} and
 * {@code bs} are the betas of the first and of the second moment, 0.9 and 0.999 where they are left out, {@code eps} is
 * 0.00000001, {@code wd} the weight decay, 0 or in AdamW 0.01, {@code lr} the rate of the first step, 0.001, and {@code t} its
 * number, 1: {@code adam:n1000t100}.
 *
 * @param adam the options
 * @param length elements
 * @param learningRate the rate of the first step; the k-th has a k-th of it
 * @param stepNumber the number of the first step
 */
public record AdamSubject(Adam adam, int length, double learningRate, int stepNumber) implements Subject {
    private static final int STEPS = 3;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double DECOUPLED_DECAY = 0.01;
    private static final double LEARNING_RATE = 0.001;

    static AdamSubject parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("adam", "adamw"),
                Set.of("n", "bf", "bs", "eps", "wd", "lr", "t"));
        boolean decoupled = p.operation().equals("adamw");
        Adam adam = new Adam(p.decimal("bf", BETA1), p.decimal("bs", BETA2), p.decimal("eps", EPSILON),
                p.decimal("wd", weightDecay(decoupled)), decoupled);
        int stepNumber = p.get("t", 1);
        if (stepNumber == 0) {
            throw new IllegalArgumentException("problem string \"" + problem + "\": t is 0; expected at least 1");
        }
        return new AdamSubject(adam, p.get("n"), p.decimal("lr", LEARNING_RATE), stepNumber);
    }

    private static double weightDecay(boolean decoupled) {
        return decoupled ? DECOUPLED_DECAY : 0;
    }

    @Override
    public String problem() {
        return new ProblemString.Writer(adam.decoupled() ? "adamw" : "adam", null).put("n", length)
                .put("bf", adam.beta1(), BETA1).put("bs", adam.beta2(), BETA2).put("eps", adam.epsilon(), EPSILON)
                .put("wd", adam.weightDecay(), weightDecay(adam.decoupled())).put("lr", learningRate, LEARNING_RATE)
                .put("t", stepNumber, 1).toString();
    }

    @Override
    public List<Result> results() {
        return List.of(
                Result.of(this, "weight", (call, trial) -> steps(call, trial)[0], v -> bits(v)[0],
                        v -> oracle(v).weight()),
                Result.of(this, "firstMoment", (call, trial) -> steps(call, trial)[1], v -> bits(v)[1],
                        v -> oracle(v).firstMoment()),
                Result.of(this, "secondMoment", (call, trial) -> steps(call, trial)[2], v -> bits(v)[2],
                        v -> oracle(v).secondMoment()));
    }

    private float[][] steps(GuardedCall call, Trial trial) {
        GuardedFloats weight = call.inPlace("weight", weight(trial.values()));
        GuardedFloats firstMoment = call.inPlace("firstMoment", firstMoment(trial.values()));
        GuardedFloats secondMoment = call.inPlace("secondMoment", secondMoment(trial.values()));
        GuardedFloats[] gradWeight = new GuardedFloats[STEPS + 1];
        for (int k = 1; k <= STEPS; k++) {
            gradWeight[k] = call.input("gradWeight " + k, gradWeight(trial.values(), k));
        }
        call.run((scratch, parallel) -> {
            for (int k = 1; k <= STEPS; k++) {
                adam.step(weight.array(), weight.offset(), gradWeight[k].array(), gradWeight[k].offset(),
                        firstMoment.array(), firstMoment.offset(), secondMoment.array(), secondMoment.offset(), length,
                        learningRate / k, stepNumber + k - 1, scratch, parallel);
            }
        });
        return new float[][]{call.values(weight), call.values(firstMoment), call.values(secondMoment)};
    }

    private float[][] bits(Values values) {
        float[][] state = {weight(values), firstMoment(values), secondMoment(values)};
        for (int k = 1; k <= STEPS; k++) {
            AdamBits.step(adam, state[0], gradWeight(values, k), state[1], state[2], learningRate / k,
                    stepNumber + k - 1);
        }
        return state;
    }

    private AdamOracle oracle(Values values) {
        AdamOracle oracle = new AdamOracle(weight(values), firstMoment(values), secondMoment(values));
        for (int k = 1; k <= STEPS; k++) {
            oracle.step(adam, gradWeight(values, k), learningRate / k, stepNumber + k - 1);
        }
        return oracle;
    }

    private float[] weight(Values values) {
        return values.draw("weight", length);
    }

    private float[] firstMoment(Values values) {
        return values.draw("firstMoment", length);
    }

    private float[] secondMoment(Values values) {
        float[] moment = values.draw("secondMoment", length);
        for (int i = 0; i < length; i++) {
            moment[i] = Math.abs(moment[i]);
        }
        return moment;
    }

    private float[] gradWeight(Values values, int step) {
        return values.draw("gradWeight" + step, length);
    }
}
