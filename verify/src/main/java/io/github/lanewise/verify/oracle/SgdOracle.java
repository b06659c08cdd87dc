package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.kernels.Sgd.Form;

/** Gradient descent from its definition, step after step, with what floats may lose on the way. */
public final class SgdOracle {
    private final Rounded[] weight;
    private final Rounded[] velocity;

    /**
     * Begins.
     *
     * @param weight the weights
     * @param velocity the velocities
     */
    public SgdOracle(float[] weight, float[] velocity) {
        this.weight = Rounded.of(weight);
        this.velocity = Rounded.of(velocity);
    }

    /**
     * Takes one step.
     *
     * @param sgd the options
     * @param gradWeight the gradients
     * @param learningRate factor of the step
     */
    public void step(Sgd sgd, float[] gradWeight, double learningRate) {
        Rounded rate = Rounded.of(learningRate);
        Rounded momentum = Rounded.of(sgd.momentum());
        for (int i = 0; i < weight.length; i++) {
            Rounded g = Rounded.of(gradWeight[i]);
            if (sgd.weightDecay() != 0) {
                g = g.plus(Rounded.of(sgd.weightDecay()).times(weight[i]));
            }
            if (sgd.momentum() == 0) {
                weight[i] = weight[i].minus(rate.times(g));
            } else if (sgd.form() == Form.PYTORCH) {
                velocity[i] = momentum.times(velocity[i]).plus(Rounded.of(1 - sgd.dampening()).times(g));
                Rounded direction = sgd.nesterov() ? g.plus(momentum.times(velocity[i])) : velocity[i];
                weight[i] = weight[i].minus(rate.times(direction));
            } else {
                velocity[i] = momentum.times(velocity[i]).minus(rate.times(g));
                Rounded step = sgd.nesterov() ? momentum.times(velocity[i]).minus(rate.times(g)) : velocity[i];
                weight[i] = weight[i].plus(step);
            }
        }
    }

    /**
     * The weights.
     *
     * @return after the steps so far
     */
    public Estimate weight() {
        return Rounded.estimate(weight);
    }

    /**
     * The velocities.
     *
     * @return after the steps so far
     */
    public Estimate velocity() {
        return Rounded.estimate(velocity);
    }
}
