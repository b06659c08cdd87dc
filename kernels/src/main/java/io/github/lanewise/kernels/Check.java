package io.github.lanewise.kernels;

/** The checks of every argument, all made before anything is written. */
final class Check {
    private Check() {}

    static int positive(String name, int value) {
        return atLeast(name, value, 1);
    }

    static int notNegative(String name, int value) {
        return atLeast(name, value, 0);
    }

    private static int atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least " + least);
        }
        return value;
    }

    /** The product of sizes, which must fit an array. */
    static int elements(String name, long... sizes) {
        long product = 1;
        for (long size : sizes) {
            product = Math.multiplyHigh(product, size) == 0 ? product * size : Long.MAX_VALUE;
            if (product < 0 || product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        name + " needs " + sizes(sizes) + " elements; an array holds at most " + Integer.MAX_VALUE);
            }
        }
        return (int) product;
    }

    /** Sizes as people write them: 6×1×5×5. */
    static String sizes(long... sizes) {
        StringBuilder text = new StringBuilder();
        for (long size : sizes) {
            text.append(text.isEmpty() ? "" : "×").append(size);
        }
        return text.toString();
    }

    /** That {@code array} holds what {@code sizes} need from {@code offset} on. */
    static void range(String name, float[] array, int offset, long... sizes) {
        if (array == null) {
            throw new NullPointerException(name + " is null; expected an array of " + sizes(sizes));
        }
        range(name, array.length, offset, sizes);
    }

    static void range(String name, int[] array, int offset, long... sizes) {
        if (array == null) {
            throw new NullPointerException(name + " is null; expected an array of " + sizes(sizes));
        }
        range(name, array.length, offset, sizes);
    }

    private static void range(String name, int length, int offset, long... sizes) {
        notNegative(name + "Offset", offset);
        int needed = elements(name, sizes);
        if (length - (long) offset < needed) {
            throw new IllegalArgumentException(name + " has " + length + " elements"
                    + (offset == 0 ? "" : ", and " + (length - (long) offset) + " from offset " + offset) + "; "
                    + sizes(sizes) + " needs " + needed);
        }
    }

    /** That two ranges share no element. */
    static void apart(String name, float[] array, int offset, int length, String otherName, float[] other,
            int otherOffset, int otherLength) {
        if (array == other && offset < (long) otherOffset + otherLength && otherOffset < (long) offset + length) {
            throw new IllegalArgumentException(name + " (" + offset + " to " + ((long) offset + length)
                    + ") overlaps " + otherName + " (" + otherOffset + " to " + ((long) otherOffset + otherLength)
                    + ") in the same array; expected ranges that share no element");
        }
    }
}
