package io.github.lanewise.lenet;

/**
 * Rows and columns: of a kernel, of its steps, of the padding on each side.
 *
 * @param height
 *            rows
 * @param width
 *            columns
 */
public record Size(int height, int width) {
    /**
     * As many columns as rows.
     *
     * @param side
     *            either
     * @return the size
     */
    public static Size square(int side) {
        return new Size(side, side);
    }

    @Override
    public String toString() {
        return height + "×" + width;
    }
}
