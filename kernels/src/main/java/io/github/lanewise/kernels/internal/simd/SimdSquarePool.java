package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.SquarePoolKernels;
import io.github.lanewise.kernels.internal.micro.Squares;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Poolings in squares with the windows of a row in the lanes. Two neighbouring vectors of a row of cells are taken apart into
 * the even and the odd columns, one permutation each; the gradients put them together again.
 *
 * <p>In a row of a vector or more the last vector overlaps the one before. A shorter row takes a whole vector all the same:
 * what it writes beyond the row is overwritten by the rows that follow. The last rows, which have none behind them, go to the
 * twin.
 */
final class SimdSquarePool implements SquarePoolKernels {
    private static final VectorSpecies<Integer> INT = FLOAT.withLanes(int.class);
    /** From two neighbouring vectors, their even and their odd elements. */
    private static final float[] EVEN = new float[LENGTH];
    private static final float[] ODD = new float[LENGTH];
    /** From a vector of even and one of odd elements, the first and the second of two neighbours. */
    private static final float[] LOW = new float[LENGTH];
    private static final float[] HIGH = new float[LENGTH];
    /** 0, 2, 4, … */
    private static final int[] TWICE = new int[LENGTH];

    static {
        for (int i = 0; i < LENGTH; i++) {
            EVEN[i] = TWICE[i] = 2 * i;
            ODD[i] = 2 * i + 1;
            LOW[i] = i % 2 * LENGTH + i / 2;
            HIGH[i] = LOW[i] + LENGTH / 2;
        }
    }

    private final SquarePoolKernels twin;

    SimdSquarePool(SquarePoolKernels twin) {
        this.twin = twin;
    }

    /** How many of these rows have so many behind them as a vector reaches beyond its row. */
    private static int vectorRows(Squares s, int rows) {
        int over = LENGTH - s.columns();
        return over <= 0 ? rows : Math.max(0, rows - Math.ceilDiv(over, s.columns()));
    }

    @Override
    public void maxima(Squares s, int planes, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset, int[] cell, int cellOffset) {
        int rows = planes * (end - begin);
        int whole = vectorRows(s, rows);
        if (cell == null) {
            maxima(s, whole, begin, end, input, inputOffset, output, outputOffset);
        } else {
            maximaWithCells(s, whole, begin, end, input, inputOffset, output, outputOffset, cell, cellOffset);
        }
        for (int r = whole; r < rows; r++) {
            int plane = r / (end - begin);
            int row = begin + r % (end - begin);
            int windows = plane * s.windows();
            twin.maxima(s, 1, row, row + 1, input, inputOffset + plane * s.cells(), output, outputOffset + windows,
                    cell, cellOffset + windows);
        }
    }

