package io.github.lanewise.kernels.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packing against its picture: every cell of the panels, and nothing beside them, whichever stride is 1. */
class PanelsTest {
    private static final int[] DEPTHS = {1, 2, 15, 16, 17, 33};
    private static final int[][] STRIDES = {{1, 70}, {40, 1}, {3, 200}};

    private final GemmKernels kernels = Lookup.kernels().gemm();
    private final Random random = new Random(7);

    @Test
    void pack() {
        for (int columns = 1; columns <= Panels.COLUMNS; columns++) {
            for (int depth : DEPTHS) {
                for (int[] stride : STRIDES) {
                    pack(columns, depth, stride[0], stride[1]);
                }
            }
        }
    }

    private void pack(int columns, int depth, int columnStride, int depthStride) {
        Floats from = Floats.wild(random, (columns - 1) * columnStride + (depth - 1) * depthStride + 1);
        Floats expected = Floats.poisoned(Panels.padded(columns) * depth);
        Floats got = expected.copy();
        int width;
        for (int first = 0; first < columns; first += width) {
            width = kernels.gemmColumns(columns - first);
            for (int i = 0; i < depth * width; i++) {
                int column = first + i % width;
                expected.set(first * depth + i,
                        column < columns ? from.get(i / width * depthStride + column * columnStride) : 0f);
            }
        }
        Panels.pack(columns, depth, from.array, from.offset, columnStride, depthStride, got.array, got.offset);
        expected.assertSame(columns + " columns " + columnStride + " apart, depth " + depth, got);
    }

    @Test
    void copyRows() {
        for (int rows : DEPTHS) {
            for (int depth : DEPTHS) {
                for (int[] stride : STRIDES) {
                    copyRows(rows, depth, stride[0], stride[1]);
                }
            }
        }
    }

    private void copyRows(int rows, int depth, int rowStride, int depthStride) {
        Floats from = Floats.wild(random, (rows - 1) * rowStride + (depth - 1) * depthStride + 1);
        Floats expected = Floats.poisoned(rows * depth);
        Floats got = expected.copy();
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < depth; k++) {
                expected.set(i * depth + k, from.get(i * rowStride + k * depthStride));
            }
        }
        Panels.copyRows(rows, depth, from.array, from.offset, rowStride, depthStride, got.array, got.offset);
        expected.assertSame(rows + " rows " + rowStride + " apart, depth " + depth, got);
    }

    @Test
    void sizes() {
        assertEquals(3, Panels.parts(9, 4));
        assertEquals(2, Panels.parts(8, 4));
        for (int columns = 1; columns <= 3 * Panels.COLUMNS; columns++) {
            int first = 0;
            int width = 0;
            for (; first + width < columns; width = kernels.gemmColumns(columns - first)) {
                first += width;
            }
            assertEquals(first + width, Panels.padded(columns), columns + " columns");
            assertEquals((columns - first) % width, Panels.broken(columns), columns + " columns");
        }
    }
}
