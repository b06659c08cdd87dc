package io.github.lanewise.kernels.internal.micro;

/** Activations that need no elementary function, and gradients from the output. See {@link MicroKernels}. */
public interface ActivationKernels {
    /** output = x ≤ 0 ? +0 : x. */
    void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** gradInput = output ≤ 0 ? +0 : gradOutput. */
    void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** gradInput = gradOutput · (y · (1 − y)). */
    void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** gradInput = gradOutput · fma(−y, y, 1). */
    void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);
}
