package io.github.lanewise.lenet;

/**
 * Stochastic gradient descent with momentum, in PyTorch's form: v = momentum·v + g, then w = w − learningRate·v, each
 * operation rounded to a float; v starts at +0.
 */
public final class Sgd {
    private final Parameters parameters;
    private final float learningRate;
    private final float momentum;
    private final float[] velocity;

    /**
     * Makes an optimiser whose velocity is zero.
     *
     * @param parameters
     *            what to train
     * @param learningRate
     *            factor of a step
     * @param momentum
     *            part of the last step that is kept, 0 for plain gradient descent
     */
    public Sgd(Parameters parameters, float learningRate, float momentum) {
        this.parameters = parameters;
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.velocity = new float[parameters.values.length];
    }

    /** Takes one step along the gradients that the last backward pass left. */
    public void step() {
        float[] values = parameters.values;
        float[] gradients = parameters.gradients;
        for (int i = 0; i < values.length; i++) {
            velocity[i] = momentum * velocity[i] + gradients[i];
            values[i] -= learningRate * velocity[i];
        }
    }
}
