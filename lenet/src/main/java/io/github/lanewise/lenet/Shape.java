package io.github.lanewise.lenet;

/**
 * What one image has become at some point of a network.
 *
 * @param channels
 *            channels, or the features behind a flattening
 * @param height
 *            rows, 1 behind a flattening
 * @param width
 *            columns, 1 behind a flattening
 */
public record Shape(int channels, int height, int width) {
    /**
     * Floats of one image.
     *
     * @return channels · height · width
     */
    public int length() {
        return channels * height * width;
    }

    @Override
    public String toString() {
        return height == 1 && width == 1 ? String.valueOf(channels) : channels + "×" + height + "×" + width;
    }
}