    private static void maxima(Squares s, int rows, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        FloatVector even = FloatVector.fromArray(FLOAT, EVEN, 0);
        FloatVector odd = FloatVector.fromArray(FLOAT, ODD, 0);
        int columns = s.columns();
        int width = s.width();
        int nextCells = s.cells() - (end - begin - 1) * 2 * width; // from the last row of a plane to the first of the next
        int nextWindows = s.windows() - (end - begin - 1) * columns;
        int last = Math.max(0, columns - LENGTH);
        int from = inputOffset + begin * 2 * width;
        int to = outputOffset + begin * columns;
        int row = begin;
        for (int r = 0; r < rows; r++) {
            for (int column = 0; column < columns; column += LENGTH) {
                int at = Math.min(column, last);
                int cells = from + 2 * at;
                FloatVector a = FloatVector.fromArray(FLOAT, input, cells);
                FloatVector b = FloatVector.fromArray(FLOAT, input, cells + LENGTH);
                FloatVector best = even.selectFrom(a, b);
                FloatVector x = odd.selectFrom(a, b);
                // not FloatVector.max, which would cost more for its rule on −0
                best = best.blend(x, x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x)));
                a = FloatVector.fromArray(FLOAT, input, cells + width);
                b = FloatVector.fromArray(FLOAT, input, cells + width + LENGTH);
                x = even.selectFrom(a, b);
                best = best.blend(x, x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x)));
                x = odd.selectFrom(a, b);
                best = best.blend(x, x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x)));
                best.intoArray(output, to + at);
            }
            boolean next = ++row == end;
            from += next ? nextCells : 2 * width;
            to += next ? nextWindows : columns;
            row = next ? begin : row;
        }
    }

    private static void maximaWithCells(Squares s, int rows, int begin, int end, float[] input, int inputOffset,
            float[] output, int outputOffset, int[] cell, int cellOffset) {
        FloatVector even = FloatVector.fromArray(FLOAT, EVEN, 0);
        FloatVector odd = FloatVector.fromArray(FLOAT, ODD, 0);
        IntVector twice = IntVector.fromArray(INT, TWICE, 0);
        int columns = s.columns();
        int width = s.width();
        int nextCells = s.cells() - (end - begin - 1) * 2 * width; // from the last row of a plane to the first of the next
        int nextWindows = s.windows() - (end - begin - 1) * columns;
        int last = Math.max(0, columns - LENGTH);
        int from = inputOffset + begin * 2 * width;
        int to = begin * columns;
        int row = begin;
        for (int r = 0; r < rows; r++) {
            int first = row * 2 * width;
            for (int column = 0; column < columns; column += LENGTH) {
                int at = Math.min(column, last);
                int cells = from + 2 * at;
                FloatVector a = FloatVector.fromArray(FLOAT, input, cells);
                FloatVector b = FloatVector.fromArray(FLOAT, input, cells + LENGTH);
                FloatVector best = even.selectFrom(a, b);
                IntVector winner = twice.add(first + 2 * at);
                IntVector below = winner.add(width);
                FloatVector x = odd.selectFrom(a, b);
                VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
                best = best.blend(x, better);
                winner = winner.blend(winner.add(1), better.cast(INT));
                a = FloatVector.fromArray(FLOAT, input, cells + width);
                b = FloatVector.fromArray(FLOAT, input, cells + width + LENGTH);
                x = even.selectFrom(a, b);
                better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
                best = best.blend(x, better);
                winner = winner.blend(below, better.cast(INT));
                x = odd.selectFrom(a, b);
                better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
                best.blend(x, better).intoArray(output, outputOffset + to + at);
                winner.blend(below.add(1), better.cast(INT)).intoArray(cell, cellOffset + to + at);
            }
            boolean next = ++row == end;
            from += next ? nextCells : 2 * width;
            to += next ? nextWindows : columns;
            row = next ? begin : row;
        }
    }

    @Override
    public void averages(Squares s, int planes, int begin, int end, float divisor, float[] input, int inputOffset,
            float[] output, int outputOffset) {
        int rows = planes * (end - begin);
        int whole = vectorRows(s, rows);
        averageRows(s, whole, begin, end, divisor, input, inputOffset, output, outputOffset);
        for (int r = whole; r < rows; r++) {
            int plane = r / (end - begin);
            int row = begin + r % (end - begin);
            twin.averages(s, 1, row, row + 1, divisor, input, inputOffset + plane * s.cells(), output,
                    outputOffset + plane * s.windows());
        }
    }

    private static void averageRows(Squares s, int rows, int begin, int end, float divisor, float[] input,
            int inputOffset, float[] output, int outputOffset) {
        FloatVector even = FloatVector.fromArray(FLOAT, EVEN, 0);
        FloatVector odd = FloatVector.fromArray(FLOAT, ODD, 0);
        int columns = s.columns();
        int width = s.width();
        int nextCells = s.cells() - (end - begin - 1) * 2 * width; // from the last row of a plane to the first of the next
        int nextWindows = s.windows() - (end - begin - 1) * columns;
        int last = Math.max(0, columns - LENGTH);
        int from = inputOffset + begin * 2 * width;
        int to = outputOffset + begin * columns;
        int row = begin;
        for (int r = 0; r < rows; r++) {
            for (int column = 0; column < columns; column += LENGTH) {
                int at = Math.min(column, last);
                int cells = from + 2 * at;
                FloatVector a = FloatVector.fromArray(FLOAT, input, cells);
                FloatVector b = FloatVector.fromArray(FLOAT, input, cells + LENGTH);
                FloatVector sum = even.selectFrom(a, b).add(0f).add(odd.selectFrom(a, b));
                a = FloatVector.fromArray(FLOAT, input, cells + width);
                b = FloatVector.fromArray(FLOAT, input, cells + width + LENGTH);
                sum.add(even.selectFrom(a, b)).add(odd.selectFrom(a, b)).div(divisor).intoArray(output, to + at);
            }
            boolean next = ++row == end;
            from += next ? nextCells : 2 * width;
            to += next ? nextWindows : columns;
            row = next ? begin : row;
        }
    }

    @Override
    public void averagesBackward(Squares s, int planes, int begin, int end, float divisor, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        int rows = planes * (end - begin);
        int whole = vectorRows(s, rows);
        averageRowsBackward(s, whole, begin, end, divisor, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        for (int r = whole; r < rows; r++) {
            int plane = r / (end - begin);
            int row = begin + r % (end - begin);
            twin.averagesBackward(s, 1, row, row + 1, divisor, gradOutput, gradOutputOffset + plane * s.windows(),
                    gradInput, gradInputOffset + plane * s.cells());
        }
    }

    private static void averageRowsBackward(Squares s, int rows, int begin, int end, float divisor, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        FloatVector low = FloatVector.fromArray(FLOAT, LOW, 0);
        FloatVector high = FloatVector.fromArray(FLOAT, HIGH, 0);
        int columns = s.columns();
        int width = s.width();
        int nextCells = s.cells() - (end - begin - 1) * 2 * width; // from the last row of a plane to the first of the next
        int nextWindows = s.windows() - (end - begin - 1) * columns;
        int last = Math.max(0, columns - LENGTH);
        boolean odd = width != 2 * columns || s.height() != 2 * s.rows();
        int cells = gradInputOffset + begin * 2 * width;
        int windows = gradOutputOffset + begin * columns;
        int row = begin;
        for (int r = 0; r < rows; r++) {
            for (int column = 0; column < columns; column += LENGTH) {
                int at = Math.min(column, last);
                int to = cells + 2 * at;
                FloatVector share = FloatVector.fromArray(FLOAT, gradOutput, windows + at).div(divisor).add(0f);
                FloatVector a = low.selectFrom(share, share);
                FloatVector b = high.selectFrom(share, share);
                a.intoArray(gradInput, to);
                b.intoArray(gradInput, to + LENGTH); // before the row below, into which it may reach
                a.intoArray(gradInput, to + width);
                b.intoArray(gradInput, to + width + LENGTH);
            }
            if (odd) {
                clearOdd(s, row, gradInput, cells);
            }
            boolean next = ++row == end;
            cells += next ? nextCells : 2 * width;
            windows += next ? nextWindows : columns;
            row = next ? begin : row;
        }
    }

    /** The cells in no window: a last column, and behind the last windows a row. */
    private static void clearOdd(Squares s, int row, float[] gradInput, int begin) {
        int below = begin + s.width();
        int end = below + s.width();
        if (s.width() != 2 * s.columns()) {
            gradInput[below - 1] = 0f;
            gradInput[end - 1] = 0f;
        }
        if (row == s.rows() - 1 && s.height() != 2 * s.rows()) {
            Arrays.fill(gradInput, end, end + s.width(), 0f);
        }
    }

    @Override
    public boolean maximaBackward(Squares s, int planes, int begin, int end, float[] gradOutput, int gradOutputOffset,
            int[] cell,
            int cellOffset, float[] gradInput, int gradInputOffset) {
        int rows = planes * (end - begin);
        int whole = vectorRows(s, rows);
        boolean own = maximaRowsBackward(s, whole, begin, end, gradOutput, gradOutputOffset, cell, cellOffset,
                gradInput,
                gradInputOffset);
        for (int r = whole; r < rows; r++) {
            int plane = r / (end - begin);
            int row = begin + r % (end - begin);
            own &= twin.maximaBackward(s, 1, row, row + 1, gradOutput, gradOutputOffset + plane * s.windows(), cell,
                    cellOffset + plane * s.windows(), gradInput, gradInputOffset + plane * s.cells());
        }
        return own;
    }

    private static boolean maximaRowsBackward(Squares s, int rows, int begin, int end, float[] gradOutput,
            int gradOutputOffset, int[] cell, int cellOffset, float[] gradInput, int gradInputOffset) {
        FloatVector low = FloatVector.fromArray(FLOAT, LOW, 0);
        FloatVector high = FloatVector.fromArray(FLOAT, HIGH, 0);
        IntVector twice = IntVector.fromArray(INT, TWICE, 0);
        FloatVector none = FloatVector.zero(FLOAT);
        int columns = s.columns();
        int width = s.width();
        int nextCells = s.cells() - (end - begin - 1) * 2 * width; // from the last row of a plane to the first of the next
        int nextWindows = s.windows() - (end - begin - 1) * columns;
        int last = Math.max(0, columns - LENGTH);
        long beyond = s.columns() < LENGTH ? -1L << s.columns() : 0; // lanes that are windows of other rows
        long own = -1;
        boolean odd = width != 2 * columns || s.height() != 2 * s.rows();
        int cells = gradInputOffset + begin * 2 * width;
        int windows = begin * columns;
        int row = begin;
        for (int r = 0; r < rows; r++) {
            int first = row * 2 * width;
            for (int column = 0; column < columns; column += LENGTH) {
                int at = Math.min(column, last);
                int to = cells + 2 * at;
                FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + windows + at).add(0f);
                IntVector tap = IntVector.fromArray(INT, cell, cellOffset + windows + at)
                        .sub(twice.add(first + 2 * at));
                // one of 0, 1, width and width + 1; asked for apart, because a mask with two uses costs a move
                own &= tap.lanewise(VectorOperators.UMIN, tap.sub(width)).compare(VectorOperators.ULT, 2).toLong()
                        | beyond;
                FloatVector a = none.blend(g, tap.compare(VectorOperators.EQ, 0).cast(FLOAT));
                FloatVector b = none.blend(g, tap.compare(VectorOperators.EQ, 1).cast(FLOAT));
                FloatVector c = none.blend(g, tap.compare(VectorOperators.EQ, width).cast(FLOAT));
                FloatVector d = none.blend(g, tap.compare(VectorOperators.EQ, width + 1).cast(FLOAT));
                low.selectFrom(a, b).intoArray(gradInput, to);
                high.selectFrom(a, b).intoArray(gradInput, to + LENGTH); // before the row below
                low.selectFrom(c, d).intoArray(gradInput, to + width);
                high.selectFrom(c, d).intoArray(gradInput, to + width + LENGTH);
            }
            if (odd) {
                clearOdd(s, row, gradInput, cells);
            }
            boolean next = ++row == end;
            cells += next ? nextCells : 2 * width;
            windows += next ? nextWindows : columns;
            row = next ? begin : row;
        }
        long lanes = (1L << LENGTH) - 1;
        return (own & lanes) == lanes;
    }
}
