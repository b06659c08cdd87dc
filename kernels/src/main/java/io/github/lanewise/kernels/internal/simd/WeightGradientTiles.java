package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.OffsetTable;
import jdk.incubator.vector.FloatVector;

/**
 * Tiles of a convolution's weight gradient in lanes, output channels × taps: both operands are vectors of images, so each
 * lane carries one of the sixteen partial chains, and nothing is added across lanes here. One flat loop over positions.
 *
 * <p>Register budget of 4×4: 16 accumulators, 4 inputs, 1 gradient: 21 of 32; 8 loads for 16 FMAs.
 */
final class WeightGradientTiles {
    private WeightGradientTiles() {}

    static void run(int rows, int taps, OffsetTable table, int tap, int begin, int end, float[] gradOutput,
            int gradOffset, int gradStride, float[] input, int inputOffset, float[] partial, int partialOffset,
            int partialStride) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            switch (10 * rows + taps) {
                case 44 -> tile4x4(table, tap, begin, end, gradOutput, gradOffset + lane, gradStride, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 41 -> tile4x1(table, tap, begin, end, gradOutput, gradOffset + lane, gradStride, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 24 -> tile2x4(table, tap, begin, end, gradOutput, gradOffset + lane, gradStride, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 21 -> tile2x1(table, tap, begin, end, gradOutput, gradOffset + lane, gradStride, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 14 -> tile1x4(table, tap, begin, end, gradOutput, gradOffset + lane, gradStride, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 11 -> tile1x1(table, tap, begin, end, gradOutput, gradOffset + lane, gradStride, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                default -> throw new AssertionError("no tile " + rows + "×" + taps);
            }
        }
    }

    static void tile4x4(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            int gradStride,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        int in1 = inputOffset + table.tapInput()[tap + 1];
        int in2 = inputOffset + table.tapInput()[tap + 2];
        int in3 = inputOffset + table.tapInput()[tap + 3];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c01 = FloatVector.fromArray(FLOAT, partial, partialOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c11 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + LANES);
        FloatVector c12 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride);
        FloatVector c21 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + LANES);
        FloatVector c22 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride);
        FloatVector c31 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride + LANES);
        FloatVector c32 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride + 3 * LANES);
        for (int p = begin; p < end; p++) {
            int g = gradOffset + p * LANES;
            int x = position[p];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            c01 = g0.fma(x1, c01);
            c02 = g0.fma(x2, c02);
            c03 = g0.fma(x3, c03);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + gradStride);
            c10 = g1.fma(x0, c10);
            c11 = g1.fma(x1, c11);
            c12 = g1.fma(x2, c12);
            c13 = g1.fma(x3, c13);
            FloatVector g2 = FloatVector.fromArray(FLOAT, gradOutput, g + 2 * gradStride);
            c20 = g2.fma(x0, c20);
            c21 = g2.fma(x1, c21);
            c22 = g2.fma(x2, c22);
            c23 = g2.fma(x3, c23);
            FloatVector g3 = FloatVector.fromArray(FLOAT, gradOutput, g + 3 * gradStride);
            c30 = g3.fma(x0, c30);
            c31 = g3.fma(x1, c31);
            c32 = g3.fma(x2, c32);
            c33 = g3.fma(x3, c33);
        }
        c00.intoArray(partial, partialOffset);
        c01.intoArray(partial, partialOffset + LANES);
        c02.intoArray(partial, partialOffset + 2 * LANES);
        c03.intoArray(partial, partialOffset + 3 * LANES);
        c10.intoArray(partial, partialOffset + partialStride);
        c11.intoArray(partial, partialOffset + partialStride + LANES);
        c12.intoArray(partial, partialOffset + partialStride + 2 * LANES);
        c13.intoArray(partial, partialOffset + partialStride + 3 * LANES);
        c20.intoArray(partial, partialOffset + 2 * partialStride);
        c21.intoArray(partial, partialOffset + 2 * partialStride + LANES);
        c22.intoArray(partial, partialOffset + 2 * partialStride + 2 * LANES);
        c23.intoArray(partial, partialOffset + 2 * partialStride + 3 * LANES);
        c30.intoArray(partial, partialOffset + 3 * partialStride);
        c31.intoArray(partial, partialOffset + 3 * partialStride + LANES);
        c32.intoArray(partial, partialOffset + 3 * partialStride + 2 * LANES);
        c33.intoArray(partial, partialOffset + 3 * partialStride + 3 * LANES);
    }

    static void tile4x1(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            int gradStride,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c20 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride);
        FloatVector c30 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride);
        for (int p = begin; p < end; p++) {
            int g = gradOffset + p * LANES;
            int x = position[p];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + gradStride);
            c10 = g1.fma(x0, c10);
            FloatVector g2 = FloatVector.fromArray(FLOAT, gradOutput, g + 2 * gradStride);
            c20 = g2.fma(x0, c20);
            FloatVector g3 = FloatVector.fromArray(FLOAT, gradOutput, g + 3 * gradStride);
            c30 = g3.fma(x0, c30);
        }
        c00.intoArray(partial, partialOffset);
        c10.intoArray(partial, partialOffset + partialStride);
        c20.intoArray(partial, partialOffset + 2 * partialStride);
        c30.intoArray(partial, partialOffset + 3 * partialStride);
    }

    static void tile2x4(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            int gradStride,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        int in1 = inputOffset + table.tapInput()[tap + 1];
        int in2 = inputOffset + table.tapInput()[tap + 2];
        int in3 = inputOffset + table.tapInput()[tap + 3];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c01 = FloatVector.fromArray(FLOAT, partial, partialOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c11 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + LANES);
        FloatVector c12 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 3 * LANES);
        for (int p = begin; p < end; p++) {
            int g = gradOffset + p * LANES;
            int x = position[p];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            c01 = g0.fma(x1, c01);
            c02 = g0.fma(x2, c02);
            c03 = g0.fma(x3, c03);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + gradStride);
            c10 = g1.fma(x0, c10);
            c11 = g1.fma(x1, c11);
            c12 = g1.fma(x2, c12);
            c13 = g1.fma(x3, c13);
        }
        c00.intoArray(partial, partialOffset);
        c01.intoArray(partial, partialOffset + LANES);
        c02.intoArray(partial, partialOffset + 2 * LANES);
        c03.intoArray(partial, partialOffset + 3 * LANES);
        c10.intoArray(partial, partialOffset + partialStride);
        c11.intoArray(partial, partialOffset + partialStride + LANES);
        c12.intoArray(partial, partialOffset + partialStride + 2 * LANES);
        c13.intoArray(partial, partialOffset + partialStride + 3 * LANES);
    }

    static void tile2x1(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            int gradStride,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        for (int p = begin; p < end; p++) {
            int g = gradOffset + p * LANES;
            int x = position[p];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + gradStride);
            c10 = g1.fma(x0, c10);
        }
        c00.intoArray(partial, partialOffset);
        c10.intoArray(partial, partialOffset + partialStride);
    }

    static void tile1x4(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            int gradStride,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        int in1 = inputOffset + table.tapInput()[tap + 1];
        int in2 = inputOffset + table.tapInput()[tap + 2];
        int in3 = inputOffset + table.tapInput()[tap + 3];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c01 = FloatVector.fromArray(FLOAT, partial, partialOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * LANES);
        for (int p = begin; p < end; p++) {
            int g = gradOffset + p * LANES;
            int x = position[p];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            c01 = g0.fma(x1, c01);
            c02 = g0.fma(x2, c02);
            c03 = g0.fma(x3, c03);
        }
        c00.intoArray(partial, partialOffset);
        c01.intoArray(partial, partialOffset + LANES);
        c02.intoArray(partial, partialOffset + 2 * LANES);
        c03.intoArray(partial, partialOffset + 3 * LANES);
    }

    static void tile1x1(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            int gradStride,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        for (int p = begin; p < end; p++) {
            int g = gradOffset + p * LANES;
            int x = position[p];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
        }
        c00.intoArray(partial, partialOffset);
    }
}
