package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.scalar.Elementary.SCALED_TANH_AMPLITUDE;

/**
 * The activations that are cut at 0, and the gradients of all from their outputs, one value at a time. The SIMD forms
 * follow the same operations in the same order.
 */
public final class Activations {
    /** 2 / (3·1.7159): the slope of the scaled tanh is this times (1.7159² − y²). */
    public static final float SCALED_TANH_GRADIENT = 0x1.8dd8fcp-2f;

    private Activations() {}

    public static float relu(float x) {
        return x <= 0f ? 0f : x;
    }

    public static float leakyRelu(float negativeSlope, float x) {
        return x > 0f ? x : negativeSlope * x;
    }

    public static float elu(float alpha, float x) {
        return x > 0f ? x : alpha * Elementary.expm1(x);
    }

    public static float reluGradient(float output, float gradOutput) {
        return output <= 0f ? 0f : gradOutput;
    }

    public static float leakyReluGradient(float negativeSlope, float output, float gradOutput) {
        return output <= 0f ? negativeSlope * gradOutput : gradOutput;
    }

    public static float eluGradient(float alpha, float output, float gradOutput) {
        return output > 0f ? gradOutput : gradOutput * (output + alpha);
    }

    public static float sigmoidGradient(float output, float gradOutput) {
        return gradOutput * (output * (1f - output));
    }

    public static float tanhGradient(float output, float gradOutput) {
        return gradOutput * Math.fma(-output, output, 1f);
    }

    /** As a product, so that it is 0 and not a little less where the output has reached 1.7159. */
    public static float scaledTanhGradient(float output, float gradOutput) {
        return gradOutput
                * (SCALED_TANH_GRADIENT * ((SCALED_TANH_AMPLITUDE - output) * (SCALED_TANH_AMPLITUDE + output)));
    }

    public static float softplusGradient(float output, float gradOutput) {
        return gradOutput * -Elementary.expm1(-output);
    }
}
