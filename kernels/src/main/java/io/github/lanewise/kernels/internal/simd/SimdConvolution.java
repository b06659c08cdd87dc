package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.ConvolutionKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import jdk.incubator.vector.FloatVector;

/** Direct convolution in lanes; the tiles stand in files of their own. */
final class SimdConvolution implements ConvolutionKernels {
    @Override
    public void convolutionTile(int rows, int pixels, OffsetTable table, int pixel, float[] weight, int weightOffset,
            float[] start, int startOffset, float[] input, int inputOffset, float[] output, int outputOffset,
            int outputStride) {
        ConvolutionTiles.run(rows, pixels, table, pixel, weight, weightOffset, start, startOffset, input, inputOffset,
                output, outputOffset, outputStride);
    }

    @Override
    public void weightGradientTile(int rows, int taps, OffsetTable table, int tap, int begin, int end,
            float[] gradOutput, int gradOffset, float[] input, int inputOffset, float[] partial, int partialOffset,
            int partialStride) {
        WeightGradientTiles.run(rows, taps, table, tap, begin, end, gradOutput, gradOffset, input, inputOffset, partial,
                partialOffset, partialStride);
    }

    @Override
    public int registers() {
        return Species.REGISTERS;
    }

    @Override
    public void biasGradientTile(int rows, int begin, int end, float[] gradOutput, int gradOffset, float[] partial,
            int partialOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            WeightGradientTiles.bias(rows, begin, end, gradOutput, gradOffset + lane, partial, partialOffset + lane);
        }
    }

    @Override
    public void addUp(int positions, float[] values, int valuesOffset, float[] sum, int sumOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector total = FloatVector.fromArray(FLOAT, sum, sumOffset + lane);
            for (int p = 0; p < positions; p++) {
                total = total.add(FloatVector.fromArray(FLOAT, values, valuesOffset + p * LANES + lane));
            }
            total.intoArray(sum, sumOffset + lane);
        }
    }
}
