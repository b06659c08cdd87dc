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
                int winner = winner(table, w, input, inputOffset + lane);
                output[outputOffset + (w - begin) * LANES + lane] = input[inputOffset + winner * LANES + lane];
                if (cell != null) {
                    cell[cellOffset + (w - begin) * LANES + lane] = Float.intBitsToFloat(winner);
                }
            }
        }
    }

    private static int winner(WindowTable table, int window, float[] input, int inputOffset) {
        int first = table.first()[window];
        int winner = first + table.tap()[table.tapBegin()[window]];
        for (int t = table.tapBegin()[window] + 1; t < table.tapEnd()[window]; t++) {
            int at = first + table.tap()[t];
            float x = input[inputOffset + at * LANES];
            if (x > input[inputOffset + winner * LANES] || x != x) {
                winner = at;
            }
        }
        return winner;
    }

    @Override
    public void maxPoolWithIndices(WindowTable table, int begin, int end, float[] input, int inputOffset,
            float[] output, int outputOffset,
            int[] index, int indexOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                int winner = winner(table, w, input, inputOffset + lane);
                output[outputOffset + (w - begin) * LANES + lane] = input[inputOffset + winner * LANES + lane];
                index[indexOffset + (w - begin) * LANES + lane] = winner;
            }
        }
    }

    @Override
    public void maxPoolBackward(WindowTable table, int images, float[] gradOutput, int gradOutputOffset, int[] index,
            int indexOffset, float[] gradInput, int gradInputOffset) {
        for (int w = 0; w < table.first().length; w++) {
            for (int lane = 0; lane < images; lane++) {
                int to = gradInputOffset + index[indexOffset + w * LANES + lane] * LANES + lane;
                gradInput[to] += gradOutput[gradOutputOffset + w * LANES + lane];
            }
        }
    }

    @Override
    public boolean maxPoolSquaresBackward(WindowTable table, float[] gradOutput, int gradOutputOffset, int[] index,
            int indexOffset, float[] gradInput, int gradInputOffset) {
        boolean own = true;
        for (int w = 0; w < table.first().length; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                int winner = index[indexOffset + w * LANES + lane];
                boolean found = false;
                for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                    int at = table.first()[w] + table.tap()[t];
                    gradInput[gradInputOffset + at * LANES + lane] = at == winner
                            ? 0f + gradOutput[gradOutputOffset + w * LANES + lane]
                            : 0f;
                    found |= at == winner;
                }
                own &= found;
            }
        }
        return own;
    }

    @Override
    public void reluMaxSquares(int rows, int columns, int cell, float[] input, int inputOffset, float[] output,
            int outputOffset, int[] index, int indexOffset) {
        for (int i = 0; i < rows * columns * LANES; i++) {
            int first = firstCell(i / LANES, columns);
            int winner = first;
            float best = relu(input[inputOffset + first * LANES + i % LANES]);
            for (int c = 1; c < 4; c++) {
                int at = first + c / 2 * 2 * columns + c % 2;
                float x = relu(input[inputOffset + at * LANES + i % LANES]);
                if (x > best || x != x) {
                    best = x;
                    winner = at;
                }
            }
            output[outputOffset + i] = best;
            if (index != null) {
                index[indexOffset + i] = cell + winner;
            }
        }
    }

    /** The first cell of a window, counted from that of the first window. */
    private static int firstCell(int window, int columns) {
        return window / columns * 4 * columns + window % columns * 2;
    }

    private static float relu(float x) {
        return x <= 0 ? 0f : x;
    }

    @Override
    public boolean reluMaxSquaresBackward(int images, int rows, int columns, int cell, float[] output, int outputOffset,
            float[] gradOutput, int gradOutputOffset, int[] index, int indexOffset, float[] gradInput,
            int gradInputOffset, int cellStride) {
        boolean own = true;
        for (int i = 0; i < rows * columns * LANES; i++) {
            boolean found = false;
            for (int c = 0; c < 4; c++) {
                int at = firstCell(i / LANES, columns) + c / 2 * 2 * columns + c % 2;
                boolean wins = index[indexOffset + i] == cell + at;
                gradInput[gradInputOffset + at * cellStride + i % LANES] = wins && !(output[outputOffset + i] <= 0)
                        ? 0f + gradOutput[gradOutputOffset + i]
                        : 0f;
                found |= wins;
            }
            own &= found || i % LANES >= images;
        }
        return own;
    }

    @Override
    public boolean holdSquares(int images, int rows, int columns, int cell, int[] index, int indexOffset) {
        boolean own = true;
        for (int i = 0; i < rows * columns * LANES; i++) {
            int at = index[indexOffset + i] - cell - firstCell(i / LANES, columns);
            own &= at == 0 || at == 1 || at == 2 * columns || at == 2 * columns + 1 || i % LANES >= images;
        }
        return own;
    }

    @Override
    public void averagePoolSquaresBackward(WindowTable table, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int w = 0; w < table.first().length; w++) {
            for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                int to = gradInputOffset + (table.first()[w] + table.tap()[t]) * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    gradInput[to + lane] = 0f + gradOutput[gradOutputOffset + w * LANES + lane] / table.divisor()[w];
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
