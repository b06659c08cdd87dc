package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.RadialBasisKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Squared distances to centres. Four chains run side by side, because one alone would wait for its last fma: four centres, or
 * four features. A step of four holds 4 accumulators, 1 or 4 operands and a difference, which 16 registers suffice for.
 */
final class SimdRadialBasis implements RadialBasisKernels {
    private static final int TILE = 4;

    @Override
    public void distances(int centres, int features, float[] weight, int weightOffset, float[] input, int inputOffset,
            float[] output, int outputOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            int c = 0;
            for (; c <= centres - TILE; c += TILE) {
                fourDistances(features, weight, weightOffset + c * features, input, inputOffset + lane, output,
                        outputOffset + c * LANES + lane);
            }
            for (; c < centres; c++) {
                distance(features, weight, weightOffset + c * features, input, inputOffset + lane, output,
                        outputOffset + c * LANES + lane);
            }
        }
    }

    private static void fourDistances(int features, float[] weight, int weightOffset, float[] input, int inputOffset,
            float[] output, int outputOffset) {
        FloatVector acc0 = FloatVector.zero(FLOAT);
        FloatVector acc1 = FloatVector.zero(FLOAT);
        FloatVector acc2 = FloatVector.zero(FLOAT);
        FloatVector acc3 = FloatVector.zero(FLOAT);
        for (int j = 0; j < features; j++) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + j * LANES);
            int w = weightOffset + j;
            FloatVector d0 = x.sub(weight[w]);
            FloatVector d1 = x.sub(weight[w + features]);
            FloatVector d2 = x.sub(weight[w + 2 * features]);
            FloatVector d3 = x.sub(weight[w + 3 * features]);
            acc0 = d0.fma(d0, acc0);
            acc1 = d1.fma(d1, acc1);
            acc2 = d2.fma(d2, acc2);
            acc3 = d3.fma(d3, acc3);
        }
        acc0.intoArray(output, outputOffset);
        acc1.intoArray(output, outputOffset + LANES);
        acc2.intoArray(output, outputOffset + 2 * LANES);
        acc3.intoArray(output, outputOffset + 3 * LANES);
    }

    private static void distance(int features, float[] weight, int weightOffset, float[] input, int inputOffset,
            float[] output, int outputOffset) {
        FloatVector acc = FloatVector.zero(FLOAT);
        for (int j = 0; j < features; j++) {
            FloatVector d = FloatVector.fromArray(FLOAT, input, inputOffset + j * LANES).sub(weight[weightOffset + j]);
            acc = d.fma(d, acc);
        }
        acc.intoArray(output, outputOffset);
    }

    @Override
    public void backwardInput(int centres, int features, float[] weight, int weightOffset, float[] input,
            int inputOffset, float[] gradOutput, int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            int j = 0;
            for (; j <= features - TILE; j += TILE) {
                fourInputs(centres, features, weight, weightOffset + j, input, inputOffset + j * LANES + lane,
                        gradOutput, gradOutputOffset + lane, gradInput, gradInputOffset + j * LANES + lane);
            }
            for (; j < features; j++) {
                oneInput(centres, features, weight, weightOffset + j, input, inputOffset + j * LANES + lane,
                        gradOutput, gradOutputOffset + lane, gradInput, gradInputOffset + j * LANES + lane);
            }
        }
    }

    private static void fourInputs(int centres, int features, float[] weight, int weightOffset, float[] input,
            int inputOffset, float[] gradOutput, int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        FloatVector x0 = FloatVector.fromArray(FLOAT, input, inputOffset);
        FloatVector x1 = FloatVector.fromArray(FLOAT, input, inputOffset + LANES);
        FloatVector x2 = FloatVector.fromArray(FLOAT, input, inputOffset + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(FLOAT, input, inputOffset + 3 * LANES);
        FloatVector acc0 = FloatVector.zero(FLOAT);
        FloatVector acc1 = FloatVector.zero(FLOAT);
        FloatVector acc2 = FloatVector.zero(FLOAT);
        FloatVector acc3 = FloatVector.zero(FLOAT);
        for (int c = 0; c < centres; c++) {
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + c * LANES);
            int w = weightOffset + c * features;
            acc0 = x0.sub(weight[w]).fma(g, acc0);
            acc1 = x1.sub(weight[w + 1]).fma(g, acc1);
            acc2 = x2.sub(weight[w + 2]).fma(g, acc2);
            acc3 = x3.sub(weight[w + 3]).fma(g, acc3);
        }
        acc0.add(acc0).intoArray(gradInput, gradInputOffset);
        acc1.add(acc1).intoArray(gradInput, gradInputOffset + LANES);
        acc2.add(acc2).intoArray(gradInput, gradInputOffset + 2 * LANES);
        acc3.add(acc3).intoArray(gradInput, gradInputOffset + 3 * LANES);
    }

    private static void oneInput(int centres, int features, float[] weight, int weightOffset, float[] input,
            int inputOffset, float[] gradOutput, int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset);
        FloatVector acc = FloatVector.zero(FLOAT);
        for (int c = 0; c < centres; c++) {
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + c * LANES);
            acc = x.sub(weight[weightOffset + c * features]).fma(g, acc);
        }
        acc.add(acc).intoArray(gradInput, gradInputOffset);
    }

    /** A vector runs along the features; the last one overlaps the one before, which computes the same again. */
    @Override
    public void backwardWeight(int batch, int features, float[] input, int inputOffset, float[] gradOutput,
            int gradOutputOffset, int gradOutputStride, float[] weight, int weightOffset, float[] gradWeight,
            int gradWeightOffset) {
        int j = 0;
        for (; j <= features - TILE * LENGTH; j += TILE * LENGTH) {
            fourVectorsOfACentre(batch, features, input, inputOffset + j, gradOutput, gradOutputOffset,
                    gradOutputStride, weight, weightOffset + j, gradWeight, gradWeightOffset + j);
        }
        for (; j < features && features >= LENGTH; j += LENGTH) {
            int at = Math.min(j, features - LENGTH);
            vectorOfACentre(batch, features, input, inputOffset + at, gradOutput, gradOutputOffset, gradOutputStride,
                    weight, weightOffset + at, gradWeight, gradWeightOffset + at);
        }
        for (; j < features; j++) {
            float centre = weight[weightOffset + j];
            float acc = 0;
            for (int n = 0; n < batch; n++) {
                acc = Math.fma(centre - input[inputOffset + n * features + j],
                        gradOutput[gradOutputOffset + n * gradOutputStride], acc);
            }
            gradWeight[gradWeightOffset + j] = acc + acc;
        }
    }

    private static void fourVectorsOfACentre(int batch, int features, float[] input, int inputOffset,
            float[] gradOutput, int gradOutputOffset, int gradOutputStride, float[] weight, int weightOffset,
            float[] gradWeight, int gradWeightOffset) {
        FloatVector w0 = FloatVector.fromArray(FLOAT, weight, weightOffset);
        FloatVector w1 = FloatVector.fromArray(FLOAT, weight, weightOffset + LENGTH);
        FloatVector w2 = FloatVector.fromArray(FLOAT, weight, weightOffset + 2 * LENGTH);
        FloatVector w3 = FloatVector.fromArray(FLOAT, weight, weightOffset + 3 * LENGTH);
        FloatVector acc0 = FloatVector.zero(FLOAT);
        FloatVector acc1 = FloatVector.zero(FLOAT);
        FloatVector acc2 = FloatVector.zero(FLOAT);
        FloatVector acc3 = FloatVector.zero(FLOAT);
        for (int n = 0; n < batch; n++) {
            FloatVector g = FloatVector.broadcast(FLOAT, gradOutput[gradOutputOffset + n * gradOutputStride]);
            int x = inputOffset + n * features;
            acc0 = w0.sub(FloatVector.fromArray(FLOAT, input, x)).fma(g, acc0);
            acc1 = w1.sub(FloatVector.fromArray(FLOAT, input, x + LENGTH)).fma(g, acc1);
            acc2 = w2.sub(FloatVector.fromArray(FLOAT, input, x + 2 * LENGTH)).fma(g, acc2);
            acc3 = w3.sub(FloatVector.fromArray(FLOAT, input, x + 3 * LENGTH)).fma(g, acc3);
        }
        acc0.add(acc0).intoArray(gradWeight, gradWeightOffset);
        acc1.add(acc1).intoArray(gradWeight, gradWeightOffset + LENGTH);
        acc2.add(acc2).intoArray(gradWeight, gradWeightOffset + 2 * LENGTH);
        acc3.add(acc3).intoArray(gradWeight, gradWeightOffset + 3 * LENGTH);
    }

    private static void vectorOfACentre(int batch, int features, float[] input, int inputOffset, float[] gradOutput,
            int gradOutputOffset, int gradOutputStride, float[] weight, int weightOffset, float[] gradWeight,
            int gradWeightOffset) {
        FloatVector w = FloatVector.fromArray(FLOAT, weight, weightOffset);
        FloatVector acc = FloatVector.zero(FLOAT);
        for (int n = 0; n < batch; n++) {
            FloatVector g = FloatVector.broadcast(FLOAT, gradOutput[gradOutputOffset + n * gradOutputStride]);
            acc = w.sub(FloatVector.fromArray(FLOAT, input, inputOffset + n * features)).fma(g, acc);
        }
        acc.add(acc).intoArray(gradWeight, gradWeightOffset);
    }
}
