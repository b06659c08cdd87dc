package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Pad2d;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pad2dShape.Mode;
import io.github.lanewise.verify.bits.Pad2dBits;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Pad2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;

/**
 * An explicit padding: output, of a constant one by 0 and by a value that is drawn, and the gradient by the input.
 *
 * @param shape the shape
 */
public record Pad2dSubject(Pad2dShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        Result output = Result.of(this, "output", (call, trial) -> output(call, trial, Pad2d.plan(shape)),
                v -> Pad2dBits.forward(shape, 0, input(v)), v -> Pad2dOracle.forward(shape, 0, Widen.of(input(v))));
        Result gradInput = Result.of(this, "gradInput", this::gradInput,
                v -> Pad2dBits.gradInput(shape, gradOutput(v)),
                v -> Pad2dOracle.gradInput(shape, Widen.of(gradOutput(v))).exactIf(v.exact()));
        if (shape.mode() != Mode.CONSTANT) {
            return List.of(output, gradInput);
        }
        Result valued = Result.of(this, "outputWithValue",
                (call, trial) -> output(call, trial, Pad2d.plan(shape, value(trial.values()))),
                v -> Pad2dBits.forward(shape, value(v), input(v)),
                v -> Pad2dOracle.forward(shape, value(v), Widen.of(input(v))));
        return List.of(output, valued, gradInput);
    }

    private float[] output(GuardedCall call, Trial trial, Pad2d plan) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats output = call.output("output", outputLength());
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), output.array(), output.offset(),
                scratch, parallel));
        return call.values(output);
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        GuardedFloats gradOutput = call.input("gradOutput", gradOutput(trial.values()));
        GuardedFloats gradInput = call.output("gradInput", inputLength());
        Pad2d plan = Pad2d.plan(shape);
        call.run((scratch, parallel) -> plan.backward(gradOutput.array(), gradOutput.offset(), gradInput.array(),
                gradInput.offset(), scratch, parallel));
        return call.values(gradInput);
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return batch × channels × inHeight × inWidth
     */
    public float[] input(Values values) {
        return values.draw("input", inputLength());
    }

    /**
     * What the new cells of a constant padding are.
     *
     * @param values where it is drawn
     * @return the value
     */
    public float value(Values values) {
        return values.draw("value", 1)[0];
    }

    /**
     * The gradient by the output.
     *
     * @param values where it is drawn
     * @return batch × channels × outHeight × outWidth
     */
    public float[] gradOutput(Values values) {
        return values.draw("gradOutput", outputLength());
    }

    private int inputLength() {
        return shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth();
    }

    private int outputLength() {
        return shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
    }
}
