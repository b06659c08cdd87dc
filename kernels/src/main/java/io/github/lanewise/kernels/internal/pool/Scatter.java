package io.github.lanewise.kernels.internal.pool;

import java.util.Arrays;

/** The gradient of maxima, wherever in their planes the winners are: gradInput = +0 + the gradients of the windows, in order. */
final class Scatter {
    private Scatter() {}

    static void planes(int planes, int windows, int cells, float[] gradOutput, int gradOutputOffset, int[] winner,
            int winnerOffset, float[] gradInput, int gradInputOffset) {
        Arrays.fill(gradInput, gradInputOffset, gradInputOffset + planes * cells, 0f);
        for (int plane = 0; plane < planes; plane++) {
            int to = gradInputOffset + plane * cells;
            for (int w = plane * windows; w < (plane + 1) * windows; w++) {
                gradInput[to + winner[winnerOffset + w]] += gradOutput[gradOutputOffset + w];
            }
        }
    }
}
