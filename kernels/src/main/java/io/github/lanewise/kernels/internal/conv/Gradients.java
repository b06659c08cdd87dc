package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.GemmBlocks;
import io.github.lanewise.kernels.internal.select.Thresholds;

/**
 * How weight gradients travel from the tasks to their sum: {@link Arguments#shared()} holds, for each part of each piece of the
 * batch, the gradient of every weight and then of every bias, and this pass adds the parts, by the rest of the tree, and then the
 * pieces. Weight gradients of which there is but one part go straight to the caller.
 *
 * @param pieces pieces of the batch
 * @param parts parts into which the sixteen partials of a piece are cut, a power of two: part i has the partials i, i + parts, …
 */
record Gradients(int pieces, int parts, int weights, int biases) implements Pass {
    static Gradients of(Wiring wiring, int parts) {
        return new Gradients(SixteenPartials.pieces(wiring.shape().batch()), parts, wiring.weights(),
                wiring.shape().outChannels());
    }

    private boolean straight() {
        return pieces * parts == 1;
    }

    /** Floats of all parts of all pieces. */
    int floats() {
        return Math.multiplyExact(pieces * parts, straight() ? biases : Math.addExact(weights, biases));
    }

    /** Where the weight gradients go. */
    float[] weights(Arguments a) {
        return straight() ? a.gradWeight : a.shared();
    }

    /** Where those of a part of a piece begin there. */
    int weightsOf(Arguments a, int piece, int part) {
        return straight() ? a.gradWeightOffset : (piece * parts + part) * weights;
    }

    /** Where the bias gradients of a part of a piece begin in {@link Arguments#shared()}, behind all weight gradients there. */
    int biasesOf(int piece, int part) {
        return (straight() ? 0 : pieces * parts * weights) + (piece * parts + part) * biases;
    }

    @Override
    public int tasks(Arguments arguments) {
        return straight() ? 1 : Math.ceilDiv(weights, GemmBlocks.TASK_MOVES);
    }

    @Override
    public long work(Arguments arguments) {
        return floats() * Thresholds.PER_MOVE;
    }

    @Override
    public String describe() {
        if (straight()) {
            return "copies the gradients of the biases";
        }
        return "adds the gradients of " + (parts == 1 ? "" : parts + " parts of ") + pieces + " pieces of the batch";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        if (!straight()) {
            int first = task * GemmBlocks.TASK_MOVES;
            add(Math.min(GemmBlocks.TASK_MOVES, weights - first), weights, a.shared(), first, a.gradWeight,
                    a.gradWeightOffset + first);
        }
        if (task == 0 && a.gradBias != null) {
            add(biases, biases, a.shared(), biasesOf(0, 0), a.gradBias, a.gradBiasOffset);
        }
    }

    private void add(int length, int stride, float[] sums, int first, float[] total, int totalOffset) {
        for (int piece = 0; piece < pieces; piece++) {
            SixteenPartials.addUp(parts, parts, length, stride, sums, first + piece * parts * stride);
        }
        SixteenPartials.addPieces(pieces, length, parts * stride, sums, first, total, totalOffset);
    }
}
