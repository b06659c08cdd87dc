package io.github.lanewise.kernels.internal.micro;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.scalar.ScalarKernels;
import io.github.lanewise.kernels.testing.Floats;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ReLU and maxima of squares in one go against their words: first the one, then the other. */
class ReluSquaresTest {
    private static final int OFFSET = 3;
    private static final int FOREIGN = -9;

    private final Random random = new Random(11);

    private interface Size {
        void check(int rows, int columns, int cell);
    }

    private static void sizes(Size size) {
        for (int rows = 1; rows <= 3; rows++) {
            for (int columns : new int[]{1, 2, 5, 14}) {
                size.check(rows, columns, 0);
                size.check(rows, columns, 4 * columns);
            }
        }
    }

    private static float relu(float x) {
        return x <= 0 ? 0f : x;
    }

    /** The cells of a window, counted from the first cell of all. */
    private static int[] cells(int window, int columns) {
        int first = window / columns * 4 * columns + window % columns * 2;
        return new int[]{first, first + 1, first + 2 * columns, first + 2 * columns + 1};
    }

    @Test
    void forward() {
        sizes((rows, columns, cell) -> {
            for (int repetition = 0; repetition < 3; repetition++) {
                Floats input = repetition == 0
                        ? Floats.ties(random, 4 * rows * columns * LANES)
                        : Floats.wild(random, 4 * rows * columns * LANES);
                for (MicroKernels kernels : List.of(Lookup.kernels(), ScalarKernels.all())) {
                    forward(kernels, rows, columns, cell, input);
                }
            }
        });
    }

    private void forward(MicroKernels kernels, int rows, int columns, int cell, Floats input) {
        int length = rows * columns * LANES;
        Floats expected = Floats.poisoned(length);
        int[] expectedIndex = new int[length + 2 * OFFSET];
        for (int i = 0; i < length; i++) {
            int[] cells = cells(i / LANES, columns);
            int winner = cells[0];
            float best = relu(input.get(winner * LANES + i % LANES));
            for (int at : cells) {
                float x = relu(input.get(at * LANES + i % LANES));
                if (at != cells[0] && (x > best || x != x)) {
                    winner = at;
                    best = x;
                }
            }
            expected.set(i, best);
            expectedIndex[OFFSET + i] = cell + winner;
        }
        Floats before = input.copy();
        Floats output = Floats.poisoned(length);
        int[] index = new int[length + 2 * OFFSET];
        kernels.pool().reluMaxSquares(rows, columns, cell, input.array, input.offset, output.array, output.offset,
                index, OFFSET);
        expected.assertSame("with indices " + rows + "×" + columns, output);
        assertArrayEquals(expectedIndex, index, "indices " + rows + "×" + columns);
        Floats alone = Floats.poisoned(length);
        kernels.pool().reluMaxSquares(rows, columns, cell, input.array, input.offset, alone.array, alone.offset, null,
                0);
        expected.assertSame("alone " + rows + "×" + columns, alone);
        input.assertUnchanged("input", before);
    }

    @Test
    void backward() {
        sizes((rows, columns, cell) -> {
            for (MicroKernels kernels : List.of(Lookup.kernels(), ScalarKernels.all())) {
                backward(kernels, rows, columns, cell, LANES, -1, LANES);
                backward(kernels, rows, columns, cell, 11, -1, 3 * LANES);
                int lane = random.nextInt(11);
                backward(kernels, rows, columns, cell, 11, random.nextInt(rows * columns) * LANES + lane, LANES);
            }
        });
    }

    /** With the index at {@code foreign}, if there is one, naming another window's cell. */
    private void backward(MicroKernels kernels, int rows, int columns, int cell, int images, int foreign,
            int cellStride) {
        int length = rows * columns * LANES;
        Floats output = Floats.ties(random, length);
        Floats gradOutput = Floats.wild(random, length);
        int[] index = new int[length];
        int cells = 4 * rows * columns;
        Floats gradInput = Floats.poisoned((cells - 1) * cellStride + LANES);
        Floats expected = gradInput.copy();
        for (int i = 0; i < length; i++) {
            int[] own = cells(i / LANES, columns);
            int winner = own[random.nextInt(own.length)];
            index[i] = i % LANES >= images || i == foreign ? FOREIGN : cell + winner;
            for (int at : own) {
                float gradient = output.get(i) <= 0 ? 0f : gradOutput.get(i);
                expected.set(at * cellStride + i % LANES, at == winner ? 0f + gradient : 0f);
            }
        }
        boolean own = kernels.pool().reluMaxSquaresBackward(images, rows, columns, cell, output.array, output.offset,
                gradOutput.array, gradOutput.offset, index, 0, gradInput.array, gradInput.offset, cellStride);
        assertEquals(own, kernels.pool().holdSquares(images, rows, columns, cell, index, 0));
        assertEquals(foreign < 0, own, "index " + foreign + " of " + rows + "×" + columns);
        if (own) {
            for (int at = 0; at < cells; at++) { // lanes without an image may hold anything
                for (int lane = images; lane < LANES; lane++) {
                    gradInput.set(at * cellStride + lane, expected.get(at * cellStride + lane));
                }
            }
            expected.assertSame("gradInput " + rows + "×" + columns, gradInput);
        }
    }
}
