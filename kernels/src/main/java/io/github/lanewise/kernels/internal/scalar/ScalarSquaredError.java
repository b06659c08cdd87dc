package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.SquaredErrorKernels;

/** The twin of squared differences. */
final class ScalarSquaredError implements SquaredErrorKernels {
    @Override
    public void squares(int length, float[] x, int xOffset, float[] t, int tOffset, float[] output,
            int outputOffset) {
        for (int i = 0; i < length; i++) {
            float d = x[xOffset + i] - t[tOffset + i];
            output[outputOffset + i] = d * d;
        }
    }

    @Override
    public void addSquares(int length, float[] x, int xOffset, float[] t, int tOffset, float[] partials,
            int partialsOffset) {
        for (int i = 0; i < length; i++) {
            float d = x[xOffset + i] - t[tOffset + i];
            int to = partialsOffset + i % LANES;
            partials[to] = Math.fma(d, d, partials[to]);
        }
    }

    @Override
    public void backward(int length, float[] x, int xOffset, float[] t, int tOffset, float factor, float divisor,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = (x[xOffset + i] - t[tOffset + i]) * factor / divisor;
        }
    }

    @Override
    public void backwardEach(int length, float[] x, int xOffset, float[] t, int tOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            float g = gradOutput[gradOutputOffset + i];
            gradInput[gradInputOffset + i] = (x[xOffset + i] - t[tOffset + i]) * (g + g);
        }
    }
}
