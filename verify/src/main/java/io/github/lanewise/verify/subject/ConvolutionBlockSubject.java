package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.PackedWeight;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.bits.ActivationBits;
import io.github.lanewise.verify.bits.Conv2dBits;
import io.github.lanewise.verify.bits.Pool2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Widen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A convolution, an activation and a pooling in one go, against the bit references of the three one after the other. Each of them
 * has an oracle of its own, so this has none: its estimate is the reference.
 *
 * @param convolution the convolution
 * @param activation the activation
 * @param pooling the pooling of what the convolution makes
 */
public record ConvolutionBlockSubject(Conv2dShape convolution, Activation activation, Pool2dShape pooling)
        implements
            Subject {
    private static final Arrangement LANES = Arrangement.LANES;

    static ConvolutionBlockSubject parse(String problem) {
        ConvolutionBlock.parse(problem); // refuses what is none
        String[] parts = problem.split("\\+");
        return new ConvolutionBlockSubject(Conv2dShape.parse(parts[0]), Activation.parse(parts[1]),
                Pool2dShape.parse(parts[2]));
    }

    @Override
    public String problem() {
        return convolution + "+" + activation + "+" + pooling;
    }

    @Override
    public List<Result> results() {
        List<Result> results = new ArrayList<>(List.of(
                result("output", (call, trial) -> forward(call, trial, true).output, v -> new Parts(v).output),
                result("outputAlone", this::outputAlone, v -> new Parts(v).output),
                result("activated", (call, trial) -> forward(call, trial, true).activated,
                        v -> new Parts(v).activated),
                result("gradInput", this::gradInput,
                        v -> Conv2dBits.gradInput(convolution, new Parts(v).gradConvolution(), weight(v))),
                result("gradWeight", (call, trial) -> backwardWeight(call, trial)[0],
                        v -> Conv2dBits.gradWeight(convolution, input(v), new Parts(v).gradConvolution())),
                result("gradBias", (call, trial) -> backwardWeight(call, trial)[1],
                        v -> Conv2dBits.gradBias(convolution, new Parts(v).gradConvolution()))));
        if (pooling.kind() == Pool2dShape.Kind.MAX) {
            results.add(result("indices", (call, trial) -> Indices.toFloats(forward(call, trial, true).indices),
                    v -> Indices.toFloats(new Parts(v).indices)));
        }
        return results;
    }

    private Result result(String name, Result.Kernel kernel, Function<Values, float[]> bits) {
        return Result.of(this, name, kernel, bits, v -> {
            double[] reference = Widen.of(bits.apply(v));
            return Estimate.of(reference, new double[reference.length]);
        });
    }

    /** What each part makes, by the bit references. */
    private final class Parts {
        final float[] activated;
        final int[] indices;
        final float[] output;
        final float[] gradOutput;

        Parts(Values values) {
            activated = ActivationBits.output(activation,
                    Conv2dBits.forward(convolution, input(values), weight(values), bias(values)));
            int outputs = pooling.batch() * pooling.channels() * pooling.outHeight() * pooling.outWidth();
            indices = pooling.kind() == Pool2dShape.Kind.MAX ? new int[outputs] : null;
            output = Pool2dBits.forward(pooling, activated, indices);
            gradOutput = values.draw("gradOutput", outputs);
        }

        float[] gradConvolution() {
            return ActivationBits.gradInput(activation, activated,
                    Pool2dBits.gradInput(pooling, gradOutput, indices));
        }
    }

    private ConvolutionBlock plan() {
        return ConvolutionBlock.plan(convolution, activation, pooling);
    }

    /** As in inference, with weights as they are, and packed before. */
    private float[] outputAlone(GuardedCall call, Trial trial) {
        float[] alone = forward(call, trial, false).output;
        GuardedCall packed = call.form("packed");
        Compare.bits(packed.problem(), outputOfPacked(packed, trial.values()), alone);
        return alone;
    }

    private float[] outputOfPacked(GuardedCall call, Values v) {
        int outputs = pooling.batch() * pooling.channels() * pooling.outHeight() * pooling.outWidth();
        GuardedFloats input = call.input("input", arrange(input(v)));
        GuardedFloats bias = call.input("bias", bias(v));
        GuardedFloats output = call.output("output", LANES.length(batch(), outputs));
        ConvolutionBlock plan = plan();
        PackedWeight weight = plan.pack(weight(v), 0, new Scratch(), Parallel.serial());
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), weight, bias.array(),
                bias.offset(), null, 0, output.array(), output.offset(), null, 0, scratch, parallel));
        return LANES.restore(batch(), outputs, call.values(output));
    }

    private record Output(float[] output, float[] activated, int[] indices) {}

    /** With all that backward needs, or the output alone. */
    private Output forward(GuardedCall call, Trial trial, boolean training) {
        Values v = trial.values();
        int outputs = pooling.batch() * pooling.channels() * pooling.outHeight() * pooling.outWidth();
        GuardedFloats input = call.input("input", arrange(input(v)));
        GuardedFloats weight = call.input("weight", weight(v));
        GuardedFloats bias = call.input("bias", bias(v));
        GuardedFloats activated = call.output("activated", LANES.length(batch(), planes()));
        GuardedFloats output = call.output("output", LANES.length(batch(), outputs));
        boolean maximum = pooling.kind() == Pool2dShape.Kind.MAX;
        GuardedInts indices = call.indices("indices", LANES.length(batch(), outputs));
        ConvolutionBlock plan = plan();
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), weight.array(), weight.offset(),
                bias.array(), bias.offset(), training ? activated.array() : null, activated.offset(), output.array(),
                output.offset(), training && maximum ? indices.array() : null, indices.offset(), scratch, parallel));
        return new Output(LANES.restore(batch(), outputs, call.values(output)),
                training ? LANES.restore(batch(), planes(), call.values(activated)) : null,
                training && maximum ? LANES.restore(batch(), outputs, call.values(indices)) : null);
    }

    /** The arrays that forward leaves for backward. */
    private final class Left {
        final GuardedFloats activated;
        final GuardedFloats output;
        final GuardedInts indices;
        final GuardedFloats gradOutput;

        Left(GuardedCall call, Values values) {
            Parts parts = new Parts(values);
            activated = plan().needsActivated() ? call.input("activated", arrange(parts.activated)) : null;
            output = call.input("output", arrange(parts.output));
            indices = parts.indices == null ? null : call.input("indices", LANES.arrange(batch(), parts.indices));
            gradOutput = call.input("gradOutput", arrange(parts.gradOutput));
        }

        float[] activatedArray() {
            return activated == null ? null : activated.array();
        }

        int activatedOffset() {
            return activated == null ? 0 : activated.offset();
        }

        int[] indicesArray() {
            return indices == null ? null : indices.array();
        }

        int indicesOffset() {
            return indices == null ? 0 : indices.offset();
        }
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        Left left = new Left(call, trial.values());
        GuardedFloats weight = call.input("weight", weight(trial.values()));
        GuardedFloats gradInput = call.output("gradInput", LANES.length(batch(), inputs()));
        ConvolutionBlock plan = plan();
        call.run((scratch, parallel) -> plan.backwardInput(left.activatedArray(), left.activatedOffset(),
                left.output.array(), left.output.offset(), left.indicesArray(), left.indicesOffset(),
                left.gradOutput.array(), left.gradOutput.offset(), weight.array(), weight.offset(), gradInput.array(),
                gradInput.offset(), scratch, parallel));
        return LANES.restore(batch(), inputs(), call.values(gradInput));
    }

    private float[][] backwardWeight(GuardedCall call, Trial trial) {
        Left left = new Left(call, trial.values());
        GuardedFloats input = call.input("input", arrange(input(trial.values())));
        GuardedFloats gradWeight = call.output("gradWeight", weights());
        GuardedFloats gradBias = call.output("gradBias", convolution.outChannels());
        ConvolutionBlock plan = plan();
        call.run((scratch, parallel) -> plan.backwardWeight(input.array(), input.offset(), left.activatedArray(),
                left.activatedOffset(), left.output.array(), left.output.offset(), left.indicesArray(),
                left.indicesOffset(), left.gradOutput.array(), left.gradOutput.offset(), gradWeight.array(),
                gradWeight.offset(), gradBias.array(), gradBias.offset(), scratch, parallel));
        return new float[][]{call.values(gradWeight), call.values(gradBias)};
    }

    private float[] arrange(float[] images) {
        return LANES.arrange(batch(), images);
    }

    private float[] input(Values values) {
        return values.draw("input", inputs());
    }

    private float[] weight(Values values) {
        return values.draw("weight", weights());
    }

    private float[] bias(Values values) {
        return values.draw("bias", convolution.outChannels());
    }

    private int batch() {
        return convolution.batch();
    }

    private int inputs() {
        return batch() * convolution.inChannels() * convolution.inHeight() * convolution.inWidth();
    }

    private int planes() {
        return batch() * convolution.outChannels() * convolution.outHeight() * convolution.outWidth();
    }

    private int weights() {
        return convolution.outChannels() * convolution.channelsPerGroup() * convolution.kernelHeight()
                * convolution.kernelWidth();
    }
}
