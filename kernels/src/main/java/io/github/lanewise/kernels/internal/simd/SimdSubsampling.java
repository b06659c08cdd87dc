package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.SubsamplingKernels;
import jdk.incubator.vector.FloatVector;

/** Trainable subsampling in lanes: s = ((x00 + x01) + x10) + x11 of each window, one flat loop over the windows. */
final class SimdSubsampling implements SubsamplingKernels {
    @Override
    public void subsample(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset, float[] factor,
            int factorOffset,
            float[] output, int outputOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            subsampleLanes(corner, begin, end, inWidth, input, inputOffset + lane, factor, factorOffset + lane, output,
                    outputOffset + lane);
        }
    }

    private static void subsampleLanes(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset,
            float[] factor,
            int factorOffset, float[] output, int outputOffset) {
        FloatVector coefficient = FloatVector.fromArray(FLOAT, factor, factorOffset);
        FloatVector bias = FloatVector.fromArray(FLOAT, factor, factorOffset + LANES);
        for (int w = begin; w < end; w++) {
            int upper = inputOffset + corner[w] * LANES;
            int lower = upper + inWidth * LANES;
            FloatVector s = FloatVector.fromArray(FLOAT, input, upper)
                    .add(FloatVector.fromArray(FLOAT, input, upper + LANES))
                    .add(FloatVector.fromArray(FLOAT, input, lower))
                    .add(FloatVector.fromArray(FLOAT, input, lower + LANES));
            coefficient.fma(s, bias).intoArray(output, outputOffset + (w - begin) * LANES);
        }
    }

    @Override
    public void subsampleBackward(int[] corner, int begin, int end, int inWidth, float[] gradOutput,
            int gradOutputOffset, float[] factor,
            int factorOffset, float[] gradInput, int gradInputOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            backwardLanes(corner, begin, end, inWidth, gradOutput, gradOutputOffset + lane, factor, factorOffset + lane,
                    gradInput,
                    gradInputOffset + lane);
        }
    }

    private static void backwardLanes(int[] corner, int begin, int end, int inWidth, float[] gradOutput,
            int gradOutputOffset,
            float[] factor, int factorOffset, float[] gradInput, int gradInputOffset) {
        FloatVector coefficient = FloatVector.fromArray(FLOAT, factor, factorOffset);
        for (int w = begin; w < end; w++) {
            int upper = gradInputOffset + corner[w] * LANES;
            int lower = upper + inWidth * LANES;
            FloatVector share = coefficient
                    .mul(FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + (w - begin) * LANES));
            share.intoArray(gradInput, upper);
            share.intoArray(gradInput, upper + LANES);
            share.intoArray(gradInput, lower);
            share.intoArray(gradInput, lower + LANES);
        }
    }

    @Override
    public void subsampleSums(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset,
            float[] gradOutput,
            int gradOutputOffset, float[] sum, int sumOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            sumsOfLanes(corner, begin, end, inWidth, input, inputOffset + lane, gradOutput, gradOutputOffset + lane,
                    sum,
                    sumOffset + lane);
        }
    }

    private static void sumsOfLanes(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset,
            float[] gradOutput,
            int gradOutputOffset, float[] sum, int sumOffset) {
        FloatVector products = FloatVector.fromArray(FLOAT, sum, sumOffset);
        FloatVector gradients = FloatVector.fromArray(FLOAT, sum, sumOffset + LANES);
        for (int w = begin; w < end; w++) {
            int upper = inputOffset + corner[w] * LANES;
            int lower = upper + inWidth * LANES;
            FloatVector s = FloatVector.fromArray(FLOAT, input, upper)
                    .add(FloatVector.fromArray(FLOAT, input, upper + LANES))
                    .add(FloatVector.fromArray(FLOAT, input, lower))
                    .add(FloatVector.fromArray(FLOAT, input, lower + LANES));
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + (w - begin) * LANES);
            products = g.fma(s, products);
            gradients = gradients.add(g);
        }
        products.intoArray(sum, sumOffset);
        gradients.intoArray(sum, sumOffset + LANES);
    }
}
