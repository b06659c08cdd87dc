package io.github.lanewise.kernels.internal.micro;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Backend;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.scalar.ScalarKernels;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The micro-kernels that have a row of a plane in the lanes, as {@link MicroKernelsTest} has the others. */
class RowMicroKernelsTest {
    private static final int UNTOUCHED = -77;
    /** Windows of a row, around every vector length and its half. */
    private static final int[] COLUMNS = {1, 2, 3, 4, 5, 7, 8, 9, 13, 14, 15, 16, 17, 23, 31, 32, 33, 56, 65};

    private final Random random = new Random(20_261_121);

    @BeforeAll
    static void widthIsThere() {
        try {
            Backend.name();
        } catch (IllegalArgumentException e) {
            Assumptions.abort("not run: " + e.getMessage());
        }
    }

    private static void bothKernels(Consumer<MicroKernels> test) {
        test.accept(Lookup.kernels());
        test.accept(ScalarKernels.all());
    }

    private Floats input(int length) {
        return random.nextBoolean() ? Floats.wild(random, length) : Floats.ties(random, length);
    }

    /** Even and odd heights and widths; whole planes, and a band from the middle of one. */
    private void eachSquares(SquaresTest test) {
        for (int columns : COLUMNS) {
            for (int odd = 0; odd < 4; odd++) {
                int rows = random.nextInt(1, 5);
                Squares squares = new Squares(rows, columns, 2 * rows + odd / 2, 2 * columns + odd % 2);
                int begin = random.nextInt(rows);
                bothKernels(kernels -> {
                    test.run(kernels.squarePool(), squares, 3, 0, rows);
                    test.run(kernels.squarePool(), squares, 1, begin, random.nextInt(begin, rows) + 1);
                });
            }
        }
    }

    private interface SquaresTest {
        void run(SquarePoolKernels kernels, Squares squares, int planes, int begin, int end);
    }

    private static int window(Squares s, int plane, int row, int column) {
        return plane * s.windows() + row * s.columns() + column;
    }

    /** The four cells of a window, within their plane. */
    private static int[] cells(Squares s, int row, int column) {
        int first = 2 * row * s.width() + 2 * column;
        return new int[]{first, first + 1, first + s.width(), first + s.width() + 1};
    }

    @Test
    void maximaOfSquares() {
        eachSquares((kernels, s, planes, begin, end) -> {
            Floats input = input(planes * s.cells());
            Floats expected = Floats.poisoned(planes * s.windows());
            int[] expectedCell = new int[planes * s.windows()];
            Arrays.fill(expectedCell, UNTOUCHED);
            for (int plane = 0; plane < planes; plane++) {
                for (int row = begin; row < end; row++) {
                    for (int column = 0; column < s.columns(); column++) {
                        int winner = winner(input, plane * s.cells(), cells(s, row, column));
                        expected.set(window(s, plane, row, column), input.get(plane * s.cells() + winner));
                        expectedCell[window(s, plane, row, column)] = winner;
                    }
                }
            }
            Floats output = Floats.poisoned(planes * s.windows());
            kernels.maxima(s, planes, begin, end, input.array, input.offset, output.array, output.offset, null, 0);
            expected.assertSame("maxima of " + s, output);
            int[] cell = new int[expectedCell.length];
            Arrays.fill(cell, UNTOUCHED);
            kernels.maxima(s, planes, begin, end, input.array, input.offset, output.array, output.offset, cell, 0);
            expected.assertSame("maxima with cells of " + s, output);
            Assertions.assertArrayEquals(expectedCell, cell, "cells of " + s);
        });
    }

    private static int winner(Floats input, int plane, int[] cells) {
        int winner = cells[0];
        for (int cell : cells) {
            float x = input.get(plane + cell);
            winner = x > input.get(plane + winner) || Float.isNaN(x) ? cell : winner;
        }
        return winner;
    }

    @Test
    void averagesOfSquares() {
        eachSquares((kernels, s, planes, begin, end) -> {
            Floats input = input(planes * s.cells());
            float divisor = random.nextInt(1, 9);
            Floats expected = Floats.poisoned(planes * s.windows());
            for (int plane = 0; plane < planes; plane++) {
                for (int row = begin; row < end; row++) {
                    for (int column = 0; column < s.columns(); column++) {
                        float sum = 0f;
                        for (int cell : cells(s, row, column)) {
                            sum += input.get(plane * s.cells() + cell);
                        }
                        expected.set(window(s, plane, row, column), sum / divisor);
                    }
                }
            }
            Floats output = Floats.poisoned(planes * s.windows());
            kernels.averages(s, planes, begin, end, divisor, input.array, input.offset, output.array, output.offset);
            expected.assertSame("averages of " + s, output);
        });
    }

