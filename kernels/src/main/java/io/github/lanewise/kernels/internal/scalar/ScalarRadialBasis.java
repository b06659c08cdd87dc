package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.RadialBasisKernels;

/** The twin of squared distances. */
final class ScalarRadialBasis implements RadialBasisKernels {
    @Override
    public void distances(int centres, int features, float[] weight, int weightOffset, float[] input, int inputOffset,
            float[] output, int outputOffset) {
        for (int c = 0; c < centres; c++) {
            for (int lane = 0; lane < LANES; lane++) {
                float acc = 0;
                for (int j = 0; j < features; j++) {
                    float d = input[inputOffset + j * LANES + lane] - weight[weightOffset + c * features + j];
                    acc = Math.fma(d, d, acc);
                }
                output[outputOffset + c * LANES + lane] = acc;
            }
        }
    }

    @Override
    public void backwardInput(int centres, int features, float[] weight, int weightOffset, float[] input,
            int inputOffset, float[] gradOutput, int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int j = 0; j < features; j++) {
            for (int lane = 0; lane < LANES; lane++) {
                float x = input[inputOffset + j * LANES + lane];
                float acc = 0;
                for (int c = 0; c < centres; c++) {
                    acc = Math.fma(x - weight[weightOffset + c * features + j],
                            gradOutput[gradOutputOffset + c * LANES + lane], acc);
                }
                gradInput[gradInputOffset + j * LANES + lane] = acc + acc;
            }
        }
    }

    @Override
    public void backwardWeight(int batch, int features, float[] input, int inputOffset, float[] gradOutput,
            int gradOutputOffset, int gradOutputStride, float[] weight, int weightOffset, float[] gradWeight,
            int gradWeightOffset) {
        for (int j = 0; j < features; j++) {
            float centre = weight[weightOffset + j];
            float acc = 0;
            for (int n = 0; n < batch; n++) {
                acc = Math.fma(centre - input[inputOffset + n * features + j],
                        gradOutput[gradOutputOffset + n * gradOutputStride], acc);
            }
            gradWeight[gradWeightOffset + j] = acc + acc;
        }
    }
}
