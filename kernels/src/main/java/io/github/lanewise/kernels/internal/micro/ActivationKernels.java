package io.github.lanewise.kernels.internal.micro;

/** Activations, and their gradients from the output y. Input and output may be the same. See {@link MicroKernels}. */
public interface ActivationKernels {
    /** output = x ≤ 0 ? +0 : x. */
    void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = x > 0 ? x : negativeSlope·x. */
    void leakyRelu(int length, float negativeSlope, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = x > 0 ? x : alpha·(e^x − 1). */
    void elu(int length, float alpha, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = 1 / (1 + e^−x). */
    void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = tanh x. */
    void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = 1.7159·tanh(2x/3). */
    void scaledTanh(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = ln(1 + e^x). */
    void softplus(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** gradInput = output ≤ 0 ? +0 : gradOutput. */
    void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** gradInput = output ≤ 0 ? negativeSlope·gradOutput : gradOutput. */
    void leakyReluBackward(int length, float negativeSlope, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset);

    /** gradInput = output > 0 ? gradOutput : gradOutput·(output + alpha). */
    void eluBackward(int length, float alpha, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset);

    /** gradInput = gradOutput · (y · (1 − y)). */
    void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** gradInput = gradOutput · fma(−y, y, 1). */
    void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** gradInput = gradOutput · (2/(3·1.7159) · ((1.7159 − y) · (1.7159 + y))). */
    void scaledTanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** gradInput = gradOutput · −(e^−y − 1). */
    void softplusBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);
}
