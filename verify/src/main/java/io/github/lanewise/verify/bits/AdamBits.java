package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Adam;

/** The step of {@link Adam} in its published operations, one element after the other. */
public final class AdamBits {
    private AdamBits() {}

    /**
     * One step, in place.
     *
     * @param adam the options
     * @param weight the weights, updated
     * @param gradWeight their gradients
     * @param firstMoment the first moments, updated
     * @param secondMoment the second moments, updated
     * @param learningRate factor of the step
     * @param stepNumber which step it is, from 1
     */
    public static void step(Adam adam, float[] weight, float[] gradWeight, float[] firstMoment, float[] secondMoment,
            double learningRate, int stepNumber) {
        float beta1 = (float) adam.beta1();
        float gain1 = (float) (1 - adam.beta1());
        float beta2 = (float) adam.beta2();
        float gain2 = (float) (1 - adam.beta2());
        float epsilon = (float) adam.epsilon();
        float weightDecay = (float) adam.weightDecay();
        float shrinkage = (float) (learningRate * adam.weightDecay());
        float rate = (float) (learningRate / (1 - StrictMath.pow(adam.beta1(), stepNumber)));
        float scale = (float) (1 / Math.sqrt(1 - StrictMath.pow(adam.beta2(), stepNumber)));
        for (int i = 0; i < weight.length; i++) {
            float w = weight[i];
            float g = gradWeight[i];
            if (!adam.decoupled() && weightDecay != 0) {
                g = Math.fma(weightDecay, w, g);
            }
            if (adam.decoupled() && shrinkage != 0) {
                w = Math.fma(-shrinkage, w, w);
            }
            firstMoment[i] = Math.fma(gain1, g, beta1 * firstMoment[i]);
            secondMoment[i] = Math.fma(gain2 * g, g, beta2 * secondMoment[i]);
            float root = (float) Math.sqrt(secondMoment[i]);
            weight[i] = Math.fma(-rate, firstMoment[i] / Math.fma(root, scale, epsilon), w);
        }
    }
}
