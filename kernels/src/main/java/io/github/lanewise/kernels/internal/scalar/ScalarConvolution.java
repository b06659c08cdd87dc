package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.ConvolutionKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import java.util.Arrays;

/** The twin of direct convolution tiles. The loop over lanes is innermost and independent, so that C2 can vectorise it by itself. */
final class ScalarConvolution implements ConvolutionKernels {
    @Override
    public void convolutionTile(int rows, int pixels, OffsetTable table, int pixel, float[] weight, int weightOffset,
            float[] start, int startOffset, float[] input, int inputOffset, float[] output, int outputOffset,
            int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        for (int p = pixel; p < pixel + pixels; p++) {
            for (int r = 0; r < rows; r++) {
                int to = outputOffset + r * outputStride + table.pixelOutput()[p];
                Arrays.fill(output, to, to + LANES, start[startOffset + r]);
                for (int t = 0; t < tapInput.length; t++) {
                    FmaRow.add(LANES, weight[weightOffset + tapWeight[t] * rows + r], input,
                            inputOffset + table.pixelInput()[p] + tapInput[t], output, to);
                }
            }
        }
    }

    @Override
    public int registers() {
        return 32;
    }

    @Override
    public void weightGradientTile(int rows, int taps, OffsetTable table, int tap, int begin, int end,
            float[] gradOutput, int gradOffset, float[] input, int inputOffset, float[] partial, int partialOffset,
            int partialStride) {
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < taps; t++) {
                int to = partialOffset + r * partialStride + t * LANES;
                int x = inputOffset + table.tapInput()[tap + t];
                for (int p = begin; p < end; p++) {
                    int g = gradOffset + (p * rows + r) * LANES;
                    int from = x + table.pixelInput()[p];
                    for (int lane = 0; lane < LANES; lane++) {
                        partial[to + lane] = Math.fma(gradOutput[g + lane], input[from + lane], partial[to + lane]);
                    }
                }
            }
        }
    }

    @Override
    public void biasGradientTile(int rows, int begin, int end, float[] gradOutput, int gradOffset, float[] partial,
            int partialOffset) {
        for (int p = begin; p < end; p++) {
            for (int i = 0; i < rows * LANES; i++) {
                partial[partialOffset + i] += gradOutput[gradOffset + p * rows * LANES + i];
            }
        }
    }

    @Override
    public void addUp(int positions, float[] values, int valuesOffset, float[] sum, int sumOffset) {
        for (int p = 0; p < positions; p++) {
            for (int lane = 0; lane < LANES; lane++) {
                sum[sumOffset + lane] += values[valuesOffset + p * LANES + lane];
            }
        }
    }
}
