package io.github.lanewise.verify.harness;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.verify.data.GuardedFloats;

/** Calls of convolutions in guarded memory, on poisoned scratch. */
public final class ConvolutionCalls {
    private final Conv2d plan;
    private final int offset;
    private final Way way;
    private final String problem;

    /** Offsets of the arrays are multiples of {@code offset}. */
    public ConvolutionCalls(Conv2d plan, int offset, Way way, String values) {
        this.plan = plan;
        this.offset = offset;
        this.way = way;
        this.problem = plan.shape() + " by " + plan.algorithm() + ", " + values + ", offset " + offset + ", " + way;
    }

    public String problem() {
        return problem;
    }

    public static int inputLength(Conv2dShape shape) {
        return shape.batch() * shape.inChannels() * shape.inHeight() * shape.inWidth();
    }

    public static int weightLength(Conv2dShape shape) {
        return shape.outChannels() * shape.channelsPerGroup() * shape.kernelHeight() * shape.kernelWidth();
    }

    public static int outputLength(Conv2dShape shape) {
        return shape.batch() * shape.outChannels() * shape.outHeight() * shape.outWidth();
    }

    public float[] forward(float[] x, float[] w, float[] b) {
        GuardedFloats input = GuardedFloats.input("input", x, offset);
        GuardedFloats weight = GuardedFloats.input("weight", w, 2 * offset);
        GuardedFloats bias = b == null ? null : GuardedFloats.input("bias", b, 3 * offset);
        GuardedFloats output = GuardedFloats.output("output", outputLength(plan.shape()), 5 * offset);
        way.run((scratch, parallel) -> {
            plan.forward(Poison.like(x), Poison.like(w), Poison.like(b), Poison.of(outputLength(plan.shape())), scratch,
                    parallel);
            plan.forward(input.array(), input.offset(), weight.array(), weight.offset(),
                    bias == null ? null : bias.array(), bias == null ? 0 : bias.offset(), output.array(),
                    output.offset(), scratch, parallel);
        });
        input.check(problem);
        weight.check(problem);
        if (bias != null) {
            bias.check(problem);
        }
        return output.values(problem);
    }

    public float[] gradInput(float[] g, float[] w) {
        GuardedFloats gradOutput = GuardedFloats.input("gradOutput", g, offset);
        GuardedFloats weight = GuardedFloats.input("weight", w, 2 * offset);
        GuardedFloats gradInput = GuardedFloats.output("gradInput", inputLength(plan.shape()), 3 * offset);
        way.run((scratch, parallel) -> {
            plan.backwardInput(Poison.like(g), Poison.like(w), Poison.of(inputLength(plan.shape())), scratch, parallel);
            plan.backwardInput(gradOutput.array(), gradOutput.offset(), weight.array(), weight.offset(),
                    gradInput.array(), gradInput.offset(), scratch, parallel);
        });
        gradOutput.check(problem);
        weight.check(problem);
        return gradInput.values(problem);
    }

    /** The gradients by weight and bias; the second is null where it is not wanted. */
    public float[][] gradWeight(float[] x, float[] g, boolean wantsBias) {
        GuardedFloats input = GuardedFloats.input("input", x, offset);
        GuardedFloats gradOutput = GuardedFloats.input("gradOutput", g, 2 * offset);
        GuardedFloats gradWeight = GuardedFloats.output("gradWeight", weightLength(plan.shape()), 3 * offset);
        GuardedFloats gradBias = GuardedFloats.output("gradBias", plan.shape().outChannels(), 5 * offset);
        way.run((scratch, parallel) -> {
            plan.backwardWeight(Poison.like(x), Poison.like(g), Poison.of(weightLength(plan.shape())),
                    Poison.of(plan.shape().outChannels()), scratch, parallel);
            plan.backwardWeight(input.array(), input.offset(), gradOutput.array(), gradOutput.offset(),
                    gradWeight.array(), gradWeight.offset(), wantsBias ? gradBias.array() : null, gradBias.offset(),
                    scratch, parallel);
        });
        input.check(problem);
        gradOutput.check(problem);
        float[] bias = wantsBias ? gradBias.values(problem) : null;
        return new float[][]{gradWeight.values(problem), bias};
    }
}
