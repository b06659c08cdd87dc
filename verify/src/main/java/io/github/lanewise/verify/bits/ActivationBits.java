package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Activation;

/**
 * What {@link Activation} publishes to the bit: the ReLU, and every gradient from its output. The sigmoid and the tanh
 * themselves are polynomials of the library's own, so they have no independent bit reference; their error is measured
 * against {@link io.github.lanewise.verify.oracle.ActivationOracle}, and their bits are pinned by a digest.
 */
public final class ActivationBits {
    private ActivationBits() {}

    /**
     * The ReLU.
     *
     * @param x the input
     * @return +0 where x ≤ 0, else x
     */
    public static float relu(float x) {
        return x <= 0 ? 0 : x;
    }

    /**
     * The gradient by the input.
     *
     * @param activation which
     * @param y what forward returned
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float gradInput(Activation activation, float y, float gradOutput) {
        return switch (activation) {
            case RELU -> y <= 0 ? 0 : gradOutput;
            case SIGMOID -> gradOutput * (y * (1 - y));
            case TANH -> gradOutput * Math.fma(-y, y, 1);
        };
    }
}
