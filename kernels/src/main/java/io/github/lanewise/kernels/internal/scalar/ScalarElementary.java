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
    public void expm1(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.expm1(input[inputOffset + i]);
        }
    }

    @Override
    public void log(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.log(input[inputOffset + i]);
        }
    }

    @Override
    public void log1p(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.log1p(input[inputOffset + i]);
        }
    }
}
