package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Views, read element by element. */
class MatrixTest {
    private static final float[] DATA = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    private static float[][] elements(Matrix matrix, int offset) {
        float[][] elements = new float[matrix.rows()][matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                elements[i][j] = matrix.data()[offset + i * matrix.rowStride() + j * matrix.columnStride()];
            }
        }
        return elements;
    }

    private static float[][] elements(Matrix matrix) {
        return elements(matrix, matrix.offset());
    }

    private static float[][] item(MatrixBatch batch, int number) {
        return elements(batch.first(), batch.first().offset() + number * batch.step());
    }

    @Test
    void ofOne() {
        assertArrayEquals(new float[][]{{0, 1, 2}, {3, 4, 5}}, elements(Matrix.of(DATA, 2, 3)));
        assertArrayEquals(new float[][]{{0, 3}, {1, 4}, {2, 5}}, elements(Matrix.of(DATA, 2, 3).transpose()));
        assertArrayEquals(new float[][]{{0, 1, 2}, {0, 1, 2}}, elements(Matrix.broadcastRow(DATA, 2, 3)));
        assertArrayEquals(new float[][]{{0, 0, 0}, {1, 1, 1}}, elements(Matrix.broadcastColumn(DATA, 2, 3)));
        assertArrayEquals(new float[][]{{0, 0, 0}, {0, 0, 0}}, elements(Matrix.broadcastScalar(DATA, 2, 3)));
    }

    @Test
    void ofABatch() {
        MatrixBatch batch = MatrixBatch.of(DATA, 2, 3, 2);
        assertArrayEquals(new float[][]{{6, 7}, {8, 9}, {10, 11}}, item(batch, 1));
        assertEquals(2, batch.transpose().count());
        Matrix first = Matrix.of(DATA, 2, 3);
        assertEquals(6, new MatrixBatch(first, 2, 6).step());
        assertEquals("data of first has 12 elements; the last of 2 items with step 7 stands at 12",
                assertThrows(IllegalArgumentException.class, () -> new MatrixBatch(first, 2, 7)).getMessage());
        assertArrayEquals(new float[][]{{6, 8, 10}, {7, 9, 11}}, item(batch.transpose(), 1));
    }
}
