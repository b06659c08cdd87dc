package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.SquaredErrorKernels;
import jdk.incubator.vector.FloatVector;

/** Squared differences over arrays. What is left of a vector at the end goes one by one. */
final class SimdSquaredError implements SquaredErrorKernels {
    @Override
    public void squares(int length, float[] x, int xOffset, float[] t, int tOffset, float[] output,
            int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector d = FloatVector.fromArray(FLOAT, x, xOffset + i)
                    .sub(FloatVector.fromArray(FLOAT, t, tOffset + i));
            d.mul(d).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            float d = x[xOffset + i] - t[tOffset + i];
            output[outputOffset + i] = d * d;
        }
    }

    @Override
    public void addSquares(int length, float[] x, int xOffset, float[] t, int tOffset, float[] partials,
            int partialsOffset) {
        int whole = length / LANES * LANES;
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector sum = FloatVector.fromArray(FLOAT, partials, partialsOffset + lane);
            for (int i = lane; i < whole; i += LANES) {
                FloatVector d = FloatVector.fromArray(FLOAT, x, xOffset + i)
                        .sub(FloatVector.fromArray(FLOAT, t, tOffset + i));
                sum = d.fma(d, sum);
            }
            sum.intoArray(partials, partialsOffset + lane);
        }
        for (int i = whole; i < length; i++) {
            float d = x[xOffset + i] - t[tOffset + i];
            int to = partialsOffset + i - whole;
            partials[to] = Math.fma(d, d, partials[to]);
        }
    }

    @Override
    public void backward(int length, float[] x, int xOffset, float[] t, int tOffset, float factor, float divisor,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector.fromArray(FLOAT, x, xOffset + i).sub(FloatVector.fromArray(FLOAT, t, tOffset + i))
                    .mul(factor).div(divisor).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = (x[xOffset + i] - t[tOffset + i]) * factor / divisor;
        }
    }

    @Override
    public void backwardEach(int length, float[] x, int xOffset, float[] t, int tOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            FloatVector.fromArray(FLOAT, x, xOffset + i).sub(FloatVector.fromArray(FLOAT, t, tOffset + i))
                    .mul(g.add(g)).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            float g = gradOutput[gradOutputOffset + i];
            gradInput[gradInputOffset + i] = (x[xOffset + i] - t[tOffset + i]) * (g + g);
        }
    }
}
