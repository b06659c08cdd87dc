package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.ActivationKernels;

/** The twin of activations and gradients. */
final class ScalarActivation implements ActivationKernels {
    @Override
    public void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Activations.relu(input[inputOffset + i]);
        }
    }

    @Override
    public void leakyRelu(int length, float negativeSlope, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Activations.leakyRelu(negativeSlope, input[inputOffset + i]);
        }
    }

    @Override
    public void elu(int length, float alpha, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Activations.elu(alpha, input[inputOffset + i]);
        }
    }

    @Override
    public void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.sigmoid(input[inputOffset + i]);
        }
    }

    @Override
    public void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.tanh(input[inputOffset + i]);
        }
    }

    @Override
    public void scaledTanh(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.scaledTanh(input[inputOffset + i]);
        }
    }

    @Override
    public void softplus(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.softplus(input[inputOffset + i]);
        }
    }

    @Override
    public void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.reluGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void leakyReluBackward(int length, float negativeSlope, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.leakyReluGradient(negativeSlope, output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void eluBackward(int length, float alpha, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.eluGradient(alpha, output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.sigmoidGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.tanhGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void scaledTanhBackward(int length, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.scaledTanhGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void softplusBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.softplusGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }
}
