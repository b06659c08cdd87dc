package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.verify.bits.SoftmaxBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.SoftmaxOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;

/**
 * A softmax or log-softmax: output and gradient by the input, in place and not. The gradient is taken of any numbers in the place
 * of the output, those of a logarithm not above 0.
 *
 * @param shape the shape
 */
public record SoftmaxSubject(SoftmaxShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        return List.of(
                Result.of(this, "output", this::output, v -> SoftmaxBits.forward(shape, input(v)),
                        v -> SoftmaxOracle.forward(shape, Widen.of(input(v)))),
                Result.of(this, "gradInput", this::gradInput,
                        v -> SoftmaxBits.gradInput(shape, outputOf(v), gradOutput(v)),
                        v -> SoftmaxOracle.gradInput(shape, Widen.of(outputOf(v)), Widen.of(gradOutput(v)))));
    }

    private float[] output(GuardedCall call, Trial trial) {
        float[] apart = forward(call, call.input("input", input(trial.values())), call.output("output", length()));
        GuardedCall inPlace = call.form("in place");
        GuardedFloats both = inPlace.inPlace("input", input(trial.values()));
        Compare.bits(inPlace.problem(), forward(inPlace, both, both), apart);
        return apart;
    }

    private float[] forward(GuardedCall call, GuardedFloats input, GuardedFloats output) {
        Softmax plan = Softmax.plan(shape);
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), output.array(), output.offset(),
                scratch, parallel));
        return call.values(output);
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        float[] y = outputOf(trial.values());
        float[] g = gradOutput(trial.values());
        float[] apart = backward(call, call.input("output", y), call.input("gradOutput", g),
                call.output("gradInput", length()));
        GuardedCall inOutput = call.form("in the place of the output");
        GuardedFloats output = inOutput.inPlace("output", y);
        Compare.bits(inOutput.problem(), backward(inOutput, output, inOutput.input("gradOutput", g), output), apart);
        GuardedCall inGradient = call.form("in the place of gradOutput");
        GuardedFloats gradOutput = inGradient.inPlace("gradOutput", g);
        Compare.bits(inGradient.problem(),
                backward(inGradient, inGradient.input("output", y), gradOutput, gradOutput), apart);
        return apart;
    }

    private float[] backward(GuardedCall call, GuardedFloats output, GuardedFloats gradOutput,
            GuardedFloats gradInput) {
        Softmax plan = Softmax.plan(shape);
        call.run((scratch, parallel) -> plan.backward(output.array(), output.offset(), gradOutput.array(),
                gradOutput.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
        return call.values(gradInput);
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return outer × classes × inner
     */
    public float[] input(Values values) {
        return values.draw("input", length());
    }

    private float[] outputOf(Values values) {
        float[] output = values.draw("output", length());
        for (int i = 0; i < output.length && shape.kind() == SoftmaxShape.Kind.LOG_SOFTMAX; i++) {
            output[i] = -Math.abs(output[i]);
        }
        return output;
    }

    /**
     * The gradient by the output.
     *
     * @param values where it is drawn
     * @return outer × classes × inner
     */
    public float[] gradOutput(Values values) {
        return values.draw("gradOutput", length());
    }

    private int length() {
        return shape.outer() * shape.classes() * shape.inner();
    }
}
