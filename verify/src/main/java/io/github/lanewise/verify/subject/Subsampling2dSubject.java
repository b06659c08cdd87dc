package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Subsampling2d;
import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.verify.bits.Subsampling2dBits;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Subsampling2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;
import java.util.function.Function;

/**
 * A trainable subsampling: output, and the gradients by input, coefficient and bias.
 *
 * @param shape the shape
 */
public record Subsampling2dSubject(Subsampling2dShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        return List.of(
                result("output", this::output,
                        v -> Subsampling2dBits.forward(shape, input(v), coefficient(v), bias(v)),
                        v -> Subsampling2dOracle.forward(shape, Widen.of(input(v)), Widen.of(coefficient(v)),
                                Widen.of(bias(v)))),
                result("gradInput", this::gradInput,
                        v -> Subsampling2dBits.gradInput(shape, gradOutput(v), coefficient(v)),
                        v -> Subsampling2dOracle.gradInput(shape, Widen.of(gradOutput(v)), Widen.of(coefficient(v)))),
                result("gradCoefficient", (call, trial) -> backwardCoefficient(call, trial)[0],
                        v -> Subsampling2dBits.gradCoefficient(shape, input(v), gradOutput(v)),
                        v -> Subsampling2dOracle.gradCoefficient(shape, Widen.of(input(v)), Widen.of(gradOutput(v)))),
                result("gradBias", (call, trial) -> backwardCoefficient(call, trial)[1],
                        v -> Subsampling2dBits.gradBias(shape, gradOutput(v)),
                        v -> Subsampling2dOracle.gradBias(shape, Widen.of(gradOutput(v)))));
    }

    private Result result(String name, Result.Kernel kernel, Function<Values, float[]> bits,
            Function<Values, Estimate> oracle) {
        return Result.of(this, name, kernel, bits, v -> oracle.apply(v).exactIf(v.exact()));
    }

    private float[] output(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats coefficient = call.input("coefficient", coefficient(trial.values()));
        GuardedFloats bias = call.input("bias", bias(trial.values()));
        GuardedFloats output = call.output("output", outputLength());
        Subsampling2d plan = Subsampling2d.plan(shape);
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), coefficient.array(),
                coefficient.offset(), bias.array(), bias.offset(), output.array(), output.offset(), scratch,
                parallel));
        return call.values(output);
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        GuardedFloats gradOutput = call.input("gradOutput", gradOutput(trial.values()));
        GuardedFloats coefficient = call.input("coefficient", coefficient(trial.values()));
        GuardedFloats gradInput = call.output("gradInput", inputLength());
        Subsampling2d plan = Subsampling2d.plan(shape);
        call.run((scratch, parallel) -> plan.backwardInput(gradOutput.array(), gradOutput.offset(),
                coefficient.array(), coefficient.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
        return call.values(gradInput);
    }

    private float[][] backwardCoefficient(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats gradOutput = call.input("gradOutput", gradOutput(trial.values()));
        GuardedFloats gradCoefficient = call.output("gradCoefficient", shape.channels());
        GuardedFloats gradBias = call.output("gradBias", shape.channels());
        Subsampling2d plan = Subsampling2d.plan(shape);
        call.run((scratch, parallel) -> plan.backwardCoefficient(input.array(), input.offset(), gradOutput.array(),
                gradOutput.offset(), gradCoefficient.array(), gradCoefficient.offset(), gradBias.array(),
                gradBias.offset(), scratch, parallel));
        return new float[][]{call.values(gradCoefficient), call.values(gradBias)};
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
     * The coefficients.
     *
     * @param values where they are drawn
     * @return channels
     */
    public float[] coefficient(Values values) {
        return values.draw("coefficient", shape.channels());
    }

    /**
     * The biases.
     *
     * @param values where they are drawn
     * @return channels
     */
    public float[] bias(Values values) {
        return values.draw("bias", shape.channels());
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
