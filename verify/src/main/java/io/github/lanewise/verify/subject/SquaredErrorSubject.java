package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.MeanSquaredError;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.verify.bits.SquaredErrorBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.SquaredErrorOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;

/**
 * A squared error: loss and gradient by the input, in place and not.
 *
 * @param shape the shape
 */
public record SquaredErrorSubject(SquaredErrorShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        return List.of(
                Result.of(this, "loss", this::loss, v -> SquaredErrorBits.loss(shape, input(v), target(v)),
                        v -> SquaredErrorOracle.loss(shape, Widen.of(input(v)), Widen.of(target(v)))
                                .exactIf(v.exact() && shape.losses() > 1)),
                Result.of(this, "gradInput", this::gradInput,
                        v -> SquaredErrorBits.gradInput(shape, input(v), target(v), gradLoss(v)),
                        v -> SquaredErrorOracle.gradInput(shape, Widen.of(input(v)), Widen.of(target(v)),
                                Widen.of(gradLoss(v)))));
    }

    private float[] loss(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats target = call.input("target", target(trial.values()));
        GuardedFloats loss = call.output("loss", shape.losses());
        MeanSquaredError plan = MeanSquaredError.plan(shape);
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), target.array(), target.offset(),
                loss.array(), loss.offset(), scratch, parallel));
        return call.values(loss);
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        float[] x = input(trial.values());
        float[] t = target(trial.values());
        float[] apart = backward(call, trial, call.input("input", x), call.input("target", t),
                call.output("gradInput", shape.length()));
        GuardedCall inInput = call.form("in the place of the input");
        GuardedFloats input = inInput.inPlace("input", x);
        Compare.bits(inInput.problem(), backward(inInput, trial, input, inInput.input("target", t), input), apart);
        GuardedCall inTarget = call.form("in the place of the target");
        GuardedFloats target = inTarget.inPlace("target", t);
        Compare.bits(inTarget.problem(), backward(inTarget, trial, inTarget.input("input", x), target, target), apart);
        return apart;
    }

    private float[] backward(GuardedCall call, Trial trial, GuardedFloats input, GuardedFloats target,
            GuardedFloats gradInput) {
        GuardedFloats gradLoss = call.input("gradLoss", gradLoss(trial.values()));
        MeanSquaredError plan = MeanSquaredError.plan(shape);
        call.run((scratch, parallel) -> plan.backward(input.array(), input.offset(), target.array(), target.offset(),
                gradLoss.array(), gradLoss.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
        return call.values(gradInput);
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return length elements
     */
    public float[] input(Values values) {
        return values.draw("input", shape.length());
    }

    /**
     * What the input is compared with.
     *
     * @param values where it is drawn
     * @return length elements
     */
    public float[] target(Values values) {
        return values.draw("target", shape.length());
    }

    /**
     * The gradient by the loss.
     *
     * @param values where it is drawn
     * @return as many elements as the loss
     */
    public float[] gradLoss(Values values) {
        return values.draw("gradLoss", shape.losses());
    }
}
