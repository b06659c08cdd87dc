package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.SubsamplingKernels;

/** The twin of trainable subsampling. */
final class ScalarSubsampling implements SubsamplingKernels {
    @Override
    public void subsample(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset, float[] factor,
            int factorOffset,
            float[] output, int outputOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                output[outputOffset + (w - begin) * LANES + lane] = Math.fma(factor[factorOffset + lane],
                        sum(input, inputOffset + corner[w] * LANES + lane, inWidth),
                        factor[factorOffset + LANES + lane]);
            }
        }
    }

    @Override
    public void subsampleBackward(int[] corner, int begin, int end, int inWidth, float[] gradOutput,
            int gradOutputOffset, float[] factor,
            int factorOffset, float[] gradInput, int gradInputOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                float share = factor[factorOffset + lane] * gradOutput[gradOutputOffset + (w - begin) * LANES + lane];
                int at = gradInputOffset + corner[w] * LANES + lane;
                gradInput[at] = share;
                gradInput[at + LANES] = share;
                gradInput[at + inWidth * LANES] = share;
                gradInput[at + (inWidth + 1) * LANES] = share;
            }
        }
    }

    @Override
    public void subsampleSums(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset,
            float[] gradOutput,
            int gradOutputOffset, float[] sum, int sumOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                int to = sumOffset + lane;
                float g = gradOutput[gradOutputOffset + (w - begin) * LANES + lane];
                sum[to] = Math.fma(g, sum(input, inputOffset + corner[w] * LANES + lane, inWidth), sum[to]);
                sum[to + LANES] += g;
            }
        }
    }

    private static float sum(float[] input, int at, int inWidth) {
        return input[at] + input[at + LANES] + input[at + inWidth * LANES] + input[at + (inWidth + 1) * LANES];
    }
}
