package io.github.lanewise.verify.harness;

import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;

/** Calls of poolings in guarded memory, on poisoned scratch. */
public final class PoolingCalls {
    private final Pool2d plan;
    private final Pool2dShape shape;
    private final int offset;
    private final Way way;
    private final String problem;

    /** Offsets of the arrays are multiples of {@code offset}. */
    public PoolingCalls(Pool2d plan, int offset, Way way, String values) {
        this.plan = plan;
        this.shape = plan.shape();
        this.offset = offset;
        this.way = way;
        this.problem = shape + ", " + values + ", offset " + offset + ", " + way;
    }

    public String problem() {
        return problem;
    }

    public static int inputLength(Pool2dShape shape) {
        return shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth();
    }

    public static int outputLength(Pool2dShape shape) {
        return shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
    }

    /** Computes the output, and writes where each maximum came from into {@code winners} unless that is null. */
    public float[] forward(float[] x, int[] winners) {
        GuardedFloats input = GuardedFloats.input("input", x, offset);
        GuardedFloats output = GuardedFloats.output("output", outputLength(shape), 2 * offset);
        GuardedInts indices = GuardedInts.output("indices", outputLength(shape), 3 * offset);
        way.run((scratch, parallel) -> {
            plan.forward(Poison.like(x), Poison.of(outputLength(shape)), null, scratch, parallel);
            plan.forward(input.array(), input.offset(), output.array(), output.offset(),
                    winners == null ? null : indices.array(), indices.offset(), scratch, parallel);
        });
        input.check(problem);
        int[] got = indices.values(problem);
        if (winners == null) {
            indices.check(problem);
        } else {
            System.arraycopy(got, 0, winners, 0, got.length);
        }
        return output.values(problem);
    }

    public float[] gradInput(float[] g, int[] winners) {
        GuardedFloats gradOutput = GuardedFloats.input("gradOutput", g, offset);
        GuardedInts indices = winners == null ? null : GuardedInts.input("indices", winners, 2 * offset);
        GuardedFloats gradInput = GuardedFloats.output("gradInput", inputLength(shape), 3 * offset);
        way.run((scratch, parallel) -> {
            plan.backward(Poison.like(g), winners, Poison.of(inputLength(shape)), scratch, parallel);
            plan.backward(gradOutput.array(), gradOutput.offset(), indices == null ? null : indices.array(),
                    indices == null ? 0 : indices.offset(), gradInput.array(), gradInput.offset(), scratch, parallel);
        });
        gradOutput.check(problem);
        if (indices != null) {
            indices.check(problem);
        }
        return gradInput.values(problem);
    }
}
