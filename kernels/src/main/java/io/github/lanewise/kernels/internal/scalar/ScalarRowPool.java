package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.RowPoolKernels;
import io.github.lanewise.kernels.internal.micro.RowWindows;

/** The twin of poolings of rows of windows. */
final class ScalarRowPool implements RowPoolKernels {
    @Override
    public void maxima(RowWindows w, float[] source, int sourceOffset, float[] output, int outputOffset, int[] cell,
            int cellOffset) {
        for (int i = 0; i < w.rows() * w.columns(); i++) {
            int row = i / w.columns();
            int column = i % w.columns();
            int from = sourceOffset + row * w.rowStep() + column * w.stride();
            float best = Float.NEGATIVE_INFINITY;
            int winner = w.firstInRow()[row] + w.firstInColumn()[column];
            for (int t = 0; t < w.tap().length; t++) {
                float x = source[from + w.tap()[t]];
                if (x > best || x != x) {
                    best = x;
                    winner = w.cell()[t];
                }
            }
            output[outputOffset + i] = best;
            if (cell != null) {
                cell[cellOffset + i] = w.firstCell() + row * w.cellStep() + column * w.stride() + winner;
            }
        }
    }

    @Override
    public void averages(RowWindows w, float[] source, int sourceOffset, float[] output, int outputOffset) {
        for (int i = 0; i < w.rows() * w.columns(); i++) {
            int from = sourceOffset + i / w.columns() * w.rowStep() + i % w.columns() * w.stride();
            float sum = 0f;
            for (int tap : w.tap()) {
                sum += source[from + tap];
            }
            output[outputOffset + i] = sum / w.divisor()[i];
        }
    }
}
