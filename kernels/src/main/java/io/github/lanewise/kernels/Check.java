package io.github.lanewise.kernels;

import java.util.Arrays;

/** The checks of every argument, all made before anything is written. */
final class Check {
    private Check() {}

    static int positive(String name, int value) {
        return atLeast(name, value, 1);
    }

    static void notNegative(String name, int value) {
        atLeast(name, value, 0);
    }

    static int atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least " + least);
        }
        return value;
    }

    /** That a number, which is not NaN, lies between two others or equals one. */
    static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + least + " to " + most);
        }
    }

    static void belowOne(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least 0 and below 1");
        }
    }

    /** An index of something of which there are {@code size}. */
    static int below(String name, int value, int size) {
        if (value < 0 || value >= size) {
            throw new IllegalArgumentException(name + " is " + value + "; expected 0 to " + (size - 1));
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

    /**
     * That {@code array} holds what these sizes need from {@code offset} on. Sizes one by one, because a varargs array for
     * each argument of each call is what would be allocated in steady state.
     */
    static void range(String name, float[] array, int offset, int size) {
        range(name, array == null ? -1 : array.length, offset, size, 1, 1, 1, 1, 1);
    }

    static void range(String name, float[] array, int offset, int rows, int columns) {
        range(name, array == null ? -1 : array.length, offset, rows, columns, 1, 1, 2, 1);
    }

    static void range(String name, float[] array, int offset, int size0, int size1, int size2) {
        range(name, array == null ? -1 : array.length, offset, size0, size1, size2, 1, 3, 1);
    }

    static void range(String name, float[] array, int offset, int size0, int size1, int size2, int size3) {
        range(name, array == null ? -1 : array.length, offset, size0, size1, size2, size3, 4, 1);
    }

    static void range(String name, int[] array, int offset, int rows, int columns) {
        range(name, array == null ? -1 : array.length, offset, rows, columns, 1, 1, 2, 1);
    }

    /** The same for a batch in its layout. */
    static void range(String name, float[] array, int offset, Layout layout, int batch, int size1, int size2,
            int size3) {
        range(name, array == null ? -1 : array.length, offset, layout, batch, size1, size2, size3, 4);
    }

    static void range(String name, int[] array, int offset, Layout layout, int batch, int size1, int size2,
            int size3) {
        range(name, array == null ? -1 : array.length, offset, layout, batch, size1, size2, size3, 4);
    }

    static void range(String name, float[] array, int offset, Layout layout, int batch, int size1, int size2) {
        range(name, array == null ? -1 : array.length, offset, layout, batch, size1, size2, 1, 3);
    }

    static void range(String name, float[] array, int offset, Layout layout, int batch, int size1) {
        range(name, array == null ? -1 : array.length, offset, layout, batch, size1, 1, 1, 2);
    }

    private static void range(String name, int length, int offset, Layout layout, int batch, int size1, int size2,
            int size3, int dimensions) {
        if (layout == Layout.NCHW) {
            range(name, length, offset, batch, size1, size2, size3, dimensions, 1);
        } else {
            range(name, length, offset, Layout.groups(batch), size1, size2, size3, dimensions, Layout.GROUP);
        }
    }

    /** The sizes come from a checked shape, so their product is an int. A length of −1 is no array. */
    private static void range(String name, int length, int offset, int size0, int size1, int size2, int size3,
            int dimensions, int lanes) {
        int needed = size0 * size1 * size2 * size3 * lanes;
        if (length >= 0 && offset >= 0 && length - offset >= needed) {
            return;
        }
        String sizes = sizes(Arrays.copyOf(new long[]{size0, size1, size2, size3}, dimensions))
                + (lanes == 1 ? "" : "×" + lanes);
        if (length < 0) {
            throw new NullPointerException(name + " is null; expected an array of " + sizes);
        }
        notNegative(name + "Offset", offset);
        throw new IllegalArgumentException(name + " has " + length + " elements"
                + (offset == 0 ? "" : ", and " + (length - offset) + " from offset " + offset) + "; " + sizes
                + " needs "
                + needed);
    }

    /**
     * That both operands of a product fit one array once they are packed: each in whole panels, which are at most 32 rows or
     * columns wide.
     */
    static void packed(String a, String b, int rows, int columns, int depth) {
        long needed = ((long) rows + columns + 62) * depth;
        if (needed > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(a + " and " + b + " are " + sizes(rows, depth) + " and "
                    + sizes(depth, columns) + ", up to " + needed + " floats once packed; an array holds at most "
                    + Integer.MAX_VALUE);
        }
    }

    /**
     * That each index is that of a cell of a plane. One pass over all of them, without a branch in the loop: it costs a
     * fraction of the scattering that follows.
     */
    static void cells(String name, int[] indices, int offset, int length, int height, int width) {
        int plane = height * width;
        int least = 0;
        int most = 0;
        for (int i = offset; i < offset + length; i++) {
            least = Math.min(least, indices[i]);
            most = Math.max(most, indices[i]);
        }
        if (least == 0 && most < plane) {
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            if (indices[i] < 0 || indices[i] >= plane) {
                throw new IllegalArgumentException(name + "[" + i + "] is " + indices[i] + "; expected 0 to "
                        + (plane - 1) + ", a cell of a " + height + "×" + width + " plane");
            }
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

    /** That two ranges of the same length are the same or share no element. */
    static void sameOrApart(String name, float[] array, int offset, String otherName, float[] other, int otherOffset,
            int length) {
        if (offset != otherOffset) {
            apart(name, array, offset, length, otherName, other, otherOffset, length);
        }
    }

    /** That a loss is of a kind. */
    static void kind(LossShape shape, LossShape.Kind kind) {
        if (shape == null) {
            throw new NullPointerException("shape is null");
        }
        if (shape.kind() != kind) {
            throw new IllegalArgumentException("shape is " + shape + "; expected kind " + kind);
        }
    }

    /** That class weights, where there are any, are one a class and apart from an array that is written. */
    static void classWeights(LossShape shape, float[] classWeights, int offset, String written, float[] array,
            int arrayOffset, int length) {
        if (classWeights != null) {
            range("classWeights", classWeights, offset, shape.classes());
            apart(written, array, arrayOffset, length, "classWeights", classWeights, offset, shape.classes());
        }
    }

    /** That each label is a class or the ignored one. Tells how many are not ignored. */
    static int labels(int[] labels, int offset, LossShape shape) {
        int rows = shape.rows();
        range("labels", labels, offset, shape.batch(), shape.positions());
        int counted = 0;
        for (int i = offset; i < offset + rows; i++) {
            int label = labels[i];
            if (label == shape.ignoredLabel()) {
                continue;
            }
            if (label < 0 || label >= shape.classes()) {
                throw new IllegalArgumentException("labels[" + i + "] is " + label + "; expected 0 to "
                        + (shape.classes() - 1) + ", or " + shape.ignoredLabel() + " to be ignored");
            }
            counted++;
        }
        return counted;
    }
}
