package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.verify.bits.Pool2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Pool2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;

/**
 * A pooling: output, of a maximum the indices, and the gradient by the input.
 *
 * @param shape the shape
 */
public record Pool2dSubject(Pool2dShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        Result output = Result.of(this, "output", Arrangement.algorithms(), this::output,
                v -> Pool2dBits.forward(shape, input(v), null),
                v -> Pool2dOracle.forward(shape, Widen.of(input(v))));
        Result gradInput = Result.of(this, "gradInput", Arrangement.algorithms(), this::gradInput,
                v -> Pool2dBits.gradInput(shape, gradOutput(v), winners(v)),
                v -> Pool2dOracle.gradInput(shape, Widen.of(gradOutput(v)), oracleWinners(v)));
        if (shape.kind() != Kind.MAX) {
            return List.of(output, gradInput);
        }
        Result indices = Result.of(this, "indices", Arrangement.algorithms(), this::indices,
                v -> Indices.toFloats(winners(v)),
                v -> Estimate.of(Indices.toDoubles(oracleWinners(v)), new double[outputLength()]));
        return List.of(output, indices, gradInput);
    }

    /** With indices where there are any, and the same without. */
    private float[] output(GuardedCall call, Trial trial) {
        float[] output = forward(call, trial, null);
        if (shape.kind() == Kind.MAX) {
            GuardedCall withIndices = call.form("with indices");
            Compare.bits(withIndices.problem(), forward(withIndices, trial, new int[outputLength()]), output);
        }
        return output;
    }

    private float[] indices(GuardedCall call, Trial trial) {
        int[] indices = new int[outputLength()];
        forward(call, trial, indices);
        return Indices.toFloats(indices);
    }

    /** Writes where each maximum came from into {@code winners} unless that is null. */
    private float[] forward(GuardedCall call, Trial trial, int[] winners) {
        Arrangement arrangement = Arrangement.of(trial);
        int arranged = arrangement.length(shape.batch(), outputLength());
        GuardedFloats input = call.input("input", arrangement.arrange(shape.batch(), input(trial.values())));
        GuardedFloats output = call.output("output", arranged);
        GuardedInts indices = call.indices("indices", arranged);
        Pool2d plan = Pool2d.plan(shape, arrangement.layout);
        call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), output.array(), output.offset(),
                winners == null ? null : indices.array(), indices.offset(), scratch, parallel));
        if (winners != null) {
            int[] written = arrangement.restore(shape.batch(), winners.length, call.values(indices));
            System.arraycopy(written, 0, winners, 0, winners.length);
        }
        return arrangement.restore(shape.batch(), outputLength(), call.values(output));
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        Arrangement arrangement = Arrangement.of(trial);
        GuardedFloats gradOutput = call.input("gradOutput",
                arrangement.arrange(shape.batch(), gradOutput(trial.values())));
        GuardedInts indices = shape.kind() == Kind.MAX
                ? call.input("indices", arrangement.arrange(shape.batch(), winners(trial.values())))
                : null;
        GuardedFloats gradInput = call.output("gradInput", arrangement.length(shape.batch(), inputLength()));
        Pool2d plan = Pool2d.plan(shape, arrangement.layout);
        call.run((scratch, parallel) -> plan.backward(gradOutput.array(), gradOutput.offset(),
                indices == null ? null : indices.array(), indices == null ? 0 : indices.offset(), gradInput.array(),
                gradInput.offset(), scratch, parallel));
        return arrangement.restore(shape.batch(), inputLength(), call.values(gradInput));
    }

    private int[] winners(Values values) {
        if (shape.kind() != Kind.MAX) {
            return null;
        }
        int[] winners = new int[outputLength()];
        Pool2dBits.forward(shape, input(values), winners);
        return winners;
    }

    private int[] oracleWinners(Values values) {
        return shape.kind() == Kind.MAX ? Pool2dOracle.winners(shape, Widen.of(input(values))) : null;
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