    @Test
    void gradientsOfSquares() {
        eachSquares((kernels, s, planes, begin, end) -> {
            Floats gradOutput = input(planes * s.windows());
            float divisor = random.nextInt(1, 9);
            Floats expected = Floats.poisoned(planes * s.cells());
            Floats expectedOfMaxima = expected.copy();
            int[] winners = new int[planes * s.windows()];
            Arrays.fill(winners, UNTOUCHED);
            for (int plane = 0; plane < planes; plane++) {
                int endRow = end == s.rows() ? s.height() : 2 * end;
                for (int i = 2 * begin * s.width(); i < endRow * s.width(); i++) {
                    expected.set(plane * s.cells() + i, 0f);
                    expectedOfMaxima.set(plane * s.cells() + i, 0f);
                }
                for (int row = begin; row < end; row++) {
                    for (int column = 0; column < s.columns(); column++) {
                        float g = gradOutput.get(window(s, plane, row, column));
                        int[] cells = cells(s, row, column);
                        for (int cell : cells) {
                            expected.set(plane * s.cells() + cell, 0f + g / divisor);
                        }
                        int winner = cells[random.nextInt(cells.length)];
                        winners[window(s, plane, row, column)] = winner;
                        expectedOfMaxima.set(plane * s.cells() + winner, 0f + g);
                    }
                }
            }
            Floats gradInput = Floats.poisoned(planes * s.cells());
            kernels.averagesBackward(s, planes, begin, end, divisor, gradOutput.array, gradOutput.offset,
                    gradInput.array, gradInput.offset);
            expected.assertSame("averagesBackward of " + s, gradInput);
            gradInput = Floats.poisoned(planes * s.cells());
            Assertions.assertTrue(kernels.maximaBackward(s, planes, begin, end, gradOutput.array, gradOutput.offset,
                    winners, 0, gradInput.array, gradInput.offset), "winners are cells of their windows: " + s);
            expectedOfMaxima.assertSame("maximaBackward of " + s, gradInput);
            foreignWinner(kernels, s, planes, begin, end, gradOutput, winners);
        });
    }

    /** A winner that is a cell of its plane, but not of its window, wherever it stands. */
    private void foreignWinner(SquarePoolKernels kernels, Squares s, int planes, int begin, int end,
            Floats gradOutput, int[] winners) {
        int row = random.nextInt(begin, end);
        int column = random.nextInt(s.columns());
        int[] own = cells(s, row, column);
        int foreign = random.nextInt(s.cells());
        if (Arrays.stream(own).anyMatch(cell -> cell == foreign)) {
            return;
        }
        int[] cell = winners.clone();
        cell[window(s, random.nextInt(planes), row, column)] = foreign;
        Floats gradInput = Floats.poisoned(planes * s.cells());
        Assertions.assertFalse(kernels.maximaBackward(s, planes, begin, end, gradOutput.array, gradOutput.offset, cell,
                0, gradInput.array, gradInput.offset),
                "winner " + foreign + " of window " + row + ", " + column
                        + " of " + s);
        gradInput.assertBands("maximaBackward with a foreign winner of " + s);
    }

    /** Windows of three by two taps over a copy, 1 or 2 columns apart. */
    @Test
    void rowPooling() {
        for (int columns : COLUMNS) {
            for (int stride = 1; stride <= 2; stride++) {
                if (columns >= LANES) {
                    RowWindows windows = windows(random.nextInt(1, 4), columns, stride);
                    bothKernels(kernels -> maxima(kernels.rowPool(), windows));
                    bothKernels(kernels -> averages(kernels.rowPool(), windows));
                }
            }
        }
    }

    private RowWindows windows(int rows, int columns, int stride) {
        int width = (columns - 1) * stride + 2 + random.nextInt(3);
        int[] tap = {0, 1, width, width + 1, 2 * width, 2 * width + 1};
        int[] cell = random.ints(tap.length, 0, 100).toArray();
        float[] divisor = new float[rows * columns];
        for (int i = 0; i < divisor.length; i++) {
            divisor[i] = random.nextInt(1, 7);
        }
        return new RowWindows(rows, columns, stride, 2 * width, tap, cell, random.nextInt(-50, 1), 37,
                random.ints(rows, 0, 100).toArray(), random.ints(columns, 0, 100).toArray(), divisor);
    }

    private static int copied(RowWindows w) {
        return (w.rows() - 1) * w.rowStep() + (w.columns() - 1) * w.stride() + w.tap()[w.tap().length - 1] + 1;
    }

