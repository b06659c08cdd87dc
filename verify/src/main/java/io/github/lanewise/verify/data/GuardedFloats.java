package io.github.lanewise.verify.data;

import java.util.Arrays;

/**
 * A range of floats inside a larger array whose other elements are poisoned with a NaN of its own payload. What reads
 * outside the range shows as NaN in the result, what writes outside it fails {@link #check}.
 */
public final class GuardedFloats {
    private static final int POISON = 0x7fc5a5a5;
    private static final int GUARD = 67;

    private final String name;
    private final int length;
    private final int offset;
    private final float[] array;
    private final float[] before;

    private GuardedFloats(String name, int length, int offset) {
        this.name = name;
        this.length = length;
        this.offset = offset;
        array = new float[offset + length + GUARD];
        Arrays.fill(array, Float.intBitsToFloat(POISON));
        before = array.clone();
    }

    /**
     * A range that a kernel reads and must leave as it is.
     *
     * @param name for messages
     * @param values its values, copied
     * @param offset where it begins
     * @return the range
     */
    public static GuardedFloats input(String name, float[] values, int offset) {
        GuardedFloats range = new GuardedFloats(name, values.length, offset);
        System.arraycopy(values, 0, range.array, offset, values.length);
        System.arraycopy(values, 0, range.before, offset, values.length);
        return range;
    }

    /**
     * A range that a kernel overwrites, poisoned like all around it.
     *
     * @param name for messages
     * @param length its elements
     * @param offset where it begins
     * @return the range
     */
    public static GuardedFloats output(String name, int length, int offset) {
        return new GuardedFloats(name, length, offset);
    }

    /**
     * The whole array.
     *
     * @return the array itself
     */
    public float[] array() {
        return array;
    }

    /**
     * Where the range begins.
     *
     * @return its offset
     */
    public int offset() {
        return offset;
    }

    /** Makes every element of the range a NaN, for a call that is to leave NaN wherever a kernel keeps something. */
    public void fillWithNaN() {
        Arrays.fill(array, offset, offset + length, Float.NaN);
    }

    /** Puts back what the range held at first. */
    public void restore() {
        System.arraycopy(before, offset, array, offset, length);
    }

    /**
     * What the range holds now, after a check that nothing around it was written.
     *
     * @param problem what was computed, for the message
     * @return a copy
     */
    public float[] values(String problem) {
        for (int i = 0; i < array.length; i++) {
            if (i < offset || i >= offset + length) {
                same(problem, i, "outside the range, ");
            }
        }
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /**
     * Checks that nothing at all was written: an input, or the output of a call that was refused.
     *
     * @param problem what was computed, for the message
     */
    public void check(String problem) {
        for (int i = 0; i < array.length; i++) {
            same(problem, i, "");
        }
    }

    private void same(String problem, int i, String where) {
        if (Float.floatToRawIntBits(array[i]) != Float.floatToRawIntBits(before[i])) {
            throw new AssertionError(problem + ": " + name + "[" + (i - offset) + "], " + where + "was written: "
                    + array[i] + " in place of " + before[i] + "; the range has " + length + " elements");
        }
    }
}
