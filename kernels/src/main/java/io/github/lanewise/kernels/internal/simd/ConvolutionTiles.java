package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import jdk.incubator.vector.FloatVector;

/**
 * Tiles of a direct convolution in lanes, output channels × pixels: a weight is broadcast, the images of a pixel are one
 * vector (or several narrower ones, one after the other). One flat loop over the taps; the offset table makes any kernel,
 * stride and dilation the same loop. (Accumulators carried through nested loops were slower in the design's lab.)
 *
 * <p>Register budget of the largest, 6×4: 24 accumulators, 4 pixels, 1 broadcast: 29 of 32. No tile is needed for speed
 * below 8 accumulators (two FMA units, four cycles each); the small ones finish edges.
 */
final class ConvolutionTiles {
    private ConvolutionTiles() {}

    static void run(int rows, int pixels, OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start,
            int startOffset, float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        for (int lane = 0; lane < MicroKernels.LANES; lane += LENGTH) {
            switch (10 * rows + pixels) {
                case 83 -> tile8x3(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 82 -> tile8x2(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 81 -> tile8x1(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 64 -> tile6x4(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 63 -> tile6x3(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 62 -> tile6x2(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 61 -> tile6x1(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 44 -> tile4x4(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 42 -> tile4x2(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 41 -> tile4x1(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 33 -> tile3x3(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 32 -> tile3x2(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 31 -> tile3x1(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 14 -> tile1x4(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                case 11 -> tile1x1(table, pixel, weight, weightOffset, start, startOffset, input,
                        inputOffset + lane, output, outputOffset + lane, outputStride);
                default -> throw new AssertionError("no tile " + rows + "×" + pixels);
            }
        }
    }

    static void tile8x3(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        int in2 = inputOffset + table.pixelInput()[pixel + 2];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c40 = FloatVector.broadcast(FLOAT, start[startOffset + 4]);
        FloatVector c41 = c40;
        FloatVector c42 = c40;
        FloatVector c50 = FloatVector.broadcast(FLOAT, start[startOffset + 5]);
        FloatVector c51 = c50;
        FloatVector c52 = c50;
        FloatVector c60 = FloatVector.broadcast(FLOAT, start[startOffset + 6]);
        FloatVector c61 = c60;
        FloatVector c62 = c60;
        FloatVector c70 = FloatVector.broadcast(FLOAT, start[startOffset + 7]);
        FloatVector c71 = c70;
        FloatVector c72 = c70;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 8;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            c02 = w0.fma(x2, c02);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            c12 = w1.fma(x2, c12);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            c22 = w2.fma(x2, c22);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            c31 = w3.fma(x1, c31);
            c32 = w3.fma(x2, c32);
            FloatVector w4 = FloatVector.broadcast(FLOAT, weight[w + 4]);
            c40 = w4.fma(x0, c40);
            c41 = w4.fma(x1, c41);
            c42 = w4.fma(x2, c42);
            FloatVector w5 = FloatVector.broadcast(FLOAT, weight[w + 5]);
            c50 = w5.fma(x0, c50);
            c51 = w5.fma(x1, c51);
            c52 = w5.fma(x2, c52);
            FloatVector w6 = FloatVector.broadcast(FLOAT, weight[w + 6]);
            c60 = w6.fma(x0, c60);
            c61 = w6.fma(x1, c61);
            c62 = w6.fma(x2, c62);
            FloatVector w7 = FloatVector.broadcast(FLOAT, weight[w + 7]);
            c70 = w7.fma(x0, c70);
            c71 = w7.fma(x1, c71);
            c72 = w7.fma(x2, c72);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        int out2 = outputOffset + table.pixelOutput()[pixel + 2];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c02.intoArray(output, out2);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c12.intoArray(output, out2 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c22.intoArray(output, out2 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c31.intoArray(output, out1 + 3 * outputStride);
        c32.intoArray(output, out2 + 3 * outputStride);
        c40.intoArray(output, out0 + 4 * outputStride);
        c41.intoArray(output, out1 + 4 * outputStride);
        c42.intoArray(output, out2 + 4 * outputStride);
        c50.intoArray(output, out0 + 5 * outputStride);
        c51.intoArray(output, out1 + 5 * outputStride);
        c52.intoArray(output, out2 + 5 * outputStride);
        c60.intoArray(output, out0 + 6 * outputStride);
        c61.intoArray(output, out1 + 6 * outputStride);
        c62.intoArray(output, out2 + 6 * outputStride);
        c70.intoArray(output, out0 + 7 * outputStride);
        c71.intoArray(output, out1 + 7 * outputStride);
        c72.intoArray(output, out2 + 7 * outputStride);
    }

    static void tile8x2(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c31 = c30;
        FloatVector c40 = FloatVector.broadcast(FLOAT, start[startOffset + 4]);
        FloatVector c41 = c40;
        FloatVector c50 = FloatVector.broadcast(FLOAT, start[startOffset + 5]);
        FloatVector c51 = c50;
        FloatVector c60 = FloatVector.broadcast(FLOAT, start[startOffset + 6]);
        FloatVector c61 = c60;
        FloatVector c70 = FloatVector.broadcast(FLOAT, start[startOffset + 7]);
        FloatVector c71 = c70;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 8;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            c31 = w3.fma(x1, c31);
            FloatVector w4 = FloatVector.broadcast(FLOAT, weight[w + 4]);
            c40 = w4.fma(x0, c40);
            c41 = w4.fma(x1, c41);
            FloatVector w5 = FloatVector.broadcast(FLOAT, weight[w + 5]);
            c50 = w5.fma(x0, c50);
            c51 = w5.fma(x1, c51);
            FloatVector w6 = FloatVector.broadcast(FLOAT, weight[w + 6]);
            c60 = w6.fma(x0, c60);
            c61 = w6.fma(x1, c61);
            FloatVector w7 = FloatVector.broadcast(FLOAT, weight[w + 7]);
            c70 = w7.fma(x0, c70);
            c71 = w7.fma(x1, c71);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c31.intoArray(output, out1 + 3 * outputStride);
        c40.intoArray(output, out0 + 4 * outputStride);
        c41.intoArray(output, out1 + 4 * outputStride);
        c50.intoArray(output, out0 + 5 * outputStride);
        c51.intoArray(output, out1 + 5 * outputStride);
        c60.intoArray(output, out0 + 6 * outputStride);
        c61.intoArray(output, out1 + 6 * outputStride);
        c70.intoArray(output, out0 + 7 * outputStride);
        c71.intoArray(output, out1 + 7 * outputStride);
    }

    static void tile8x1(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c40 = FloatVector.broadcast(FLOAT, start[startOffset + 4]);
        FloatVector c50 = FloatVector.broadcast(FLOAT, start[startOffset + 5]);
        FloatVector c60 = FloatVector.broadcast(FLOAT, start[startOffset + 6]);
        FloatVector c70 = FloatVector.broadcast(FLOAT, start[startOffset + 7]);
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 8;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            FloatVector w4 = FloatVector.broadcast(FLOAT, weight[w + 4]);
            c40 = w4.fma(x0, c40);
            FloatVector w5 = FloatVector.broadcast(FLOAT, weight[w + 5]);
            c50 = w5.fma(x0, c50);
            FloatVector w6 = FloatVector.broadcast(FLOAT, weight[w + 6]);
            c60 = w6.fma(x0, c60);
            FloatVector w7 = FloatVector.broadcast(FLOAT, weight[w + 7]);
            c70 = w7.fma(x0, c70);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        c00.intoArray(output, out0);
        c10.intoArray(output, out0 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c40.intoArray(output, out0 + 4 * outputStride);
        c50.intoArray(output, out0 + 5 * outputStride);
        c60.intoArray(output, out0 + 6 * outputStride);
        c70.intoArray(output, out0 + 7 * outputStride);
    }

    static void tile6x4(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        int in2 = inputOffset + table.pixelInput()[pixel + 2];
        int in3 = inputOffset + table.pixelInput()[pixel + 3];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c23 = c20;
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c33 = c30;
        FloatVector c40 = FloatVector.broadcast(FLOAT, start[startOffset + 4]);
        FloatVector c41 = c40;
        FloatVector c42 = c40;
        FloatVector c43 = c40;
        FloatVector c50 = FloatVector.broadcast(FLOAT, start[startOffset + 5]);
        FloatVector c51 = c50;
        FloatVector c52 = c50;
        FloatVector c53 = c50;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 6;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            c02 = w0.fma(x2, c02);
            c03 = w0.fma(x3, c03);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            c12 = w1.fma(x2, c12);
            c13 = w1.fma(x3, c13);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            c22 = w2.fma(x2, c22);
            c23 = w2.fma(x3, c23);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            c31 = w3.fma(x1, c31);
            c32 = w3.fma(x2, c32);
            c33 = w3.fma(x3, c33);
            FloatVector w4 = FloatVector.broadcast(FLOAT, weight[w + 4]);
            c40 = w4.fma(x0, c40);
            c41 = w4.fma(x1, c41);
            c42 = w4.fma(x2, c42);
            c43 = w4.fma(x3, c43);
            FloatVector w5 = FloatVector.broadcast(FLOAT, weight[w + 5]);
            c50 = w5.fma(x0, c50);
            c51 = w5.fma(x1, c51);
            c52 = w5.fma(x2, c52);
            c53 = w5.fma(x3, c53);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        int out2 = outputOffset + table.pixelOutput()[pixel + 2];
        int out3 = outputOffset + table.pixelOutput()[pixel + 3];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c02.intoArray(output, out2);
        c03.intoArray(output, out3);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c12.intoArray(output, out2 + outputStride);
        c13.intoArray(output, out3 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c22.intoArray(output, out2 + 2 * outputStride);
        c23.intoArray(output, out3 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c31.intoArray(output, out1 + 3 * outputStride);
        c32.intoArray(output, out2 + 3 * outputStride);
        c33.intoArray(output, out3 + 3 * outputStride);
        c40.intoArray(output, out0 + 4 * outputStride);
        c41.intoArray(output, out1 + 4 * outputStride);
        c42.intoArray(output, out2 + 4 * outputStride);
        c43.intoArray(output, out3 + 4 * outputStride);
        c50.intoArray(output, out0 + 5 * outputStride);
        c51.intoArray(output, out1 + 5 * outputStride);
        c52.intoArray(output, out2 + 5 * outputStride);
        c53.intoArray(output, out3 + 5 * outputStride);
    }

    static void tile6x3(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        int in2 = inputOffset + table.pixelInput()[pixel + 2];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c40 = FloatVector.broadcast(FLOAT, start[startOffset + 4]);
        FloatVector c41 = c40;
        FloatVector c42 = c40;
        FloatVector c50 = FloatVector.broadcast(FLOAT, start[startOffset + 5]);
        FloatVector c51 = c50;
        FloatVector c52 = c50;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 6;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            c02 = w0.fma(x2, c02);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            c12 = w1.fma(x2, c12);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            c22 = w2.fma(x2, c22);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            c31 = w3.fma(x1, c31);
            c32 = w3.fma(x2, c32);
            FloatVector w4 = FloatVector.broadcast(FLOAT, weight[w + 4]);
            c40 = w4.fma(x0, c40);
            c41 = w4.fma(x1, c41);
            c42 = w4.fma(x2, c42);
            FloatVector w5 = FloatVector.broadcast(FLOAT, weight[w + 5]);
            c50 = w5.fma(x0, c50);
            c51 = w5.fma(x1, c51);
            c52 = w5.fma(x2, c52);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        int out2 = outputOffset + table.pixelOutput()[pixel + 2];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c02.intoArray(output, out2);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c12.intoArray(output, out2 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c22.intoArray(output, out2 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c31.intoArray(output, out1 + 3 * outputStride);
        c32.intoArray(output, out2 + 3 * outputStride);
        c40.intoArray(output, out0 + 4 * outputStride);
        c41.intoArray(output, out1 + 4 * outputStride);
        c42.intoArray(output, out2 + 4 * outputStride);
        c50.intoArray(output, out0 + 5 * outputStride);
        c51.intoArray(output, out1 + 5 * outputStride);
        c52.intoArray(output, out2 + 5 * outputStride);
    }

    static void tile6x2(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c31 = c30;
        FloatVector c40 = FloatVector.broadcast(FLOAT, start[startOffset + 4]);
        FloatVector c41 = c40;
        FloatVector c50 = FloatVector.broadcast(FLOAT, start[startOffset + 5]);
        FloatVector c51 = c50;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 6;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            c31 = w3.fma(x1, c31);
            FloatVector w4 = FloatVector.broadcast(FLOAT, weight[w + 4]);
            c40 = w4.fma(x0, c40);
            c41 = w4.fma(x1, c41);
            FloatVector w5 = FloatVector.broadcast(FLOAT, weight[w + 5]);
            c50 = w5.fma(x0, c50);
            c51 = w5.fma(x1, c51);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c31.intoArray(output, out1 + 3 * outputStride);
        c40.intoArray(output, out0 + 4 * outputStride);
        c41.intoArray(output, out1 + 4 * outputStride);
        c50.intoArray(output, out0 + 5 * outputStride);
        c51.intoArray(output, out1 + 5 * outputStride);
    }

    static void tile6x1(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c40 = FloatVector.broadcast(FLOAT, start[startOffset + 4]);
        FloatVector c50 = FloatVector.broadcast(FLOAT, start[startOffset + 5]);
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 6;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            FloatVector w4 = FloatVector.broadcast(FLOAT, weight[w + 4]);
            c40 = w4.fma(x0, c40);
            FloatVector w5 = FloatVector.broadcast(FLOAT, weight[w + 5]);
            c50 = w5.fma(x0, c50);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        c00.intoArray(output, out0);
        c10.intoArray(output, out0 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c40.intoArray(output, out0 + 4 * outputStride);
        c50.intoArray(output, out0 + 5 * outputStride);
    }

    static void tile4x4(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        int in2 = inputOffset + table.pixelInput()[pixel + 2];
        int in3 = inputOffset + table.pixelInput()[pixel + 3];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c23 = c20;
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c33 = c30;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 4;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            c02 = w0.fma(x2, c02);
            c03 = w0.fma(x3, c03);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            c12 = w1.fma(x2, c12);
            c13 = w1.fma(x3, c13);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            c22 = w2.fma(x2, c22);
            c23 = w2.fma(x3, c23);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            c31 = w3.fma(x1, c31);
            c32 = w3.fma(x2, c32);
            c33 = w3.fma(x3, c33);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        int out2 = outputOffset + table.pixelOutput()[pixel + 2];
        int out3 = outputOffset + table.pixelOutput()[pixel + 3];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c02.intoArray(output, out2);
        c03.intoArray(output, out3);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c12.intoArray(output, out2 + outputStride);
        c13.intoArray(output, out3 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c22.intoArray(output, out2 + 2 * outputStride);
        c23.intoArray(output, out3 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c31.intoArray(output, out1 + 3 * outputStride);
        c32.intoArray(output, out2 + 3 * outputStride);
        c33.intoArray(output, out3 + 3 * outputStride);
    }

    static void tile4x2(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        FloatVector c31 = c30;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 4;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
            c31 = w3.fma(x1, c31);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
        c31.intoArray(output, out1 + 3 * outputStride);
    }

    static void tile4x1(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c30 = FloatVector.broadcast(FLOAT, start[startOffset + 3]);
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 4;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            FloatVector w3 = FloatVector.broadcast(FLOAT, weight[w + 3]);
            c30 = w3.fma(x0, c30);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        c00.intoArray(output, out0);
        c10.intoArray(output, out0 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c30.intoArray(output, out0 + 3 * outputStride);
    }

    static void tile3x3(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        int in2 = inputOffset + table.pixelInput()[pixel + 2];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 3;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            c02 = w0.fma(x2, c02);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            c12 = w1.fma(x2, c12);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
            c22 = w2.fma(x2, c22);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        int out2 = outputOffset + table.pixelOutput()[pixel + 2];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c02.intoArray(output, out2);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c12.intoArray(output, out2 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
        c22.intoArray(output, out2 + 2 * outputStride);
    }

    static void tile3x2(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c11 = c10;
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        FloatVector c21 = c20;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 3;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            c11 = w1.fma(x1, c11);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
            c21 = w2.fma(x1, c21);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c10.intoArray(output, out0 + outputStride);
        c11.intoArray(output, out1 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
        c21.intoArray(output, out1 + 2 * outputStride);
    }

    static void tile3x1(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c10 = FloatVector.broadcast(FLOAT, start[startOffset + 1]);
        FloatVector c20 = FloatVector.broadcast(FLOAT, start[startOffset + 2]);
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t] * 3;
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            FloatVector w1 = FloatVector.broadcast(FLOAT, weight[w + 1]);
            c10 = w1.fma(x0, c10);
            FloatVector w2 = FloatVector.broadcast(FLOAT, weight[w + 2]);
            c20 = w2.fma(x0, c20);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        c00.intoArray(output, out0);
        c10.intoArray(output, out0 + outputStride);
        c20.intoArray(output, out0 + 2 * outputStride);
    }

    static void tile1x4(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        int in1 = inputOffset + table.pixelInput()[pixel + 1];
        int in2 = inputOffset + table.pixelInput()[pixel + 2];
        int in3 = inputOffset + table.pixelInput()[pixel + 3];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector x1 = FloatVector.fromArray(FLOAT, input, in1 + x);
            FloatVector x2 = FloatVector.fromArray(FLOAT, input, in2 + x);
            FloatVector x3 = FloatVector.fromArray(FLOAT, input, in3 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
            c01 = w0.fma(x1, c01);
            c02 = w0.fma(x2, c02);
            c03 = w0.fma(x3, c03);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        int out1 = outputOffset + table.pixelOutput()[pixel + 1];
        int out2 = outputOffset + table.pixelOutput()[pixel + 2];
        int out3 = outputOffset + table.pixelOutput()[pixel + 3];
        c00.intoArray(output, out0);
        c01.intoArray(output, out1);
        c02.intoArray(output, out2);
        c03.intoArray(output, out3);
    }

    static void tile1x1(OffsetTable table, int pixel, float[] weight, int weightOffset, float[] start, int startOffset,
            float[] input, int inputOffset, float[] output, int outputOffset, int outputStride) {
        int[] tapInput = table.tapInput();
        int[] tapWeight = table.tapWeight();
        int in0 = inputOffset + table.pixelInput()[pixel];
        FloatVector c00 = FloatVector.broadcast(FLOAT, start[startOffset]);
        for (int t = 0; t < tapInput.length; t++) {
            int x = tapInput[t];
            int w = weightOffset + tapWeight[t];
            FloatVector x0 = FloatVector.fromArray(FLOAT, input, in0 + x);
            FloatVector w0 = FloatVector.broadcast(FLOAT, weight[w]);
            c00 = w0.fma(x0, c00);
        }
        int out0 = outputOffset + table.pixelOutput()[pixel];
        c00.intoArray(output, out0);
    }
}
