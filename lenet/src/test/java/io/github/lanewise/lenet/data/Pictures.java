package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures for tests. */
public final class Pictures {
    private Pictures() {}

    /** An image of a data set as a picture. */
    public static Picture of(byte[] images, int image) {
        byte[] pixels = new byte[784];
        System.arraycopy(images, image * 784, pixels, 0, 784);
        return new Picture(28, 28, pixels);
    }

    public static void writePng(Picture picture, Path file) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
        assertTrue(ImageIO.write(image, "png", file.toFile()));
    }

    /** Each pixel a square of so many, somewhere on paper of the given size, as light ink or dark. */
    public static Picture drawn(Picture image, int times, int height, int width, int top, int left, boolean dark) {
        byte[] pixels = new byte[height * width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int y = Math.floorDiv(row - top, times);
                int x = Math.floorDiv(column - left, times);
                boolean on = y >= 0 && y < image.height() && x >= 0 && x < image.width();
                int ink = on ? image.at(y, x) : 0;
                pixels[row * width + column] = (byte) (dark ? 255 - ink : ink);
            }
        }
        return new Picture(width, height, pixels);
    }
}
