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
 * <p>Register budget of 4×5: 20 accumulators, 5 inputs, 1 gradient: 26 of 32; 9 loads for 20 FMAs. Where the lanes do not
 * begin on a cache line each load is two and the loads are the limit: 60 to 75 % of FMA peak in place of 95. With 16 registers
 * 2×5 is the largest, and keeps its two gradients in place of the inputs.
 */
final class WeightGradientTiles {
    private WeightGradientTiles() {}

    static void run(int rows, int taps, OffsetTable table, int tap, int begin, int end, float[] gradOutput,
            int gradOffset, float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            switch (10 * rows + taps) {
                case 45 -> tile4x5(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 41 -> tile4x1(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 35 -> tile3x5(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 31 -> tile3x1(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 25 -> tile2x5(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 21 -> tile2x1(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 15 -> tile1x5(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                case 11 -> tile1x1(table, tap, begin, end, gradOutput, gradOffset + lane, input,
                        inputOffset + lane, partial, partialOffset + lane, partialStride);
                default -> throw new AssertionError("no tile " + rows + "×" + taps);
            }
        }
    }

    static void tile4x5(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        int in1 = inputOffset + table.tapInput()[tap + 1];
        int in2 = inputOffset + table.tapInput()[tap + 2];
        int in3 = inputOffset + table.tapInput()[tap + 3];
        int in4 = inputOffset + table.tapInput()[tap + 4];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c01 = FloatVector.fromArray(FLOAT, partial, partialOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * LANES);
        FloatVector c04 = FloatVector.fromArray(FLOAT, partial, partialOffset + 4 * LANES);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c11 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + LANES);
        FloatVector c12 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 3 * LANES);
        FloatVector c14 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 4 * LANES);
        FloatVector c20 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride);
        FloatVector c21 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + LANES);
        FloatVector c22 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 3 * LANES);
        FloatVector c24 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 4 * LANES);
        FloatVector c30 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride);
        FloatVector c31 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride + LANES);
        FloatVector c32 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride + 3 * LANES);
        FloatVector c34 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride + 4 * LANES);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * 4 * LANES;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector x4 = FloatVector.fromArray(FLOAT, input, in4 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            c01 = g0.fma(x1, c01);
            c02 = g0.fma(x2, c02);
            c03 = g0.fma(x3, c03);
            c04 = g0.fma(x4, c04);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + LANES);
            c10 = g1.fma(x0, c10);
            c11 = g1.fma(x1, c11);
            c12 = g1.fma(x2, c12);
            c13 = g1.fma(x3, c13);
            c14 = g1.fma(x4, c14);
            FloatVector g2 = FloatVector.fromArray(FLOAT, gradOutput, g + 2 * LANES);
            c20 = g2.fma(x0, c20);
            c21 = g2.fma(x1, c21);
            c22 = g2.fma(x2, c22);
            c23 = g2.fma(x3, c23);
            c24 = g2.fma(x4, c24);
            FloatVector g3 = FloatVector.fromArray(FLOAT, gradOutput, g + 3 * LANES);
            c30 = g3.fma(x0, c30);
            c31 = g3.fma(x1, c31);
            c32 = g3.fma(x2, c32);
            c33 = g3.fma(x3, c33);
            c34 = g3.fma(x4, c34);
        }
        c00.intoArray(partial, partialOffset);
        c01.intoArray(partial, partialOffset + LANES);
        c02.intoArray(partial, partialOffset + 2 * LANES);
        c03.intoArray(partial, partialOffset + 3 * LANES);
        c04.intoArray(partial, partialOffset + 4 * LANES);
        c10.intoArray(partial, partialOffset + partialStride);
        c11.intoArray(partial, partialOffset + partialStride + LANES);
        c12.intoArray(partial, partialOffset + partialStride + 2 * LANES);
        c13.intoArray(partial, partialOffset + partialStride + 3 * LANES);
        c14.intoArray(partial, partialOffset + partialStride + 4 * LANES);
        c20.intoArray(partial, partialOffset + 2 * partialStride);
        c21.intoArray(partial, partialOffset + 2 * partialStride + LANES);
        c22.intoArray(partial, partialOffset + 2 * partialStride + 2 * LANES);
        c23.intoArray(partial, partialOffset + 2 * partialStride + 3 * LANES);
        c24.intoArray(partial, partialOffset + 2 * partialStride + 4 * LANES);
        c30.intoArray(partial, partialOffset + 3 * partialStride);
        c31.intoArray(partial, partialOffset + 3 * partialStride + LANES);
        c32.intoArray(partial, partialOffset + 3 * partialStride + 2 * LANES);
        c33.intoArray(partial, partialOffset + 3 * partialStride + 3 * LANES);
        c34.intoArray(partial, partialOffset + 3 * partialStride + 4 * LANES);
    }

    static void tile4x1(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c20 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride);
        FloatVector c30 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * partialStride);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * 4 * LANES;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + LANES);
            c10 = g1.fma(x0, c10);
            FloatVector g2 = FloatVector.fromArray(FLOAT, gradOutput, g + 2 * LANES);
            c20 = g2.fma(x0, c20);
            FloatVector g3 = FloatVector.fromArray(FLOAT, gradOutput, g + 3 * LANES);
            c30 = g3.fma(x0, c30);
        }
        c00.intoArray(partial, partialOffset);
        c10.intoArray(partial, partialOffset + partialStride);
        c20.intoArray(partial, partialOffset + 2 * partialStride);
        c30.intoArray(partial, partialOffset + 3 * partialStride);
    }

    static void tile3x5(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        int in1 = inputOffset + table.tapInput()[tap + 1];
        int in2 = inputOffset + table.tapInput()[tap + 2];
        int in3 = inputOffset + table.tapInput()[tap + 3];
        int in4 = inputOffset + table.tapInput()[tap + 4];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c01 = FloatVector.fromArray(FLOAT, partial, partialOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * LANES);
        FloatVector c04 = FloatVector.fromArray(FLOAT, partial, partialOffset + 4 * LANES);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c11 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + LANES);
        FloatVector c12 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 3 * LANES);
        FloatVector c14 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 4 * LANES);
        FloatVector c20 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride);
        FloatVector c21 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + LANES);
        FloatVector c22 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 3 * LANES);
        FloatVector c24 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride + 4 * LANES);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * 3 * LANES;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector x4 = FloatVector.fromArray(FLOAT, input, in4 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            c01 = g0.fma(x1, c01);
            c02 = g0.fma(x2, c02);
            c03 = g0.fma(x3, c03);
            c04 = g0.fma(x4, c04);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + LANES);
            c10 = g1.fma(x0, c10);
            c11 = g1.fma(x1, c11);
            c12 = g1.fma(x2, c12);
            c13 = g1.fma(x3, c13);
            c14 = g1.fma(x4, c14);
            FloatVector g2 = FloatVector.fromArray(FLOAT, gradOutput, g + 2 * LANES);
            c20 = g2.fma(x0, c20);
            c21 = g2.fma(x1, c21);
            c22 = g2.fma(x2, c22);
            c23 = g2.fma(x3, c23);
            c24 = g2.fma(x4, c24);
        }
        c00.intoArray(partial, partialOffset);
        c01.intoArray(partial, partialOffset + LANES);
        c02.intoArray(partial, partialOffset + 2 * LANES);
        c03.intoArray(partial, partialOffset + 3 * LANES);
        c04.intoArray(partial, partialOffset + 4 * LANES);
        c10.intoArray(partial, partialOffset + partialStride);
        c11.intoArray(partial, partialOffset + partialStride + LANES);
        c12.intoArray(partial, partialOffset + partialStride + 2 * LANES);
        c13.intoArray(partial, partialOffset + partialStride + 3 * LANES);
        c14.intoArray(partial, partialOffset + partialStride + 4 * LANES);
        c20.intoArray(partial, partialOffset + 2 * partialStride);
        c21.intoArray(partial, partialOffset + 2 * partialStride + LANES);
        c22.intoArray(partial, partialOffset + 2 * partialStride + 2 * LANES);
        c23.intoArray(partial, partialOffset + 2 * partialStride + 3 * LANES);
        c24.intoArray(partial, partialOffset + 2 * partialStride + 4 * LANES);
    }

    static void tile3x1(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c20 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * partialStride);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * 3 * LANES;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + LANES);
            c10 = g1.fma(x0, c10);
            FloatVector g2 = FloatVector.fromArray(FLOAT, gradOutput, g + 2 * LANES);
            c20 = g2.fma(x0, c20);
        }
        c00.intoArray(partial, partialOffset);
        c10.intoArray(partial, partialOffset + partialStride);
        c20.intoArray(partial, partialOffset + 2 * partialStride);
    }

    static void tile2x5(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        int in1 = inputOffset + table.tapInput()[tap + 1];
        int in2 = inputOffset + table.tapInput()[tap + 2];
        int in3 = inputOffset + table.tapInput()[tap + 3];
        int in4 = inputOffset + table.tapInput()[tap + 4];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c01 = FloatVector.fromArray(FLOAT, partial, partialOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * LANES);
        FloatVector c04 = FloatVector.fromArray(FLOAT, partial, partialOffset + 4 * LANES);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        FloatVector c11 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + LANES);
        FloatVector c12 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 3 * LANES);
        FloatVector c14 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride + 4 * LANES);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * 2 * LANES;
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + LANES);
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            c00 = g0.fma(x0, c00);
            c10 = g1.fma(x0, c10);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            c01 = g0.fma(x1, c01);
            c11 = g1.fma(x1, c11);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            c02 = g0.fma(x2, c02);
            c12 = g1.fma(x2, c12);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            c03 = g0.fma(x3, c03);
            c13 = g1.fma(x3, c13);
            FloatVector x4 = FloatVector.fromArray(FLOAT, input, in4 + x);
            c04 = g0.fma(x4, c04);
            c14 = g1.fma(x4, c14);
        }
        c00.intoArray(partial, partialOffset);
        c01.intoArray(partial, partialOffset + LANES);
        c02.intoArray(partial, partialOffset + 2 * LANES);
        c03.intoArray(partial, partialOffset + 3 * LANES);
        c04.intoArray(partial, partialOffset + 4 * LANES);
        c10.intoArray(partial, partialOffset + partialStride);
        c11.intoArray(partial, partialOffset + partialStride + LANES);
        c12.intoArray(partial, partialOffset + partialStride + 2 * LANES);
        c13.intoArray(partial, partialOffset + partialStride + 3 * LANES);
        c14.intoArray(partial, partialOffset + partialStride + 4 * LANES);
    }

    static void tile2x1(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c10 = FloatVector.fromArray(FLOAT, partial, partialOffset + partialStride);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * 2 * LANES;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            FloatVector g1 = FloatVector.fromArray(FLOAT, gradOutput, g + LANES);
            c10 = g1.fma(x0, c10);
        }
        c00.intoArray(partial, partialOffset);
        c10.intoArray(partial, partialOffset + partialStride);
    }

    static void tile1x5(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        int in1 = inputOffset + table.tapInput()[tap + 1];
        int in2 = inputOffset + table.tapInput()[tap + 2];
        int in3 = inputOffset + table.tapInput()[tap + 3];
        int in4 = inputOffset + table.tapInput()[tap + 4];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c01 = FloatVector.fromArray(FLOAT, partial, partialOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(FLOAT, partial, partialOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(FLOAT, partial, partialOffset + 3 * LANES);
        FloatVector c04 = FloatVector.fromArray(FLOAT, partial, partialOffset + 4 * LANES);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * LANES;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector x4 = FloatVector.fromArray(FLOAT, input, in4 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
            c01 = g0.fma(x1, c01);
            c02 = g0.fma(x2, c02);
            c03 = g0.fma(x3, c03);
            c04 = g0.fma(x4, c04);
        }
        c00.intoArray(partial, partialOffset);
        c01.intoArray(partial, partialOffset + LANES);
        c02.intoArray(partial, partialOffset + 2 * LANES);
        c03.intoArray(partial, partialOffset + 3 * LANES);
        c04.intoArray(partial, partialOffset + 4 * LANES);
    }

    static void tile1x1(OffsetTable table, int tap, int begin, int end, float[] gradOutput, int gradOffset,
            float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride) {
        int[] position = table.pixelInput();
        int in0 = inputOffset + table.tapInput()[tap];
        FloatVector c00 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        for (int p = begin; p < end; p++) {
            int x = position[p];
            int g = gradOffset + p * LANES;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector g0 = FloatVector.fromArray(FLOAT, gradOutput, g);
            c00 = g0.fma(x0, c00);
        }
        c00.intoArray(partial, partialOffset);
    }

    /** Four chains at a time, however many rows: those that are missing repeat the last, because a chain alone waits for itself. */
    static void bias(int rows, int begin, int end, float[] gradOutput, int gradOffset, float[] partial,
            int partialOffset) {
        int row1 = Math.min(1, rows - 1) * LANES;
        int row2 = Math.min(2, rows - 1) * LANES;
        int row3 = Math.min(3, rows - 1) * LANES;
        FloatVector c0 = FloatVector.fromArray(FLOAT, partial, partialOffset);
        FloatVector c1 = FloatVector.fromArray(FLOAT, partial, partialOffset + row1);
        FloatVector c2 = FloatVector.fromArray(FLOAT, partial, partialOffset + row2);
        FloatVector c3 = FloatVector.fromArray(FLOAT, partial, partialOffset + row3);
        for (int p = begin; p < end; p++) {
            int g = gradOffset + p * rows * LANES;
            c0 = c0.add(FloatVector.fromArray(FLOAT, gradOutput, g));
            c1 = c1.add(FloatVector.fromArray(FLOAT, gradOutput, g + row1));
            c2 = c2.add(FloatVector.fromArray(FLOAT, gradOutput, g + row2));
            c3 = c3.add(FloatVector.fromArray(FLOAT, gradOutput, g + row3));
        }
        c0.intoArray(partial, partialOffset);
        c1.intoArray(partial, partialOffset + row1);
        c2.intoArray(partial, partialOffset + row2);
        c3.intoArray(partial, partialOffset + row3);
    }
}
