package io.github.lanewise.kernels.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;

/**
 * Floats with poisoned bands around them, at an offset that no vector length divides. The poison is a NaN that no
 * arithmetic makes: a kernel that reads it spoils its result, one that writes over it is seen.
 */
public final class Floats {
    private static final int BAND = 37;
    /** Around operands, and what a kernel is to write: not the same, so that copying one over the other shows. */
    private static final int OPERAND_POISON = 0x7FC0BEEF;
    private static final int OUTPUT_POISON = 0x7FC0DEAD;
    private static final float[] SPECIAL = {0f, -0f, 1f, -1f, Float.NaN, Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE,
            -Float.MAX_VALUE, 0.625f, -0.625f, 88.7f, -103.9f, 16777216f};

    public final float[] array;
    public final int offset;
    public final int length;
    private final int poison;

    private Floats(float[] array, int offset, int length, int poison) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.poison = poison;
    }

    /** Poison throughout, for what a kernel writes. */
    public static Floats poisoned(int length) {
        return poisoned(length, OUTPUT_POISON);
    }

    private static Floats poisoned(int length, int poison) {
        float[] array = new float[length + 2 * BAND];
        Arrays.fill(array, Float.intBitsToFloat(poison));
        return new Floats(array, BAND, length, poison);
    }

    /** Values between −1 and 1. */
    public static Floats plain(Random random, int length) {
        Floats floats = poisoned(length, OPERAND_POISON);
        for (int i = 0; i < length; i++) {
            floats.set(i, 2 * random.nextFloat() - 1);
        }
        return floats;
    }

    /** Values of every size, and one in four special: zeros, infinities, NaN, subnormals. */
    public static Floats wild(Random random, int length) {
        Floats floats = poisoned(length, OPERAND_POISON);
        for (int i = 0; i < length; i++) {
            floats.set(i, random.nextInt(4) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) Math.scalb(random.nextGaussian(), random.nextInt(-20, 8)));
        }
        return floats;
    }

    /** Small integers, ties and signed zeros among them. */
    public static Floats ties(Random random, int length) {
        Floats floats = poisoned(length, OPERAND_POISON);
        for (int i = 0; i < length; i++) {
            int value = random.nextInt(-2, 3);
            floats.set(i, value == 0 && random.nextBoolean() ? -0f : random.nextInt(20) == 0 ? Float.NaN : value);
        }
        return floats;
    }

    public Floats copy() {
        return new Floats(array.clone(), offset, length, poison);
    }

    public float get(int i) {
        return array[offset + i];
    }

    public void set(int i, float value) {
        array[offset + i] = value;
    }

    /** A stretch that belongs to no row: poisoned again, so that reading it shows. */
    public void poison(int from, int to) {
        Arrays.fill(array, offset + from, offset + to, Float.intBitsToFloat(poison));
    }

    /** Whether element i still is as poisoned. */
    public boolean untouched(int i) {
        return Float.floatToRawIntBits(get(i)) == poison;
    }

    /** That no element outside was written. */
    public void assertBands(String what) {
        for (int i = -offset; i < array.length - offset; i++) {
            if ((i < 0 || i >= length) && !untouched(i)) {
                fail(what + ": written outside, at " + i + " of " + length);
            }
        }
    }

    /** That both arrays, bands included, hold the same bits; any NaN equals any other. */
    public void assertSame(String what, Floats actual) {
        assertBands(what);
        actual.assertBands(what);
        for (int i = 0; i < length; i++) {
            float x = get(i);
            float y = actual.get(i);
            if (Float.floatToRawIntBits(x) != Float.floatToRawIntBits(y) && !(x != x && y != y)
                    || untouched(i) != actual.untouched(i)) {
                fail(what + ": element " + i + " of " + length + " is " + y + " (" + bits(y) + "); expected " + x + " ("
                        + bits(x) + ")");
            }
        }
    }

    private static String bits(float value) {
        return Integer.toHexString(Float.floatToRawIntBits(value));
    }

    /** That the array was only read. */
    public void assertUnchanged(String what, Floats before) {
        assertTrue(Arrays.equals(raw(array), raw(before.array)), () -> what + ": an operand was written");
    }

    private static int[] raw(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
