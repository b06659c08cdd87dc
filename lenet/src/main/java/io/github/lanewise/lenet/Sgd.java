package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/**
 * Stochastic gradient descent with momentum, in PyTorch's form, over all parameters at once: see {@link
 * io.github.lanewise.kernels.Sgd}.
 */
public final class Sgd {
    private final io.github.lanewise.kernels.Sgd optimizer;
    private final Parameters parameters;
    private final float[] velocity;
    private final Scratch scratch;
    private final Parallel parallel;

    /**
     * Makes an optimiser whose velocity is zero.
     *
     * @param parameters
     *            what to train
     * @param momentum
     *            part of the last step that is kept, 0 for plain gradient descent
     * @param scratch
     *            temporary memory
     * @param parallel
     *            where to run
     */
    public Sgd(Parameters parameters, float momentum, Scratch scratch, Parallel parallel) {
        this.optimizer = new io.github.lanewise.kernels.Sgd(io.github.lanewise.kernels.Sgd.Form.PYTORCH, momentum, 0,
                false, 0);
        this.parameters = parameters;
        this.velocity = new float[parameters.values.length];
        this.scratch = scratch;
        this.parallel = parallel;
    }

    /**
     * Takes one step along the gradients that the last backward pass left.
     *
     * @param learningRate
     *            factor of this step
     */
    public void step(double learningRate) {
        optimizer.step(parameters.values, 0, parameters.gradients, 0, velocity, 0, velocity.length, learningRate,
                scratch, parallel);
    }
}
