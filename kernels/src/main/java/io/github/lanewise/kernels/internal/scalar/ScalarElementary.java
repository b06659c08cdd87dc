package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.ElementaryKernels;

/** The twin of elementary functions. */
final class ScalarElementary implements ElementaryKernels {
    @Override
    public void exp(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.exp(input[inputOffset + i]);
        }
    }

    @Override
    public void log(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.log(input[inputOffset + i]);
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
}
