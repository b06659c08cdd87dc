package io.github.lanewise.kernels;

import java.util.Objects;

/**
 * Matrices of one shape and layout, each {@code step} elements behind the one before: item i is {@code first} with its
 * offset raised by i·step. A step of 0 broadcasts: all items are the first. Such a batch can only be read. Items may
 * interleave, as heads do in a row of attention.
 *
 * @param first item 0
 * @param count items
 * @param step elements from one item to the next; 0 where all items are one
 */
public record MatrixBatch(Matrix first, int count, int step) {
    /**
     * Checks the batch.
     *
     * @throws NullPointerException if {@code first} is null
     * @throws IllegalArgumentException if there are less than one item, the step is negative, or the last element of the
     *         last item lies outside the array
     */
    public MatrixBatch {
        Objects.requireNonNull(first, "first");
        Check.positive("count", count);
        Check.notNegative("step", step);
        long last = first.offset() + (count - 1L) * step + first.span() - 1;
        if (last >= first.data().length) {
            throw new IllegalArgumentException("data of first has " + first.data().length + " elements; the last of "
                    + count + " items with step " + step + " stands at " + last);
        }
    }

    /**
     * Dense row-major matrices, one behind the other.
     *
     * @param data the array
     * @param count items
     * @param rows rows of an item
     * @param columns columns of an item
     * @return the batch of its first count·rows·columns elements
     */
    public static MatrixBatch of(float[] data, int count, int rows, int columns) {
        return new MatrixBatch(Matrix.of(data, rows, columns), count, rows * columns);
    }

    /**
     * The transposes of all items, over the same elements.
     *
     * @return the batch with rows and columns exchanged
     */
    public MatrixBatch transpose() {
        return new MatrixBatch(first.transpose(), count, step);
    }
}
