package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;

/**
 * How the matrices of a batch lie in an array.
 *
 * @param layout how each lies
 * @param items how they lie among each other
 * @param count how many there are
 * @param rows rows of each
 * @param columns columns of each
 */
public record Placement(Layout layout, Items items, int count, int rows, int columns) {
    private static final int GAP = 3;

    /** How a matrix lies in its array. */
    public enum Layout {
        /** Row after row. */
        ROWS,
        /** Column after column: a transpose. */
        COLUMNS,
        /** Row after row with a gap between rows. */
        ROWS_WITH_GAP,
        /** Elements and rows apart, as in one channel of many. */
        STRIDED,
        /** Both strides 1, so that elements are shared: the windows of a one-dimensional convolution. */
        HANKEL,
        /** One row for all. */
        BROADCAST_ROW,
        /** One column for all. */
        BROADCAST_COLUMN,
        /** One element for all. */
        BROADCAST_SCALAR;

        /**
         * Whether each element of a matrix is an element of the array.
         *
         * @return false where elements are shared, so that the matrix can only be read
         */
        public boolean distinct() {
            return ordinal() < HANKEL.ordinal();
        }
    }

    /** How the matrices of a batch lie among each other. */
    public enum Items {
        /** All are one and the same. */
        ONE,
        /** Each behind the one before, with a gap. */
        APART,
        /** Element beside element, as the channels of an image lie in some layouts. */
        INTERLEAVED
    }

    /**
     * Floats from the first element to the last, both included.
     *
     * @return their number
     */
    public int span() {
        return (count - 1) * step() + spanOfOne();
    }

    /**
     * The view of these matrices.
     *
     * @param array where they lie
     * @param offset where the first begins
     * @return the view
     */
    public MatrixBatch in(float[] array, int offset) {
        return new MatrixBatch(new Matrix(array, offset, rows, columns, rowStride(), columnStride()), count, step());
    }

    /**
     * Where an element stands.
     *
     * @param element its number, matrix by matrix and row by row
     * @return its place behind the first element
     */
    public int at(int element) {
        int item = element / (rows * columns);
        int row = element / columns % rows;
        return item * step() + row * rowStride() + element % columns * columnStride();
    }

    /**
     * How many elements all matrices have.
     *
     * @return their number, shared ones counted as often as they occur
     */
    public int elements() {
        return count * rows * columns;
    }

    private int spanOfOne() {
        return (rows - 1) * rowStride() + (columns - 1) * columnStride() + 1;
    }

    private int step() {
        return switch (items) {
            case ONE -> 0;
            case APART -> spanOfOne() + GAP;
            case INTERLEAVED -> 1;
        };
    }

    private int rowStride() {
        return spread() * switch (layout) {
            case ROWS -> columns;
            case COLUMNS, HANKEL, BROADCAST_COLUMN -> 1;
            case ROWS_WITH_GAP -> columns + 5;
            case STRIDED -> 3 * columns + 2;
            case BROADCAST_ROW, BROADCAST_SCALAR -> 0;
        };
    }

    private int columnStride() {
        return spread() * switch (layout) {
            case ROWS, ROWS_WITH_GAP, HANKEL, BROADCAST_ROW -> 1;
            case COLUMNS -> rows;
            case STRIDED -> 3;
            case BROADCAST_COLUMN, BROADCAST_SCALAR -> 0;
        };
    }

    private int spread() {
        return items == Items.INTERLEAVED ? count : 1;
    }
}
