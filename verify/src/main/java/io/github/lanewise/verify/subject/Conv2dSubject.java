package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.PackedWeight;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.bits.Conv2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Conv2dOracle;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Widen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A convolution: output with and without bias, and the gradients by input, weight and bias.
 *
 * @param shape the shape
 * @param connections which channels see which, or null where the groups say it
 */
public record Conv2dSubject(Conv2dShape shape, Connections connections) implements Subject {
    /** The operation of a layer connected as LeNet-5's C3, the one table that problem strings know. */
    static final String LENET = "conv_lenet";

    /**
     * A convolution whose groups say which channels see which.
     *
     * @param shape the shape
     */
    public Conv2dSubject(Conv2dShape shape) {
        this(shape, null);
    }

    static Conv2dSubject parseLenet(String problem) {
        return new Conv2dSubject(Conv2dShape.parse(problem.substring(LENET.length() + 1)), Connections.LENET5_C3);
    }

    @Override
    public String problem() {
        if (connections == null) {
            return shape.toString();
        }
        return connections.equals(Connections.LENET5_C3)
                ? LENET + ":" + shape
                : shape + " with connections " + connections;
    }

    @Override
    public List<Result> results() {
        return List.of(
                result("output", this::output,
                        v -> Conv2dBits.forward(shape, connections, input(v), weight(v), bias(v)),
                        v -> Conv2dOracle.forward(shape, connections, Widen.of(input(v)), Widen.of(weight(v)),
                                Widen.of(bias(v)))),
                result("outputWithoutBias", (call, trial) -> output(call, trial, null),
                        v -> Conv2dBits.forward(shape, connections, input(v), weight(v), null),
                        v -> Conv2dOracle.forward(shape, connections, Widen.of(input(v)), Widen.of(weight(v)), null)),
                result("gradInput", this::gradInput,
                        v -> Conv2dBits.gradInput(shape, connections, gradOutput(v), weight(v)),
                        v -> Conv2dOracle.gradInput(shape, connections, Widen.of(gradOutput(v)), Widen.of(weight(v)))),
                result("gradWeight", this::gradWeight,
                        v -> Conv2dBits.gradWeight(shape, connections, input(v), gradOutput(v)),
                        v -> Conv2dOracle.gradWeight(shape, connections, Widen.of(input(v)), Widen.of(gradOutput(v)))),
                result("gradBias", this::gradBias, v -> Conv2dBits.gradBias(shape, gradOutput(v)),
                        v -> Conv2dOracle.gradBias(shape, Widen.of(gradOutput(v)))));
    }

    private Result result(String name, Result.Kernel kernel, Function<Values, float[]> bits,
            Function<Values, Estimate> oracle) {
        List<Conv2d.Algorithm> candidates = connections == null
                ? Conv2d.candidates(shape)
                : Conv2d.candidates(shape, connections);
        List<String> algorithms = new ArrayList<>(candidates.stream().map(Conv2d.Algorithm::name).toList());
        if (candidates.contains(Conv2d.Algorithm.DIRECT)) {
            algorithms.add(Arrangement.LANES.name());
        }
        return Result.of(this, name, algorithms, kernel, bits, v -> oracle.apply(v).exactIf(v.exact()));
    }

    private Conv2d plan(Trial trial) {
        if (Arrangement.of(trial) == Arrangement.LANES) {
            return connections == null
                    ? Conv2d.plan(shape, Layout.LANES)
                    : Conv2d.plan(shape, connections, Layout.LANES);
        }
        Conv2d.Algorithm algorithm = Conv2d.Algorithm.valueOf(trial.algorithm());
        return connections == null
                ? Conv2d.plan(shape, algorithm)
                : Conv2d.plan(shape, connections, algorithm);
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
        Conv2d plan = plan(trial);
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
        Conv2d plan = plan(trial);
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
        Conv2d plan = plan(trial);
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
        GuardedFloats gradBias = call.output("gradBias", shape.outChannels());
        Conv2d plan = plan(trial);
        call.run((scratch, parallel) -> plan.backwardWeight(input.array(), input.offset(), gradOutput.array(),
                gradOutput.offset(), gradWeight.array(), gradWeight.offset(), wantsBias ? gradBias.array() : null,
                gradBias.offset(), scratch, parallel));
        return new float[][]{call.values(gradWeight), call.values(gradBias)};
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return batch × inChannels × inHeight × inWidth
     */
    public float[] input(Values values) {
        return values.draw("input", inputLength());
    }

    /**
     * The weight.
     *
     * @param values where it is drawn
     * @return outChannels × inChannels / groups, or connected pairs, × kernelHeight × kernelWidth
     */
    public float[] weight(Values values) {
        return values.draw("weight", weightLength());
    }

    /**
     * The bias.
     *
     * @param values where it is drawn
     * @return outChannels
     */
    public float[] bias(Values values) {
        return values.draw("bias", shape.outChannels());
    }

    /**
     * The gradient by the output.
     *
     * @param values where it is drawn
     * @return batch × outChannels × outHeight × outWidth
     */
    public float[] gradOutput(Values values) {
        return values.draw("gradOutput", outputLength());
    }

    private int inputLength() {
        return shape.batch() * shape.inChannels() * shape.inHeight() * shape.inWidth();
    }

    private int weightLength() {
        int pairs = connections == null ? shape.outChannels() * shape.channelsPerGroup() : connections.count();
        return pairs * shape.kernelHeight() * shape.kernelWidth();
    }

    private int outputLength() {
        return shape.batch() * shape.outChannels() * shape.outHeight() * shape.outWidth();
    }
}
