package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** Takes steps along the gradients of all parameters at once, as an {@link OptimizerSpec} says. A step allocates nothing. */
public final class Optimizer {
    private final OptimizerSpec spec;
    private final Parameters parameters;
    /** What is kept from step to step: velocities, or first and then second moments. */
    private final float[] kept;
    private final Scratch scratch;
    private final Parallel parallel;

    /**
     * Makes an optimiser that has taken no step: all that it keeps is zero.
     *
     * @param spec
     *            how it steps
     * @param parameters
     *            what to train
     * @param scratch
     *            temporary memory
     * @param parallel
     *            where to run
     */
    public Optimizer(OptimizerSpec spec, Parameters parameters, Scratch scratch, Parallel parallel) {
        this.spec = spec;
        this.parameters = parameters;
        this.kept = new float[Math.multiplyExact(spec.kept(), parameters.values.length)];
        this.scratch = scratch;
        this.parallel = parallel;
    }

    /**
     * Takes one step along the gradients that the last backward pass left.
     *
     * @param learningRate
     *            factor of this step
     * @param stepNumber
     *            which step it is, counted from 1
     */
    public void step(double learningRate, int stepNumber) {
        float[] values = parameters.values;
        float[] gradients = parameters.gradients;
        int length = values.length;
        switch (spec) {
            case OptimizerSpec.Descent descent -> descent.options().step(values, 0, gradients, 0, kept, 0, length,
                    learningRate, scratch, parallel);
            case OptimizerSpec.Moments moments -> moments.options().step(values, 0, gradients, 0, kept, 0, kept,
                    length, length, learningRate, stepNumber, scratch, parallel);
        }
    }

    /**
     * What is kept from step to step: with the weights, the number of the step and the {@link OptimizerSpec} all that the next
     * step depends on. Shared, not copied.
     *
     * @return {@link OptimizerSpec#kept} numbers a weight: velocities, or first and behind them second moments
     */
    public float[] kept() {
        return kept;
    }
}
