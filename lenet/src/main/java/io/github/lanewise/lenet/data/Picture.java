package io.github.lanewise.lenet.data;

/**
 * A grey picture of any size.
 *
 * @param width
 *            columns
 * @param height
 *            rows
 * @param pixels
 *            one byte each, row-major, 0 black to 255 white; shared, not copied
 */
public record Picture(int width, int height, byte[] pixels) {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException
     *             if there is no pixel, or not one for each place
     */
    public Picture {
        if (width < 1 || height < 1 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "pixels are %d; expected %d×%d, at least 1×1".formatted(pixels.length, height, width));
        }
    }

    /**
     * Tells a pixel.
     *
     * @param row
     *            which row
     * @param column
     *            which column
     * @return 0 black to 255 white
     */
    public int at(int row, int column) {
        return pixels[row * width + column] & 0xff;
    }
}
