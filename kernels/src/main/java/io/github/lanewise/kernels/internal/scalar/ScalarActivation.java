package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.ActivationKernels;

/** The twin of activations and gradients. */
final class ScalarActivation implements ActivationKernels {
    @Override
    public void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.relu(input[inputOffset + i]);
        }
    }

    @Override
    public void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.reluGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.sigmoidGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.tanhGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }
}
