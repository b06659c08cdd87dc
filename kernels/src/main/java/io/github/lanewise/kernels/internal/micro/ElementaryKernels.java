package io.github.lanewise.kernels.internal.micro;

/** Elementary functions over arrays, and the activations made of them. Input and output may be the same. See {@link MicroKernels}. */
public interface ElementaryKernels {
    /** output = e^x. */
    void exp(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = ln x. */
    void log(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = 1 / (1 + e^−x). */
    void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = tanh x. */
    void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset);
}
