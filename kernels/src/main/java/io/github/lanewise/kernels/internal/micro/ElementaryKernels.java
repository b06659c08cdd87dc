package io.github.lanewise.kernels.internal.micro;

/** Elementary functions over arrays. Input and output may be the same. See {@link MicroKernels}. */
public interface ElementaryKernels {
    /** output = e^x. */
    void exp(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = e^x − 1. */
    void expm1(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = ln x. */
    void log(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = ln(1 + x). */
    void log1p(int length, float[] input, int inputOffset, float[] output, int outputOffset);
}
