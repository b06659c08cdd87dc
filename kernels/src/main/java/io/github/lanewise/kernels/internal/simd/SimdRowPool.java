package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.RowPoolKernels;
import io.github.lanewise.kernels.internal.micro.RowWindows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Poolings of rows of windows, a flat loop over the taps. With stride 2 a tap of a vector of windows is two vectors of the row,
 * the second overlapping the first by one cell so that nothing beyond the last window is read, and one permutation that picks
 * every other cell; with stride 1 both are the same vector. The last vector of a row overlaps the one before.
 */
final class SimdRowPool implements RowPoolKernels {
    private static final VectorSpecies<Integer> INT = FLOAT.withLanes(int.class);
    /** By stride − 1: the cells of neighbouring windows, from one vector and the one that begins at its last element. */
    private static final float[][] PICK = new float[2][LENGTH];
    /** By stride − 1: how far each window of a vector is from the first. */
    private static final int[][] DISTANCE = new int[2][LENGTH];

    static {
        for (int i = 0; i < LENGTH; i++) {
            PICK[0][i] = DISTANCE[0][i] = i;
            DISTANCE[1][i] = 2 * i;
            PICK[1][i] = 2 * i < LENGTH ? 2 * i : 2 * i + 1;
        }
    }

    @Override
    public void maxima(RowWindows w, float[] source, int sourceOffset, float[] output, int outputOffset, int[] cell,
            int cellOffset) {
        int last = w.columns() - LENGTH;
        for (int row = 0; row < w.rows(); row++) {
            int from = sourceOffset + row * w.rowStep();
            int to = row * w.columns();
            for (int column = 0; column < w.columns(); column += LENGTH) {
                int at = Math.min(column, last);
                int begin = from + at * w.stride();
                if (cell == null) {
                    maximaOf(w.tap(), w.stride(), source, begin, output, outputOffset + to + at);
                } else {
                    int first = w.firstCell() + row * w.cellStep() + at * w.stride();
                    maximaWithCellsOf(w.tap(), w.cell(), w.stride(), source, begin, w.firstInColumn(), at,
                            w.firstInRow()[row], first, output, outputOffset + to + at, cell, cellOffset + to + at);
                }
            }
        }
    }

    private static void maximaOf(int[] tap, int stride, float[] source, int begin, float[] output, int to) {
        int apart = (stride - 1) * (LENGTH - 1);
        FloatVector pick = FloatVector.fromArray(FLOAT, PICK[stride - 1], 0);
        FloatVector best = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
        for (int t = 0; t < tap.length; t++) {
            int from = begin + tap[t];
            FloatVector x = pick.selectFrom(FloatVector.fromArray(FLOAT, source, from),
                    FloatVector.fromArray(FLOAT, source, from + apart));
            best = best.blend(x, x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x)));
        }
        best.intoArray(output, to);
    }

    private static void maximaWithCellsOf(int[] tap, int[] tapCell, int stride, float[] source, int begin,
            int[] firstInColumn, int column, int firstInRow, int first, float[] output, int to, int[] cell,
            int cellTo) {
        int apart = (stride - 1) * (LENGTH - 1);
        FloatVector pick = FloatVector.fromArray(FLOAT, PICK[stride - 1], 0);
        FloatVector best = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
        IntVector winner = IntVector.fromArray(INT, firstInColumn, column).add(firstInRow);
        for (int t = 0; t < tap.length; t++) {
            int from = begin + tap[t];
            FloatVector x = pick.selectFrom(FloatVector.fromArray(FLOAT, source, from),
                    FloatVector.fromArray(FLOAT, source, from + apart));
            VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
            best = best.blend(x, better);
            winner = winner.blend(tapCell[t], better.cast(INT));
        }
        best.intoArray(output, to);
        winner.add(IntVector.fromArray(INT, DISTANCE[stride - 1], 0)).add(first).intoArray(cell, cellTo);
    }

    @Override
    public void averages(RowWindows w, float[] source, int sourceOffset, float[] output, int outputOffset) {
        int last = w.columns() - LENGTH;
        for (int row = 0; row < w.rows(); row++) {
            int from = sourceOffset + row * w.rowStep();
            int to = row * w.columns();
            for (int column = 0; column < w.columns(); column += LENGTH) {
                int at = Math.min(column, last);
                averagesOf(w.tap(), w.stride(), source, from + at * w.stride(), w.divisor(), to + at, output,
                        outputOffset + to + at);
            }
        }
    }

    private static void averagesOf(int[] tap, int stride, float[] source, int begin, float[] divisor, int window,
            float[] output, int to) {
        int apart = (stride - 1) * (LENGTH - 1);
        FloatVector pick = FloatVector.fromArray(FLOAT, PICK[stride - 1], 0);
        FloatVector sum = FloatVector.zero(FLOAT);
        for (int t = 0; t < tap.length; t++) {
            int from = begin + tap[t];
            sum = sum.add(pick.selectFrom(FloatVector.fromArray(FLOAT, source, from),
                    FloatVector.fromArray(FLOAT, source, from + apart)));
        }
        sum.div(FloatVector.fromArray(FLOAT, divisor, window)).intoArray(output, to);
    }
}
