package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;

/**
 * How weight gradients travel from the tasks to their sum: {@link Arguments#shared()} holds, for each piece of the batch,
 * the gradient of every weight and then of every bias, and this pass adds the pieces.
 */
record Gradients(int pieces, int weights, int biases) implements Pass {
    static Gradients of(Wiring wiring) {
        return new Gradients(SixteenPartials.pieces(wiring.shape().batch()), wiring.weights(),
                wiring.shape().outChannels());
    }

    /** Floats of all pieces. */
    int floats() {
        return Math.multiplyExact(pieces, Math.addExact(weights, biases));
    }

    /** Where the weight gradients of a piece begin. */
    int weightsOf(int piece) {
        return piece * weights;
    }

    /** Where the bias gradients of a piece begin, behind all weight gradients. */
    int biasesOf(int piece) {
        return pieces * weights + piece * biases;
    }

    @Override
    public int tasks(Arguments arguments) {
        return 1;
    }

    @Override
    public long work(Arguments arguments) {
        return floats();
    }

    @Override
    public String describe() {
        return "adds the gradients of " + pieces + " pieces of the batch";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        SixteenPartials.addPieces(pieces, weights, a.shared(), 0, a.gradWeight, a.gradWeightOffset);
        if (a.gradBias != null) {
            SixteenPartials.addPieces(pieces, biases, a.shared(), biasesOf(0), a.gradBias, a.gradBiasOffset);
        }
    }
}
