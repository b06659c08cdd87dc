package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.GlobalPoolKernels;
import java.util.Arrays;

/** The twin of poolings of whole planes. */
final class ScalarGlobalPool implements GlobalPoolKernels {
    @Override
    public void partialSums(int planes, int length, float[] input, int inputOffset, float[] sum, int sumOffset) {
        Arrays.fill(sum, sumOffset, sumOffset + planes * LANES, 0f);
        for (int plane = 0; plane < planes; plane++) {
            int from = inputOffset + plane * length;
            int to = sumOffset + plane * LANES;
            for (int i = 0; i < length; i++) {
                sum[to + i % LANES] += input[from + i];
            }
        }
    }

    @Override
    public void averages(float[] partial, int partialOffset, float divisor, float[] average, int averageOffset) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half * LANES; i++) {
                partial[partialOffset + i] += partial[partialOffset + half * LANES + i];
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            average[averageOffset + lane] = partial[partialOffset + lane] / divisor;
        }
    }

    @Override
    public void partialMaxima(int planes, int length, float[] input, int inputOffset, float[] best, int bestOffset,
            float[] step, int stepOffset) {
        Arrays.fill(best, bestOffset, bestOffset + planes * LANES, Float.NEGATIVE_INFINITY);
        Arrays.fill(step, stepOffset, stepOffset + planes * LANES, Float.intBitsToFloat(1));
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < length; i++) {
                int partial = plane * LANES + i % LANES;
                float x = input[inputOffset + plane * length + i];
                if (i < LANES || x > best[bestOffset + partial] || x != x) {
                    best[bestOffset + partial] = x;
                    step[stepOffset + partial] = Float.intBitsToFloat(i / LANES);
                }
            }
        }
    }

    @Override
    public void maxima(float[] best, int bestOffset, float[] step, int stepOffset, float[] maximum, int maximumOffset,
            float[] cell, int cellOffset) {
        for (int lane = 0; lane < LANES; lane++) {
            float winner = best[bestOffset + lane];
            int winnerCell = Float.floatToRawIntBits(step[stepOffset + lane]) * LANES;
            for (int j = 1; j < LANES; j++) {
                float x = best[bestOffset + j * LANES + lane];
                int at = Float.floatToRawIntBits(step[stepOffset + j * LANES + lane]) * LANES + j;
                boolean later = at > winnerCell;
                if (x > winner || x == winner && !later || x != x && (later || winner == winner)) {
                    winner = x;
                    winnerCell = at;
                }
            }
            maximum[maximumOffset + lane] = winner;
            cell[cellOffset + lane] = Float.intBitsToFloat(winnerCell);
        }
    }
}