    private void maxima(RowPoolKernels kernels, RowWindows w) {
        Floats source = input(copied(w));
        Floats expected = Floats.poisoned(w.rows() * w.columns());
        int[] expectedCell = new int[expected.length];
        for (int i = 0; i < expected.length; i++) {
            int row = i / w.columns();
            int column = i % w.columns();
            float best = Float.NEGATIVE_INFINITY;
            int winner = w.firstInRow()[row] + w.firstInColumn()[column];
            for (int t = 0; t < w.tap().length; t++) {
                float x = source.get(row * w.rowStep() + column * w.stride() + w.tap()[t]);
                if (x > best || Float.isNaN(x)) {
                    best = x;
                    winner = w.cell()[t];
                }
            }
            expected.set(i, best);
            expectedCell[i] = w.firstCell() + row * w.cellStep() + column * w.stride() + winner;
        }
        Floats output = Floats.poisoned(expected.length);
        kernels.maxima(w, source.array, source.offset, output.array, output.offset, null, 0);
        expected.assertSame("maxima of rows of " + w.columns() + ", stride " + w.stride(), output);
        int[] cell = new int[expectedCell.length];
        kernels.maxima(w, source.array, source.offset, output.array, output.offset, cell, 0);
        expected.assertSame("maxima with cells of rows of " + w.columns() + ", stride " + w.stride(), output);
        Assertions.assertArrayEquals(expectedCell, cell, "cells of rows of " + w.columns() + ", stride " + w.stride());
    }

    private void averages(RowPoolKernels kernels, RowWindows w) {
        Floats source = input(copied(w));
        Floats expected = Floats.poisoned(w.rows() * w.columns());
        for (int i = 0; i < expected.length; i++) {
            float sum = 0f;
            for (int tap : w.tap()) {
                sum += source.get(i / w.columns() * w.rowStep() + i % w.columns() * w.stride() + tap);
            }
            expected.set(i, sum / w.divisor()[i]);
        }
        Floats output = Floats.poisoned(expected.length);
        kernels.averages(w, source.array, source.offset, output.array, output.offset);
        expected.assertSame("averages of rows of " + w.columns() + ", stride " + w.stride(), output);
    }

    @Test
    void copyRows() {
        for (int columns : COLUMNS) {
            int rows = random.nextInt(1, 6);
            int stride = columns + random.nextInt(4);
            bothKernels(kernels -> {
                Floats from = Floats.wild(random, rows * columns);
                Floats to = Floats.poisoned((rows - 1) * stride + columns);
                Floats expected = to.copy();
                for (int i = 0; i < rows * columns; i++) {
                    expected.set(i / columns * stride + i % columns, from.get(i));
                }
                kernels.depthwise().copyRows(rows, columns, from.array, from.offset, to.array, to.offset, stride);
                expected.assertSame("copyRows of " + rows + "×" + columns + ", stride " + stride, to);
            });
        }
    }

    /** All nine taps from a start, and some of them from a row that was begun; rows of a vector of 16 and more. */
    @Test
    void depthwiseRows() {
        for (int columns : COLUMNS) {
            for (int rows : new int[]{1, 2, 6, 7, 8, 15}) {
                if (columns >= LANES) {
                    bothKernels(kernels -> {
                        PlaneTaps taps = taps(columns, random.nextBoolean(), random.nextBoolean());
                        depthwiseRows(kernels.depthwise(), taps, rows, 0, 9, false);
                        depthwiseRows(kernels.depthwise(), taps, rows, 2, 7, true);
                    });
                }
            }
        }
    }

    /** The taps of a 3×3 window, forwards or backwards, and whether the kernel is told that they are. */
    private static PlaneTaps taps(int columns, boolean backwards, boolean square) {
        int stride = columns + 2;
        int[] tap = new int[9];
        for (int t = 0; t < 9; t++) {
            int cell = backwards ? 8 - t : t;
            tap[t] = cell / 3 * stride + cell % 3;
        }
        return new PlaneTaps(columns, stride, tap, columns, square);
    }

    private void depthwiseRows(DepthwiseKernels kernels, PlaneTaps taps, int rows, int tapBegin, int tapEnd,
            boolean begun) {
        int columns = taps.columns();
        int stride = taps.sourceStride();
        int[] tap = taps.tap();
        Floats weight = Floats.plain(random, 9 * columns);
        Floats source = Floats.wild(random, (rows + 2) * stride);
        Floats begin = Floats.plain(random, rows * columns);
        Floats expected = Floats.poisoned(rows * columns);
        for (int i = 0; i < rows * columns; i++) {
            float acc = begun ? begin.get(i) : -0.5f;
            for (int t = tapBegin; t < tapEnd; t++) {
                acc = Math.fma(weight.get(t * columns + i % columns),
                        source.get(i / columns * stride + tap[t] + i % columns), acc);
            }
            expected.set(i, acc);
        }
        Floats output = Floats.poisoned(rows * columns);
        kernels.rows(taps, rows, tapBegin, tapEnd, weight.array, weight.offset, source.array, source.offset, -0.5f,
                begun ? begin.array : null, begin.offset, output.array, output.offset);
        expected.assertSame("rows " + rows + "×" + columns + ", taps " + tapBegin + " to " + tapEnd, output);
    }
}
