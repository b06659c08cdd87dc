package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import java.util.Arrays;

/**
 * The twins in plain Java. The loops over columns and lanes are innermost and independent, so that C2 can turn them into
 * vectors by itself where it is there.
 */
public final class ScalarKernels implements MicroKernels {
    private static final int GEMM_ROWS = 8;
    private static final int GEMM_COLUMNS = 16;

    @Override
    public int gemmRows() {
        return GEMM_ROWS;
    }

    @Override
    public int gemmColumns() {
        return GEMM_COLUMNS;
    }

    @Override
    public void gemmTile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate) {
        for (int i = 0; i < GEMM_ROWS; i++) {
            int row = cOffset + i * cStride;
            if (!accumulate) {
                Arrays.fill(c, row, row + GEMM_COLUMNS, 0f);
            }
            for (int k = 0; k < depth; k++) {
                fmaRow(GEMM_COLUMNS, a[aOffset + k * GEMM_ROWS + i], b, bOffset + k * GEMM_COLUMNS, c, row);
            }
        }
    }

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
                    fmaRow(LANES, weight[weightOffset + tapWeight[t] + r], input,
                            inputOffset + table.pixelInput()[p] + tapInput[t], output, to);
                }
            }
        }
    }

    /** acc[i] = fma(factor, values[i], acc[i]). */
    private static void fmaRow(int length, float factor, float[] values, int valuesOffset, float[] acc, int accOffset) {
        for (int i = 0; i < length; i++) {
            acc[accOffset + i] = Math.fma(factor, values[valuesOffset + i], acc[accOffset + i]);
        }
    }

    @Override
    public void weightGradientTile(int rows, int taps, OffsetTable table, int tap, int begin, int end,
            float[] gradOutput, int gradOffset, int gradStride, float[] input, int inputOffset, float[] partial,
            int partialOffset, int partialStride) {
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < taps; t++) {
                int to = partialOffset + r * partialStride + t * LANES;
                int x = inputOffset + table.tapInput()[tap + t];
                for (int p = begin; p < end; p++) {
                    int g = gradOffset + r * gradStride + p * LANES;
                    int from = x + table.pixelInput()[p];
                    for (int lane = 0; lane < LANES; lane++) {
                        partial[to + lane] = Math.fma(gradOutput[g + lane], input[from + lane], partial[to + lane]);
                    }
                }
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

    @Override
    public void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes,
            int lanesOffset) {
        for (int lane = 0; lane < LANES; lane++) {
            int from = rowsOffset + lane * rowStride;
            for (int i = 0; i < length; i++) {
                lanes[lanesOffset + i * LANES + lane] = lane < count ? rows[from + i] : 0f;
            }
        }
    }

    @Override
    public void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset,
            int rowStride) {
        for (int lane = 0; lane < count; lane++) {
            for (int i = 0; i < length; i++) {
                rows[rowsOffset + lane * rowStride + i] = lanes[lanesOffset + i * LANES + lane];
            }
        }
    }

    @Override
    public void maxPool(WindowTable table, float[] input, int inputOffset, float[] output, int outputOffset,
            float[] cell, int cellOffset) {
        for (int w = 0; w < table.first().length; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                int winner = table.first()[w] + table.tap()[table.tapBegin()[w]];
                float best = input[inputOffset + winner * LANES + lane];
                for (int t = table.tapBegin()[w] + 1; t < table.tapEnd()[w]; t++) {
                    int at = table.first()[w] + table.tap()[t];
                    float x = input[inputOffset + at * LANES + lane];
                    if (x > best || x != x) {
                        best = x;
                        winner = at;
                    }
                }
                output[outputOffset + w * LANES + lane] = best;
                if (cell != null) {
                    cell[cellOffset + w * LANES + lane] = Float.intBitsToFloat(winner);
                }
            }
        }
    }

    @Override
    public void averagePool(WindowTable table, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int w = 0; w < table.first().length; w++) {
            int to = outputOffset + w * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                float sum = 0;
                for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                    sum += input[inputOffset + (table.first()[w] + table.tap()[t]) * LANES + lane];
                }
                output[to + lane] = sum / table.divisor()[w];
            }
        }
    }

    @Override
    public void averagePoolBackward(WindowTable table, float[] gradOutput, int gradOutputOffset, float[] gradInput,
            int gradInputOffset) {
        for (int w = 0; w < table.first().length; w++) {
            int from = gradOutputOffset + w * LANES;
            for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                int to = gradInputOffset + (table.first()[w] + table.tap()[t]) * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    gradInput[to + lane] += gradOutput[from + lane] / table.divisor()[w];
                }
            }
        }
    }

    @Override
    public void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.relu(input[inputOffset + i]);
        }
    }

    @Override
    public void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.reluGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.sigmoid(input[inputOffset + i]);
        }
    }

    @Override
    public void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.sigmoidGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.tanh(input[inputOffset + i]);
        }
    }

    @Override
    public void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.tanhGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void exp(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.exp(input[inputOffset + i]);
        }
    }

    @Override
    public void log(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        for (int i = 0; i < length; i++) {
            output[outputOffset + i] = Elementary.log(input[inputOffset + i]);
        }
    }
}
