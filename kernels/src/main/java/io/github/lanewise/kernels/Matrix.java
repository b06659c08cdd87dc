package io.github.lanewise.kernels;

/**
 * A strided view of a matrix in an array: element (i, j) stands at {@code offset + i·rowStride + j·columnStride}. A
 * transpose is a change of strides, and a stride of 0 broadcasts: all rows, or all columns, are the same elements. Such a
 * view can only be read. Make views once and use them often: they hold no more than these numbers.
 *
 * @param data the array
 * @param offset where element (0, 0) stands
 * @param rows rows
 * @param columns columns
 * @param rowStride elements from one row to the next; 0 where all rows are one
 * @param columnStride elements from one column to the next; 0 where all columns are one
 */
public record Matrix(float[] data, int offset, int rows, int columns, int rowStride, int columnStride) {
    /**
     * Checks the view.
     *
     * @throws NullPointerException if {@code data} is null
     * @throws IllegalArgumentException if a size is below 1, a stride or the offset negative, or the last element
     *         outside the array
     */
    public Matrix {
        if (data == null) {
            throw new NullPointerException("data is null; expected an array of " + rows + "×" + columns);
        }
        Check.notNegative("offset", offset);
        Check.positive("rows", rows);
        Check.positive("columns", columns);
        Check.notNegative("rowStride", rowStride);
        Check.notNegative("columnStride", columnStride);
        long last = offset + (rows - 1L) * rowStride + (columns - 1L) * columnStride;
        if (last >= data.length) {
            throw new IllegalArgumentException("data has " + data.length + " elements; the last of " + rows + "×"
                    + columns + " with strides " + rowStride + ", " + columnStride + " from offset " + offset
                    + " stands at " + last);
        }
    }

    /**
     * A dense row-major view.
     *
     * @param data the array
     * @param rows rows
     * @param columns columns
     * @return the view of its first rows·columns elements
     */
    public static Matrix of(float[] data, int rows, int columns) {
        return new Matrix(data, 0, rows, columns, columns, 1);
    }

    /**
     * A row that stands for every row: a bias for the columns.
     *
     * @param data the row
     * @param rows rows
     * @param columns columns
     * @return the view in which element (i, j) is {@code data[j]}
     */
    public static Matrix broadcastRow(float[] data, int rows, int columns) {
        return new Matrix(data, 0, rows, columns, 0, 1);
    }

    /**
     * A column that stands for every column: a bias for the rows.
     *
     * @param data the column
     * @param rows rows
     * @param columns columns
     * @return the view in which element (i, j) is {@code data[i]}
     */
    public static Matrix broadcastColumn(float[] data, int rows, int columns) {
        return new Matrix(data, 0, rows, columns, 1, 0);
    }

    /**
     * A number that stands for every element.
     *
     * @param data the number, as an array's first element
     * @param rows rows
     * @param columns columns
     * @return the view in which element (i, j) is {@code data[0]}
     */
    public static Matrix broadcastScalar(float[] data, int rows, int columns) {
        return new Matrix(data, 0, rows, columns, 0, 0);
    }

    /**
     * The transpose, over the same elements.
     *
     * @return the view with rows and columns exchanged
     */
    public Matrix transpose() {
        return new Matrix(data, offset, columns, rows, columnStride, rowStride);
    }

    /** Elements from the first of the view to its last, both included. */
    int span() {
        return (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
    }
}
