package io.github.lanewise.kernels.internal.micro;

/** Squared differences of two arrays, d = x − t, and their gradients. See {@link MicroKernels}. */
public interface SquaredErrorKernels {
    /** output = d · d. */
    void squares(int length, float[] x, int xOffset, float[] t, int tOffset, float[] output, int outputOffset);

    /** For each of the lanes: partial[i mod LANES] = fma(d, d, partial[i mod LANES]) for i ascending. */
    void addSquares(int length, float[] x, int xOffset, float[] t, int tOffset, float[] partials, int partialsOffset);

    /** gradInput = (d · factor) / divisor. */
    void backward(int length, float[] x, int xOffset, float[] t, int tOffset, float factor, float divisor,
            float[] gradInput, int gradInputOffset);

    /** gradInput = d · (gradOutput + gradOutput), each element with its own. */
    void backwardEach(int length, float[] x, int xOffset, float[] t, int tOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset);
}
