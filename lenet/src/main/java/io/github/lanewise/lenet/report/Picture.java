package io.github.lanewise.lenet.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * A small picture of numbers, a pixel each: blue above zero, orange below, clear at zero, so that it suits a light and a dark page
 * alike.
 */
final class Picture {
    private static final int ABOVE = 0x2563eb;
    private static final int BELOW = 0xea580c;
    private static final int MARK = 0xff16a34a;
    private static final int NOT_A_NUMBER = 0xffd946ef;
    private static final int OPAQUE = 255;

    private final BufferedImage image;

    Picture(int rows, int columns) {
        image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    }

    /** The largest magnitude among numbers that are finite; 1 where all are zero. */
    static float scale(float[] values, int begin, int length) {
        float largest = 0;
        for (int i = begin; i < begin + length; i++) {
            if (Float.isFinite(values[i])) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
        }
        return largest == 0 ? 1 : largest;
    }

    /** A number; in full colour where its magnitude is that of the scale. */
    void number(int row, int column, float value, float scale) {
        int alpha = Math.round(OPAQUE * Math.min(1, Math.abs(value) / scale));
        image.setRGB(column, row,
                Float.isFinite(value) ? alpha << 24 | (value < 0 ? BELOW : ABOVE) : NOT_A_NUMBER);
    }

    /** A rectangle of numbers, row after row. */
    void numbers(int top, int left, int rows, int columns, float[] values, int begin, float scale) {
        for (int i = 0; i < rows * columns; i++) {
            number(top + i / columns, left + i % columns, values[begin + i], scale);
        }
    }

    /** Ink, 0 to 255: black, which a dark page inverts. */
    void ink(byte[] pixels, int begin) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            image.setRGB(i % image.getWidth(), i / image.getWidth(), (pixels[begin + i] & 0xff) << 24);
        }
    }

    /** A cell that stands out. */
    void mark(int cell) {
        image.setRGB(cell % image.getWidth(), cell / image.getWidth(), MARK);
    }

    /** As PNG within an address. */
    String address() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** For a page, each pixel so many of the page's. */
    Tile tile(String name, int zoom) {
        return new Tile(name, address(), zoom * image.getWidth(), zoom * image.getHeight());
    }

    /** For a page, enlarged to about so many of its pixels. */
    Tile tileOfWidth(String name, int width) {
        return tile(name, Math.max(1, Math.round((float) width / image.getWidth())));
    }
}
