package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.PackedWeight;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.bits.DenseBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.DenseOracle;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;
import java.util.function.Function;

/**
 * A dense layer: output with and without bias, and the gradients by input, weight and bias.
 *
 * @param shape the shape
 */
public record DenseSubject(DenseShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        return List.of(
                result("output", this::output,
                        v -> DenseBits.forward(shape, input(v), weight(v), bias(v)),
                        v -> DenseOracle.forward(shape, Widen.of(input(v)), Widen.of(weight(v)), Widen.of(bias(v)))),
                result("outputWithoutBias", (call, trial) -> output(call, trial, null),
                        v -> DenseBits.forward(shape, input(v), weight(v), null),
                        v -> DenseOracle.forward(shape, Widen.of(input(v)), Widen.of(weight(v)), null)),
                result("gradInput", this::gradInput, v -> DenseBits.gradInput(shape, gradOutput(v), weight(v)),
                        v -> DenseOracle.gradInput(shape, Widen.of(gradOutput(v)), Widen.of(weight(v)))),
                result("gradWeight", this::gradWeight, v -> DenseBits.gradWeight(shape, input(v), gradOutput(v)),
                        v -> DenseOracle.gradWeight(shape, Widen.of(input(v)), Widen.of(gradOutput(v)))),
                result("gradBias", this::gradBias, v -> DenseBits.gradBias(shape, gradOutput(v)),
                        v -> DenseOracle.gradBias(shape, Widen.of(gradOutput(v)))));
    }

    private Result result(String name, Result.Kernel kernel, Function<Values, float[]> bits,
            Function<Values, Estimate> oracle) {
        return Result.of(this, name, Arrangement.algorithms(), kernel, bits,
                v -> oracle.apply(v).exactIf(v.exact()));
    }

    /** With weights as they are, and packed before. */
    private float[] output(GuardedCall call, Trial trial) {
        float[] output = output(call, trial, bias(trial.values()));
        GuardedCall packed = call.form("packed");
        Compare.bits(packed.problem(), outputOfPacked(packed, trial), output);
        return output;
    }

    private float[] outputOfPacked(GuardedCall call, Trial trial) {
        Arrangement arrangement = Arrangement.of(trial);
        GuardedFloats input = call.input("input", arrangement.arrange(shape.batch(), input(trial.values())));
        GuardedFloats bias = call.input("bias", bias(trial.values()));
        GuardedFloats output = call.output("output", arrangement.length(shape.batch(), outputLength()));
        Dense plan = Dense.plan(shape, arrangement.layout);
        PackedWeight weight = plan.pack(weight(trial.values()), 0, new Scratch(), Parallel.serial());
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), weight, bias.array(),
                bias.offset(), output.array(), output.offset(), scratch, parallel));
        return arrangement.restore(shape.batch(), outputLength(), call.values(output));
    }

    private float[] output(GuardedCall call, Trial trial, float[] biasOrNull) {
        Arrangement arrangement = Arrangement.of(trial);
        GuardedFloats input = call.input("input", arrangement.arrange(shape.batch(), input(trial.values())));
        GuardedFloats weight = call.input("weight", weight(trial.values()));
        GuardedFloats bias = biasOrNull == null ? null : call.input("bias", biasOrNull);
        GuardedFloats output = call.output("output", arrangement.length(shape.batch(), outputLength()));
        Dense plan = Dense.plan(shape, arrangement.layout);
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), weight.array(), weight.offset(),
                bias == null ? null : bias.array(), bias == null ? 0 : bias.offset(), output.array(), output.offset(),
                scratch, parallel));
        return arrangement.restore(shape.batch(), outputLength(), call.values(output));
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        Arrangement arrangement = Arrangement.of(trial);
        GuardedFloats gradOutput = call.input("gradOutput",
                arrangement.arrange(shape.batch(), gradOutput(trial.values())));
        GuardedFloats weight = call.input("weight", weight(trial.values()));
        GuardedFloats gradInput = call.output("gradInput", arrangement.length(shape.batch(), inputLength()));
        Dense plan = Dense.plan(shape, arrangement.layout);
        call.run((scratch, parallel) -> plan.backwardInput(gradOutput.array(), gradOutput.offset(), weight.array(),
                weight.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
        return arrangement.restore(shape.batch(), inputLength(), call.values(gradInput));
    }

    /** With the gradient by the bias, and the same without. */
    private float[] gradWeight(GuardedCall call, Trial trial) {
        float[] together = backwardWeight(call, trial, true)[0];
        GuardedCall alone = call.form("without gradBias");
        Compare.bits(alone.problem(), backwardWeight(alone, trial, false)[0], together);
        return together;
    }

    private float[] gradBias(GuardedCall call, Trial trial) {
        return backwardWeight(call, trial, true)[1];
    }

    private float[][] backwardWeight(GuardedCall call, Trial trial, boolean wantsBias) {
        Arrangement arrangement = Arrangement.of(trial);
        GuardedFloats input = call.input("input", arrangement.arrange(shape.batch(), input(trial.values())));
        GuardedFloats gradOutput = call.input("gradOutput",
                arrangement.arrange(shape.batch(), gradOutput(trial.values())));
        GuardedFloats gradWeight = call.output("gradWeight", weightLength());
        GuardedFloats gradBias = call.output("gradBias", shape.outFeatures());
        Dense plan = Dense.plan(shape, arrangement.layout);
        call.run((scratch, parallel) -> plan.backwardWeight(input.array(), input.offset(), gradOutput.array(),
                gradOutput.offset(), gradWeight.array(), gradWeight.offset(), wantsBias ? gradBias.array() : null,
                gradBias.offset(), scratch, parallel));
        return new float[][]{call.values(gradWeight), call.values(gradBias)};
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return batch × inFeatures
     */
    public float[] input(Values values) {
        return values.draw("input", inputLength());
    }

    /**
     * The weight.
     *
     * @param values where it is drawn
     * @return outFeatures × inFeatures
     */
    public float[] weight(Values values) {
        return values.draw("weight", weightLength());
    }

    /**
     * The bias.
     *
     * @param values where it is drawn
     * @return outFeatures
     */
    public float[] bias(Values values) {
        return values.draw("bias", shape.outFeatures());
    }

    /**
     * The gradient by the output.
     *
     * @param values where it is drawn
     * @return batch × outFeatures
     */
    public float[] gradOutput(Values values) {
        return values.draw("gradOutput", outputLength());
    }

    private int inputLength() {
        return shape.batch() * shape.inFeatures();
    }

    private int weightLength() {
        return shape.outFeatures() * shape.inFeatures();
    }

    private int outputLength() {
        return shape.batch() * shape.outFeatures();
    }
}
