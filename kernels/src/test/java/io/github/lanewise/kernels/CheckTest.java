package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a caller reads who passes something wrong, word for word, and the last values that pass. */
class CheckTest {
    private static final float[] TEN = new float[10];

    private static void refused(String message, Executable check) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, check).getMessage());
    }

    @Test
    void sizes() {
        assertEquals(1, Check.positive("batch", 1));
        refused("batch is 0; expected at least 1", () -> Check.positive("batch", 0));
        assertEquals(0, Check.notNegative("padTop", 0));
        refused("padTop is -1; expected at least 0", () -> Check.notNegative("padTop", -1));
        assertEquals("6×1×5", Check.sizes(6, 1, 5));
    }

    @Test
    void elementsOfAnArray() {
        assertEquals(30, Check.elements("weight", 6, 1, 5));
        assertEquals(Integer.MAX_VALUE, Check.elements("weight", Integer.MAX_VALUE, 1));
        refused("weight needs 65536×32768 elements; an array holds at most 2147483647",
                () -> Check.elements("weight", 65536, 32768));
        refused("weight needs 4294967296×4294967296×1 elements; an array holds at most 2147483647",
                () -> Check.elements("weight", 1L << 32, 1L << 32, 1));
    }

    @Test
    void ranges() {
        Check.range("bias", TEN, 0, 10);
        Check.range("bias", TEN, 4, 6);
        Check.range("bias", TEN, 0, 2, 5);
        Check.range("bias", new float[0], 0, 0);
        refused("bias has 10 elements; 11 needs 11", () -> Check.range("bias", TEN, 0, 11));
        refused("bias has 10 elements, and 6 from offset 4; 7×1 needs 7", () -> Check.range("bias", TEN, 4, 7, 1));
        refused("biasOffset is -1; expected at least 0", () -> Check.range("bias", TEN, -1, 1));
        refused("bias has 0 elements; 1×2×3×4 needs 24", () -> Check.range("bias", new float[0], 0, 1, 2, 3, 4));
        assertEquals("bias is null; expected an array of 5×2",
                assertThrows(NullPointerException.class, () -> Check.range("bias", (float[]) null, 0, 5, 2))
                        .getMessage());
    }

    @Test
    void overlaps() {
        Check.apart("output", TEN, 0, 5, "input", TEN, 5, 5);
        Check.apart("output", TEN, 5, 5, "input", TEN, 0, 5);
        Check.apart("output", TEN, 0, 5, "input", new float[10], 0, 5);
        refused("output (1 to 6) overlaps input (5 to 10) in the same array; expected ranges that share no element",
                () -> Check.apart("output", TEN, 1, 5, "input", TEN, 5, 5));
        refused("output (5 to 10) overlaps input (2 to 6) in the same array; expected ranges that share no element",
                () -> Check.apart("output", TEN, 5, 5, "input", TEN, 2, 4));
    }
}
