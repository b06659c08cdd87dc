package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.ProblemString;
import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.kernels.Sgd.Form;
import io.github.lanewise.verify.bits.SgdBits;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.SgdOracle;
import java.util.List;
import java.util.Set;

/**
 * Three steps of gradient descent from any weights and velocities, with a falling rate, the first step not dampened: the
 * weights and velocities after them.
 *
 * <p>As a problem string: {@code n m damp wd lr} after the operation, {@code sgd:}, {@code momentum:}, {@code nesterov:},
 * {@code keras_momentum:} or {@code keras_nesterov:}. {@code m} is the momentum, 0.9 where it is left out (there is none in
 * {@code sgd:}), {@code damp} the dampening and {@code wd} the weight decay, both 0, and {@code lr} the rate of the first
 * step, 0.1: {@code momentum:n1000wd0.01}.
 *
 * @param sgd the options
 * @param length elements
 * @param learningRate the rate of the first step; step k has a k-th of it
 */
public record SgdSubject(Sgd sgd, int length, double learningRate) implements Subject {
    private static final int STEPS = 3;
    private static final double MOMENTUM = 0.9;
    private static final double LEARNING_RATE = 0.1;
    private static final Set<String> OPERATIONS = Set.of("sgd", "momentum", "nesterov", "keras_momentum",
            "keras_nesterov");

    static SgdSubject parse(String problem) {
        boolean plain = problem.startsWith("sgd:");
        ProblemString p = new ProblemString(problem, null, OPERATIONS,
                plain ? Set.of("n", "wd", "lr") : Set.of("n", "m", "damp", "wd", "lr"));
        Form form = p.operation().startsWith("keras_") ? Form.KERAS : Form.PYTORCH;
        Sgd sgd = new Sgd(form, plain ? 0 : p.decimal("m", MOMENTUM), p.decimal("damp", 0.0),
                p.operation().endsWith("nesterov"), p.decimal("wd", 0.0));
        return new SgdSubject(sgd, p.get("n"), p.decimal("lr", LEARNING_RATE));
    }

    @Override
    public String problem() {
        boolean plain = sgd.momentum() == 0;
        String operation = plain
                ? "sgd"
                : (sgd.form() == Form.KERAS ? "keras_" : "") + (sgd.nesterov() ? "nesterov" : "momentum");
        ProblemString.Writer writer = new ProblemString.Writer(operation, null).put("n", length);
        if (!plain) {
            writer.put("m", sgd.momentum(), MOMENTUM).put("damp", sgd.dampening(), 0.0);
        }
        return writer.put("wd", sgd.weightDecay(), 0.0).put("lr", learningRate, LEARNING_RATE).toString();
    }

    @Override
    public List<Result> results() {
        Result weight = Result.of(this, "weight", (call, trial) -> steps(call, trial)[0], v -> bits(v)[0],
                v -> oracle(v).weight());
        Result velocity = Result.of(this, "velocity", (call, trial) -> steps(call, trial)[1], v -> bits(v)[1],
                v -> oracle(v).velocity());
        return sgd.momentum() == 0 ? List.of(weight) : List.of(weight, velocity);
    }

    private Sgd options(int step) {
        return step == 1 ? sgd.undampened() : sgd;
    }

    private float[][] steps(GuardedCall call, Trial trial) {
        GuardedFloats weight = call.inPlace("weight", weight(trial.values()));
        GuardedFloats velocity = call.inPlace("velocity", velocity(trial.values()));
        GuardedFloats[] gradWeight = new GuardedFloats[STEPS + 1];
        for (int k = 1; k <= STEPS; k++) {
            gradWeight[k] = call.input("gradWeight " + k, gradWeight(trial.values(), k));
        }
        call.run((scratch, parallel) -> {
            for (int k = 1; k <= STEPS; k++) {
                options(k).step(weight.array(), weight.offset(), gradWeight[k].array(), gradWeight[k].offset(),
                        sgd.momentum() == 0 ? null : velocity.array(), velocity.offset(), length, learningRate / k,
                        scratch, parallel);
            }
        });
        return new float[][]{call.values(weight), call.values(velocity)};
    }

    private float[][] bits(Values values) {
        float[][] state = {weight(values), velocity(values)};
        for (int k = 1; k <= STEPS; k++) {
            SgdBits.step(options(k), state[0], gradWeight(values, k), state[1], learningRate / k);
        }
        return state;
    }

    private SgdOracle oracle(Values values) {
        SgdOracle oracle = new SgdOracle(weight(values), velocity(values));
        for (int k = 1; k <= STEPS; k++) {
            oracle.step(options(k), gradWeight(values, k), learningRate / k);
        }
        return oracle;
    }

    private float[] weight(Values values) {
        return values.draw("weight", length);
    }

    private float[] velocity(Values values) {
        return values.draw("velocity", length);
    }

    private float[] gradWeight(Values values, int step) {
        return values.draw("gradWeight" + step, length);
    }
}
