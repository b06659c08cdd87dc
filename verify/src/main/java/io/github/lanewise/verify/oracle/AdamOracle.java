package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Adam;

/**
 * Adam and AdamW from their definition, step after step, with what floats may lose on the way. Where epsilon is 0 and all
 * gradients of an element were, it is 0 / 0 there, and no bound holds.
 */
public final class AdamOracle {
    private final Rounded[] weight;
    private final Rounded[] firstMoment;
    private final Rounded[] secondMoment;

    /**
     * Begins.
     *
     * @param weight the weights
     * @param firstMoment the first moments
     * @param secondMoment the second moments
     */
    public AdamOracle(float[] weight, float[] firstMoment, float[] secondMoment) {
        this.weight = Rounded.of(weight);
        this.firstMoment = Rounded.of(firstMoment);
        this.secondMoment = Rounded.of(secondMoment);
    }

    /**
     * Takes one step.
     *
     * @param adam the options
     * @param gradWeight the gradients
     * @param learningRate factor of the step
     * @param stepNumber which step it is, from 1
     */
    public void step(Adam adam, float[] gradWeight, double learningRate, int stepNumber) {
        Rounded beta1 = Rounded.of(adam.beta1());
        Rounded beta2 = Rounded.of(adam.beta2());
        Rounded gain1 = Rounded.of(1 - adam.beta1());
        Rounded gain2 = Rounded.of(1 - adam.beta2());
        Rounded epsilon = Rounded.of(adam.epsilon());
        // The corrections of the moments, taken out of the quotient and of the root.
        Rounded rate = Rounded.of(learningRate / (1 - StrictMath.pow(adam.beta1(), stepNumber)));
        Rounded scale = Rounded.of(1 / StrictMath.sqrt(1 - StrictMath.pow(adam.beta2(), stepNumber)));
        for (int i = 0; i < weight.length; i++) {
            Rounded g = Rounded.of(gradWeight[i]);
            if (adam.decoupled()) {
                Rounded shrinkage = Rounded.of(learningRate * adam.weightDecay());
                weight[i] = weight[i].minus(shrinkage.times(weight[i]));
            } else {
                g = g.plus(Rounded.of(adam.weightDecay()).times(weight[i]));
            }
            firstMoment[i] = beta1.times(firstMoment[i]).plus(gain1.times(g));
            secondMoment[i] = beta2.times(secondMoment[i]).plus(gain2.times(g).times(g));
            Rounded direction = firstMoment[i].over(secondMoment[i].root().times(scale).plus(epsilon));
            weight[i] = weight[i].minus(rate.times(direction));
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
     * The first moments.
     *
     * @return after the steps so far
     */
    public Estimate firstMoment() {
        return Rounded.estimate(firstMoment);
    }

    /**
     * The second moments.
     *
     * @return after the steps so far
     */
    public Estimate secondMoment() {
        return Rounded.estimate(secondMoment);
    }
}
