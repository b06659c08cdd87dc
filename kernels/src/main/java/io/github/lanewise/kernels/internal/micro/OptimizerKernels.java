package io.github.lanewise.kernels.internal.micro;

/**
 * Steps of optimisers, in place; each element of each array is read once and written once. All begin with g, the gradient
 * with the weight decay of {@link Update}. See {@link MicroKernels}.
 */
public interface OptimizerKernels {
    /** weight = weight − rate·g, each operation rounded. */
    void descend(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            Update update);

    /** velocity = momentum·velocity + gain·g; weight = weight − rate·velocity; each operation rounded. */
    void momentum(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] velocity, int velocityOffset, Update update);

    /** The same velocity; weight = weight − rate·(gain·g + momentum·velocity) with it; each operation rounded. */
    void nesterov(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] velocity, int velocityOffset, Update update);

    /**
     * The decoupled decay of {@link Update}; first = fma(gain, g, momentum·first); second = fma(secondGain·g, g,
     * secondMomentum·second); weight = fma(−rate, first / fma(√second, rootScale, epsilon), weight).
     */
    void adam(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] firstMoment, int firstMomentOffset, float[] secondMoment, int secondMomentOffset, Update update);
}
