package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where the operands of a batch of products may stand. */
class GemmTest {
    private final Scratch scratch = new Scratch();

    /** Two items of 1×1, from {@code offset} on, one after the other. */
    private static MatrixBatch two(float[] data, int offset) {
        return new MatrixBatch(new Matrix(data, offset, 1, 1, 1, 1), 2, 1);
    }

    private void multiply(MatrixBatch a, MatrixBatch b, MatrixBatch addend, MatrixBatch c) {
        Gemm.multiply(1, a, b, 1, addend, c, scratch, Parallel.serial());
    }

    @Test
    void operandsUpToWhereTheResultBegins() {
        for (int operand = 0; operand < 3; operand++) {
            float[] data = {2, 3, 0, 0};
            MatrixBatch[] operands = {two(new float[]{2, 3}, 0), two(new float[]{2, 3}, 0), two(new float[]{2, 3}, 0)};
            operands[operand] = two(data, 0);
            multiply(operands[0], operands[1], operands[2], two(data, 2));
            assertArrayEquals(new float[]{2, 3, 6, 12}, data, "operand " + operand);
            operands[operand] = two(data, 1);
            String message = assertThrows(IllegalArgumentException.class,
                    () -> multiply(operands[0], operands[1], operands[2], two(data, 2))).getMessage();
            assertTrue(message.startsWith("c (2 to 4) overlaps " + new String[]{"a", "b", "addend"}[operand]), message);
        }
    }

    /** A column of one item would stand where another item begins. */
    @Test
    void resultsThatRunIntoEachOther() {
        float[] c = new float[20];
        MatrixBatch b = new MatrixBatch(new Matrix(new float[4], 0, 1, 2, 2, 1), 2, 2);
        for (int columnStride : new int[]{3, 4}) {
            MatrixBatch result = new MatrixBatch(new Matrix(c, 0, 1, 2, 1, columnStride), 2, 4);
            if (columnStride == 4) {
                String message = assertThrows(IllegalArgumentException.class,
                        () -> Gemm.multiply(two(new float[2], 0), b, result, scratch, Parallel.serial())).getMessage();
                assertTrue(message.startsWith("c has strides 1, 4 for 1×2 and step 4 for 2 items"), message);
            } else {
                Arrays.fill(c, 7);
                Gemm.multiply(two(new float[2], 0), b, result, scratch, Parallel.serial());
                assertArrayEquals(new float[]{0, 7, 7, 0, 0, 7, 7, 0, 7}, Arrays.copyOf(c, 9));
            }
        }
    }

    @Test
    void batchesThatAreNull() {
        MatrixBatch batch = two(new float[2], 0);
        assertMissing("a", null, batch, batch, batch);
        assertMissing("b", batch, null, batch, batch);
        assertMissing("c", batch, batch, batch, null);
        assertMissing("addend", batch, batch, null, two(new float[2], 0));
    }

    private void assertMissing(String name, MatrixBatch a, MatrixBatch b, MatrixBatch addend, MatrixBatch c) {
        assertEquals(name, assertThrows(NullPointerException.class, () -> multiply(a, b, addend, c)).getMessage());
    }
}
