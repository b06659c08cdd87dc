package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.GlobalPool2dShape.Kind;
import io.github.lanewise.verify.bits.GlobalPool2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.GlobalPool2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;

/**
 * A pooling of whole planes: output, of a maximum the indices, and the gradient by the input.
 *
 * @param shape the shape
 */
public record GlobalPool2dSubject(GlobalPool2dShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        Result output = Result.of(this, "output", this::output, v -> GlobalPool2dBits.forward(shape, input(v), null),
                v -> GlobalPool2dOracle.forward(shape, Widen.of(input(v))));
        Result gradInput = Result.of(this, "gradInput", this::gradInput,
                v -> GlobalPool2dBits.gradInput(shape, gradOutput(v), winners(v)),
                v -> GlobalPool2dOracle.gradInput(shape, Widen.of(gradOutput(v)), oracleWinners(v)));
        if (shape.kind() != Kind.MAX) {
            return List.of(output, gradInput);
        }
        Result indices = Result.of(this, "indices", this::indices, v -> Indices.toFloats(winners(v)),
                v -> Estimate.of(Indices.toDoubles(oracleWinners(v)), new double[planes()]));
        return List.of(output, indices, gradInput);
    }

    /** With indices where there are any, and the same without. */
    private float[] output(GuardedCall call, Trial trial) {
        float[] output = forward(call, trial, null);
        if (shape.kind() == Kind.MAX) {
            GuardedCall withIndices = call.form("with indices");
            Compare.bits(withIndices.problem(), forward(withIndices, trial, new int[planes()]), output);
        }
        return output;
    }

    private float[] indices(GuardedCall call, Trial trial) {
        int[] indices = new int[planes()];
        forward(call, trial, indices);
        return Indices.toFloats(indices);
    }

    /** Writes where each maximum came from into {@code winners} unless that is null. */
    private float[] forward(GuardedCall call, Trial trial, int[] winners) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats output = call.output("output", planes());
        GuardedInts indices = call.indices("indices", planes());
        GlobalPool2d plan = GlobalPool2d.plan(shape);
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), output.array(), output.offset(),
                winners == null ? null : indices.array(), indices.offset(), scratch, parallel));
        if (winners != null) {
            System.arraycopy(call.values(indices), 0, winners, 0, winners.length);
        }
        return call.values(output);
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        GuardedFloats gradOutput = call.input("gradOutput", gradOutput(trial.values()));
        GuardedInts indices = shape.kind() == Kind.MAX ? call.input("indices", winners(trial.values())) : null;
        GuardedFloats gradInput = call.output("gradInput", planes() * shape.inHeight() * shape.inWidth());
        GlobalPool2d plan = GlobalPool2d.plan(shape);
        call.run((scratch, parallel) -> plan.backward(gradOutput.array(), gradOutput.offset(),
                indices == null ? null : indices.array(), indices == null ? 0 : indices.offset(), gradInput.array(),
                gradInput.offset(), scratch, parallel));
        return call.values(gradInput);
    }

    private int[] winners(Values values) {
        if (shape.kind() != Kind.MAX) {
            return null;
        }
        int[] winners = new int[planes()];
        GlobalPool2dBits.forward(shape, input(values), winners);
        return winners;
    }

    private int[] oracleWinners(Values values) {
        return shape.kind() == Kind.MAX ? GlobalPool2dOracle.winners(shape, Widen.of(input(values))) : null;
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return batch × channels × inHeight × inWidth
     */
    public float[] input(Values values) {
        return values.draw("input", planes() * shape.inHeight() * shape.inWidth());
    }

    /**
     * The gradient by the output.
     *
     * @param values where it is drawn
     * @return batch × channels
     */
    public float[] gradOutput(Values values) {
        return values.draw("gradOutput", planes());
    }

    private int planes() {
        return shape.batch() * shape.channels();
    }
}
