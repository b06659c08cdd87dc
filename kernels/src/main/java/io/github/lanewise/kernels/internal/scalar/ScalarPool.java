package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.PoolKernels;
import io.github.lanewise.kernels.internal.micro.WindowTable;

/** The twin of poolings. */
final class ScalarPool implements PoolKernels {
    @Override
    public void maxPool(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset,
            float[] cell, int cellOffset) {
        for (int w = begin; w < end; w++) {
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
                output[outputOffset + (w - begin) * LANES + lane] = best;
                if (cell != null) {
                    cell[cellOffset + (w - begin) * LANES + lane] = Float.intBitsToFloat(winner);
                }
            }
        }
    }

    @Override
    public void averagePool(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        for (int w = begin; w < end; w++) {
            int to = outputOffset + (w - begin) * LANES;
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
    public void averagePoolBackward(WindowTable table, int begin, int end, float[] gradOutput, int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int w = begin; w < end; w++) {
            int from = gradOutputOffset + (w - begin) * LANES;
            for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                int to = gradInputOffset + (table.first()[w] + table.tap()[t]) * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    gradInput[to + lane] += gradOutput[from + lane] / table.divisor()[w];
                }
            }
        }
    }
}
