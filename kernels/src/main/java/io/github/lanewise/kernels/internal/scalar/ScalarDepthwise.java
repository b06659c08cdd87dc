package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.DepthwiseKernels;
import io.github.lanewise.kernels.internal.micro.PlaneTaps;

/** The twin of depthwise convolutions. */
final class ScalarDepthwise implements DepthwiseKernels {
    @Override
    public void rows(PlaneTaps taps, int rows, int tapBegin, int tapEnd, float[] weight, int weightOffset,
            float[] source, int sourceOffset, float start, float[] begin, int beginOffset, float[] output,
            int outputOffset) {
        for (int i = 0; i < rows * taps.columns(); i++) {
            int column = i % taps.columns();
            int from = sourceOffset + i / taps.columns() * taps.sourceStride() + column;
            float acc = begin == null ? start : begin[beginOffset + i];
            for (int t = tapBegin; t < tapEnd; t++) {
                acc = Math.fma(weight[weightOffset + t * taps.weightStride() + column], source[from + taps.tap()[t]],
                        acc);
            }
            output[outputOffset + i] = acc;
        }
    }

    @Override
    public void copyRows(int rows, int columns, float[] from, int fromOffset, float[] to, int toOffset, int stride) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, fromOffset + row * columns, to, toOffset + row * stride, columns);
        }
    }

    @Override
    public void squareGradientRow(int columns, int width, float[] gradOutput, int gradOffset, float[] input,
            int inputOffset, float[] partial, int partialOffset) {
        for (int t = 0; t < 9; t++) {
            int from = inputOffset + (t / 3 * width + t % 3) * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                float acc = partial[partialOffset + t * LANES + lane];
                for (int i = lane; i < columns * LANES; i += LANES) {
                    acc = Math.fma(gradOutput[gradOffset + i], input[from + i], acc);
                }
                partial[partialOffset + t * LANES + lane] = acc;
            }
        }
        int bias = partialOffset + 9 * LANES;
        for (int i = 0; i < columns * LANES; i++) {
            partial[bias + i % LANES] += gradOutput[gradOffset + i];
        }
    }
}
