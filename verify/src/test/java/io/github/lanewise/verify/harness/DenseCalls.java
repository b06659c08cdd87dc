package io.github.lanewise.verify.harness;

import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.verify.data.GuardedFloats;

/** Calls of dense layers in guarded memory, on poisoned scratch. */
public final class DenseCalls {
    private final Dense plan;
    private final DenseShape shape;
    private final int offset;
    private final Way way;
    private final String problem;

    /** Offsets of the arrays are multiples of {@code offset}. */
    public DenseCalls(Dense plan, int offset, Way way, String values) {
        this.plan = plan;
        this.shape = plan.shape();
        this.offset = offset;
        this.way = way;
        this.problem = shape + ", " + values + ", offset " + offset + ", " + way;
    }

    public String problem() {
        return problem;
    }

    public float[] forward(float[] x, float[] w, float[] b) {
        GuardedFloats input = GuardedFloats.input("input", x, offset);
        GuardedFloats weight = GuardedFloats.input("weight", w, 2 * offset);
        GuardedFloats bias = b == null ? null : GuardedFloats.input("bias", b, 3 * offset);
        GuardedFloats output = GuardedFloats.output("output", shape.batch() * shape.outFeatures(), 5 * offset);
        way.run((scratch, parallel) -> {
            plan.forward(Poison.like(x), Poison.like(w), Poison.like(b), Poison.of(shape.batch() * shape.outFeatures()),
                    scratch, parallel);
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
        GuardedFloats gradInput = GuardedFloats.output("gradInput", shape.batch() * shape.inFeatures(), 3 * offset);
        way.run((scratch, parallel) -> {
            plan.backwardInput(Poison.like(g), Poison.like(w), Poison.of(shape.batch() * shape.inFeatures()), scratch,
                    parallel);
            plan.backwardInput(gradOutput.array(), gradOutput.offset(), weight.array(), weight.offset(),
                    gradInput.array(), gradInput.offset(), scratch, parallel);
        });
        gradOutput.check(problem);
        weight.check(problem);
        return gradInput.values(problem);
    }

    /** The gradients by weight and bias; the second is null where it is not wanted. */
    public float[][] gradWeight(float[] x, float[] g, boolean wantsBias) {
        int weightLength = shape.outFeatures() * shape.inFeatures();
        GuardedFloats input = GuardedFloats.input("input", x, offset);
        GuardedFloats gradOutput = GuardedFloats.input("gradOutput", g, 2 * offset);
        GuardedFloats gradWeight = GuardedFloats.output("gradWeight", weightLength, 3 * offset);
        GuardedFloats gradBias = GuardedFloats.output("gradBias", shape.outFeatures(), 5 * offset);
        way.run((scratch, parallel) -> {
            plan.backwardWeight(Poison.like(x), Poison.like(g), Poison.of(weightLength),
                    Poison.of(shape.outFeatures()), scratch, parallel);
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
