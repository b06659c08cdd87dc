package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.RadialBasis;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.verify.bits.RadialBasisBits;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.RadialBasisOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;
import java.util.function.Function;

/**
 * A layer of radial basis functions: output, and the gradients by input and centres.
 *
 * @param shape the shape
 */
public record RadialBasisSubject(RadialBasisShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        return List.of(
                result("output", this::output, v -> RadialBasisBits.forward(shape, input(v), weight(v)),
                        v -> RadialBasisOracle.forward(shape, Widen.of(input(v)), Widen.of(weight(v)))),
                result("gradInput", this::gradInput,
                        v -> RadialBasisBits.gradInput(shape, input(v), gradOutput(v), weight(v)),
                        v -> RadialBasisOracle.gradInput(shape, Widen.of(input(v)), Widen.of(gradOutput(v)),
                                Widen.of(weight(v)))),
                result("gradWeight", this::gradWeight,
                        v -> RadialBasisBits.gradWeight(shape, input(v), gradOutput(v), weight(v)),
                        v -> RadialBasisOracle.gradWeight(shape, Widen.of(input(v)), Widen.of(gradOutput(v)),
                                Widen.of(weight(v)))));
    }

    private Result result(String name, Result.Kernel kernel, Function<Values, float[]> bits,
            Function<Values, Estimate> oracle) {
        return Result.of(this, name, kernel, bits, v -> oracle.apply(v).exactIf(v.exact()));
    }

    private float[] output(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats weight = call.input("weight", weight(trial.values()));
        GuardedFloats output = call.output("output", shape.batch() * shape.outFeatures());
        RadialBasis plan = RadialBasis.plan(shape);
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), weight.array(), weight.offset(),
                output.array(), output.offset(), scratch, parallel));
        return call.values(output);
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats gradOutput = call.input("gradOutput", gradOutput(trial.values()));
        GuardedFloats weight = call.input("weight", weight(trial.values()));
        GuardedFloats gradInput = call.output("gradInput", shape.batch() * shape.inFeatures());
        RadialBasis plan = RadialBasis.plan(shape);
        call.run((scratch, parallel) -> plan.backwardInput(input.array(), input.offset(), gradOutput.array(),
                gradOutput.offset(), weight.array(), weight.offset(), gradInput.array(), gradInput.offset(), scratch,
                parallel));
        return call.values(gradInput);
    }

    private float[] gradWeight(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats gradOutput = call.input("gradOutput", gradOutput(trial.values()));
        GuardedFloats weight = call.input("weight", weight(trial.values()));
        GuardedFloats gradWeight = call.output("gradWeight", shape.outFeatures() * shape.inFeatures());
        RadialBasis plan = RadialBasis.plan(shape);
        call.run((scratch, parallel) -> plan.backwardWeight(input.array(), input.offset(), gradOutput.array(),
                gradOutput.offset(), weight.array(), weight.offset(), gradWeight.array(), gradWeight.offset(), scratch,
                parallel));
        return call.values(gradWeight);
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return batch × inFeatures
     */
    public float[] input(Values values) {
        return values.draw("input", shape.batch() * shape.inFeatures());
    }

    /**
     * The centres.
     *
     * @param values where they are drawn
     * @return outFeatures × inFeatures
     */
    public float[] weight(Values values) {
        return values.draw("weight", shape.outFeatures() * shape.inFeatures());
    }

    /**
     * The gradient by the output.
     *
     * @param values where it is drawn
     * @return batch × outFeatures
     */
    public float[] gradOutput(Values values) {
        return values.draw("gradOutput", shape.batch() * shape.outFeatures());
    }
}
