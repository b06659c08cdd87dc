package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.kernels.Sgd.Form;

/** The step of {@link Sgd} in its published operations, one element after the other. */
public final class SgdBits {
    private SgdBits() {}

    /**
     * One step, in place.
     *
     * @param sgd the options
     * @param weight the weights, updated
     * @param gradWeight their gradients
     * @param velocity the velocities, updated; not used where momentum is 0
     * @param learningRate factor of the step
     */
    public static void step(Sgd sgd, float[] weight, float[] gradWeight, float[] velocity, double learningRate) {
        float rate = (float) learningRate;
        float momentum = (float) sgd.momentum();
        float undampened = (float) (1 - sgd.dampening());
        float weightDecay = (float) sgd.weightDecay();
        for (int i = 0; i < weight.length; i++) {
            float g = weightDecay == 0 ? gradWeight[i] : Math.fma(weightDecay, weight[i], gradWeight[i]);
            if (sgd.momentum() == 0) {
                weight[i] = weight[i] - rate * g;
            } else if (sgd.form() == Form.PYTORCH) {
                velocity[i] = momentum * velocity[i] + undampened * g;
                weight[i] = weight[i] - rate * (sgd.nesterov() ? g + momentum * velocity[i] : velocity[i]);
            } else {
                velocity[i] = momentum * velocity[i] - rate * g;
                weight[i] = weight[i] + (sgd.nesterov() ? momentum * velocity[i] - rate * g : velocity[i]);
            }
        }
    }
}
