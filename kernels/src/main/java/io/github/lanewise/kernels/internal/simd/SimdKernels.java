package io.github.lanewise.kernels.internal.simd;

import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.micro.WindowTable;

/** The SIMD micro-kernels behind their common interface. The only class that is named outside this package. */
public final class SimdKernels implements MicroKernels {
    /** 8×2 tiles where 32 registers hold them, 5×2 where there are 16. */
    private static final boolean MANY_REGISTERS = Species.REGISTERS == 32;

    /** The widest vectors, in bits, that C2 compiles on this machine. */
    public static int widestBits() {
        return Species.WIDEST_BITS;
    }

    @Override
    public int gemmRows() {
        return MANY_REGISTERS ? 8 : 5;
    }

    @Override
    public int gemmColumns() {
        return 2 * Species.LENGTH;
    }

    @Override
    public void gemmTile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate) {
        if (MANY_REGISTERS) {
            GemmTiles.tile8x2(depth, a, aOffset, b, bOffset, c, cOffset, cStride, accumulate);
        } else {
            GemmTiles.tile5x2(depth, a, aOffset, b, bOffset, c, cOffset, cStride, accumulate);
        }
    }

    @Override
    public void convolutionTile(int rows, int pixels, OffsetTable table, int pixel, float[] weight, int weightOffset,
            float[] start, int startOffset, float[] input, int inputOffset, float[] output, int outputOffset,
            int outputStride) {
        ConvolutionTiles.run(rows, pixels, table, pixel, weight, weightOffset, start, startOffset, input, inputOffset,
                output, outputOffset, outputStride);
    }

    @Override
    public void weightGradientTile(int rows, int taps, OffsetTable table, int tap, int begin, int end,
            float[] gradOutput, int gradOffset, int gradStride, float[] input, int inputOffset, float[] partial,
            int partialOffset, int partialStride) {
        WeightGradientTiles.run(rows, taps, table, tap, begin, end, gradOutput, gradOffset, gradStride, input,
                inputOffset, partial, partialOffset, partialStride);
    }

    @Override
    public void addUp(int positions, float[] values, int valuesOffset, float[] sum, int sumOffset) {
        ElementwiseKernels.addUp(positions, LANES, values, valuesOffset, sum, sumOffset);
    }

    @Override
    public void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes,
            int lanesOffset) {
        LaneTranspose.toLanes(count, length, rows, rowsOffset, rowStride, lanes, lanesOffset);
    }

    @Override
    public void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset,
            int rowStride) {
        LaneTranspose.fromLanes(count, length, lanes, lanesOffset, rows, rowsOffset, rowStride);
    }

    @Override
    public void maxPool(WindowTable table, float[] input, int inputOffset, float[] output, int outputOffset,
            float[] cell, int cellOffset) {
        if (cell == null) {
            PoolKernels.maximum(table, input, inputOffset, output, outputOffset);
        } else {
            PoolKernels.maximumWithCells(table, input, inputOffset, output, outputOffset, cell, cellOffset);
        }
    }

    @Override
    public void averagePool(WindowTable table, float[] input, int inputOffset, float[] output, int outputOffset) {
        PoolKernels.average(table, input, inputOffset, output, outputOffset);
    }

    @Override
    public void averagePoolBackward(WindowTable table, float[] gradOutput, int gradOutputOffset, float[] gradInput,
            int gradInputOffset) {
        PoolKernels.averageBackward(table, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    @Override
    public void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        ElementwiseKernels.relu(length, input, inputOffset, output, outputOffset);
    }

    @Override
    public void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        ElementwiseKernels.reluBackward(length, output, outputOffset, gradOutput, gradOutputOffset, gradInput,
                gradInputOffset);
    }

    @Override
    public void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        ElementaryKernels.sigmoid(length, input, inputOffset, output, outputOffset);
    }

    @Override
    public void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        ElementwiseKernels.sigmoidBackward(length, output, outputOffset, gradOutput, gradOutputOffset, gradInput,
                gradInputOffset);
    }

    @Override
    public void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        ElementaryKernels.tanh(length, input, inputOffset, output, outputOffset);
    }

    @Override
    public void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        ElementwiseKernels.tanhBackward(length, output, outputOffset, gradOutput, gradOutputOffset, gradInput,
                gradInputOffset);
    }

    @Override
    public void exp(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        ElementaryKernels.exp(length, input, inputOffset, output, outputOffset);
    }

    @Override
    public void log(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        ElementaryKernels.log(length, input, inputOffset, output, outputOffset);
    }
}
