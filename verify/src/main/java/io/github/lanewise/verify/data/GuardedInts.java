package io.github.lanewise.verify.data;

import java.util.Arrays;

/** A range of integers inside a larger array whose other elements must not change: {@link GuardedFloats} for indices. */
public final class GuardedInts {
    private static final int POISON = 0xdeadbeef;
    private static final int GUARD = 67;

    private final String name;
    private final int length;
    private final int offset;
    private final int[] array;
    private final int[] before;

    private GuardedInts(String name, int length, int offset) {
        this.name = name;
        this.length = length;
        this.offset = offset;
        array = new int[offset + length + GUARD];
        Arrays.fill(array, POISON);
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
    public static GuardedInts input(String name, int[] values, int offset) {
        GuardedInts range = new GuardedInts(name, values.length, offset);
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
    public static GuardedInts output(String name, int length, int offset) {
        return new GuardedInts(name, length, offset);
    }

    /**
     * The whole array.
     *
     * @return the array itself
     */
    public int[] array() {
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
    public int[] values(String problem) {
        for (int i = 0; i < array.length; i++) {
            if (i < offset || i >= offset + length) {
                same(problem, i, "outside the range, ");
            }
        }
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /**
     * Checks that nothing at all was written.
     *
     * @param problem what was computed, for the message
     */
    public void check(String problem) {
        for (int i = 0; i < array.length; i++) {
            same(problem, i, "");
        }
    }

    private void same(String problem, int i, String where) {
        if (array[i] != before[i]) {
            throw new AssertionError(problem + ": " + name + "[" + (i - offset) + "], " + where + "was written: "
                    + array[i] + " in place of " + before[i] + "; the range has " + length + " elements");
        }
    }
}
