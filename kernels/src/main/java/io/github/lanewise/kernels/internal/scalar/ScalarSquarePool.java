package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.SquarePoolKernels;
import io.github.lanewise.kernels.internal.micro.Squares;
import java.util.Arrays;

/** The twin of poolings in squares. */
final class ScalarSquarePool implements SquarePoolKernels {
    @Override
    public void maxima(Squares s, int planes, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset, int[] cell, int cellOffset) {
        for (int plane = 0; plane < planes; plane++) {
            for (int w = begin * s.columns(); w < end * s.columns(); w++) {
                int first = first(s, w);
                int from = inputOffset + plane * s.cells();
                int winner = first;
                winner = better(input, from, winner, first + 1);
                winner = better(input, from, winner, first + s.width());
                winner = better(input, from, winner, first + s.width() + 1);
                int window = plane * s.windows() + w;
                output[outputOffset + window] = input[from + winner];
                if (cell != null) {
                    cell[cellOffset + window] = winner;
                }
            }
        }
    }

    private static int first(Squares s, int window) {
        return window / s.columns() * 2 * s.width() + window % s.columns() * 2;
    }

    private static int better(float[] input, int from, int best, int candidate) {
        float x = input[from + candidate];
        return x > input[from + best] || x != x ? candidate : best;
    }

    @Override
    public void averages(Squares s, int planes, int begin, int end, float divisor, float[] input, int inputOffset,
            float[] output, int outputOffset) {
        for (int plane = 0; plane < planes; plane++) {
            for (int w = begin * s.columns(); w < end * s.columns(); w++) {
                int from = inputOffset + plane * s.cells() + first(s, w);
                int below = from + s.width();
                output[outputOffset + plane * s.windows() + w] = (((0f + input[from]) + input[from + 1]) + input[below]
                        + input[below + 1]) / divisor;
            }
        }
    }

    @Override
    public void averagesBackward(Squares s, int planes, int begin, int end, float divisor, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int plane = 0; plane < planes; plane++) {
            int to = gradInputOffset + plane * s.cells();
            clear(s, begin, end, gradInput, to);
            for (int w = begin * s.columns(); w < end * s.columns(); w++) {
                float share = 0f + gradOutput[gradOutputOffset + plane * s.windows() + w] / divisor;
                int first = to + first(s, w);
                gradInput[first] = share;
                gradInput[first + 1] = share;
                gradInput[first + s.width()] = share;
                gradInput[first + s.width() + 1] = share;
            }
        }
    }

    @Override
    public boolean maximaBackward(Squares s, int planes, int begin, int end, float[] gradOutput, int gradOutputOffset,
            int[] cell, int cellOffset, float[] gradInput, int gradInputOffset) {
        for (int plane = 0; plane < planes; plane++) {
            int to = gradInputOffset + plane * s.cells();
            clear(s, begin, end, gradInput, to);
            for (int w = begin * s.columns(); w < end * s.columns(); w++) {
                int window = plane * s.windows() + w;
                int winner = cell[cellOffset + window];
                int tap = winner - first(s, w);
                if (tap != 0 && tap != 1 && tap != s.width() && tap != s.width() + 1) {
                    return false;
                }
                gradInput[to + winner] = 0f + gradOutput[gradOutputOffset + window];
            }
        }
        return true;
    }

    private static void clear(Squares s, int begin, int end, float[] gradInput, int plane) {
        int endRow = end == s.rows() ? s.height() : 2 * end;
        Arrays.fill(gradInput, plane + 2 * begin * s.width(), plane + endRow * s.width(), 0f);
    }
}
