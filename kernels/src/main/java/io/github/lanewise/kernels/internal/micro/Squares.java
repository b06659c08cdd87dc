package io.github.lanewise.kernels.internal.micro;

/**
 * The windows of a pooling in squares of 2×2 cells that tile a plane: the one at (row, column) holds the cells
 * 2·row·width + 2·column + {0, 1, width, width + 1}. A last column and row of an odd width and height are in none.
 *
 * @param rows rows of windows
 * @param columns windows of a row
 * @param height rows of the plane, 2·rows or one more
 * @param width cells of a row of the plane, 2·columns or one more
 */
public record Squares(int rows, int columns, int height, int width) {
    /** Cells of a plane. */
    public int cells() {
        return height * width;
    }

    /** Windows of a plane. */
    public int windows() {
        return rows * columns;
    }
}
