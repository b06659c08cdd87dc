package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreparationTest {
    /** The image that comes back has its strongest ink at 255; MNIST's often ends at 253 or 254. */
    private static byte[] stretched(byte[] images, int image) {
        byte[] pixels = Pictures.of(images, image).pixels();
        int most = 0;
        for (byte pixel : pixels) {
            most = Math.max(most, pixel & 0xff);
        }
        for (int i = 0; i < 784; i++) {
            pixels[i] = (byte) StrictMath.round((pixels[i] & 0xff) * 255f / most);
        }
        return pixels;
    }

    /** Blown up, on larger paper, anywhere, dark or light: the same image comes out, to the last bit. */
    @Test
    void mnistComesBackAsItWas() throws IOException {
        byte[] images = SharedData.open("mnist").testImages();
        Random random = new Random(1);
        for (int image = 0; image < 200; image++) {
            int times = 1 + random.nextInt(8);
            int height = 28 * times + 2 + random.nextInt(100);
            int width = 28 * times + 2 + random.nextInt(100);
            Picture picture = Pictures.drawn(Pictures.of(images, image), times, height, width,
                    1 + random.nextInt(height - 28 * times - 1), 1 + random.nextInt(width - 28 * times - 1),
                    random.nextBoolean());
            assertArrayEquals(stretched(images, image), Preparation.MNIST.apply(picture), "image " + image);
        }
    }

    @Test
    void clothesLieInTheMiddleWithTheirLongerSideAtTheEdges() {
        byte[] pixels = new byte[60 * 50];
        Arrays.fill(pixels, (byte) 200);
        for (int row = 3; row < 31; row++) {
            Arrays.fill(pixels, row * 50 + 20, row * 50 + 34, (byte) 60);
        }
        byte[] image = Preparation.FASHION.apply(new Picture(50, 60, pixels));
        for (int i = 0; i < 784; i++) {
            assertEquals(i % 28 >= 7 && i % 28 < 21 ? 255 : 0, image[i] & 0xff);
        }
    }

    @Test
    void resizingKeepsWhatHasTheSizeAndAveragesWhatIsLarger() {
        byte[] digit = SyntheticDigits.generate(1, 1, 1, 1).trainImages();
        assertArrayEquals(digit, Preparation.RESIZE.apply(new Picture(28, 28, digit)));
        byte[] stripes = new byte[56 * 84];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i % 2 == 0 ? 100 : 0);
        }
        byte[] flat = new byte[784];
        Arrays.fill(flat, (byte) 50);
        assertArrayEquals(flat, Preparation.RESIZE.apply(new Picture(56, 84, stripes)));
    }

    /** Two pixels as 28: between their middles, which lie at 6.5 and 20.5, a line. */
    @Test
    void interpolatesWhatIsSmaller() {
        byte[] image = Preparation.RESIZE.apply(new Picture(2, 1, new byte[]{0, 28}));
        for (int column = 0; column < 28; column++) {
            double expected = Math.clamp(2 * (column - 6.5), 0, 28);
            assertEquals(expected, image[column], 0.5, "column " + column);
            assertEquals(image[column], image[27 * 28 + column]);
        }
    }

    /** Paper of uneven grey and noise is still paper: nothing of it is left. */
    @Test
    void unevenPaper() {
        Random random = new Random(1);
        byte[] pixels = new byte[100 * 100];
        for (int i = 0; i < pixels.length; i++) {
            boolean ink = i / 100 >= 30 && i / 100 < 70 && i % 100 >= 45 && i % 100 < 55;
            pixels[i] = (byte) (ink ? 40 : 170 + i % 100 / 5 + random.nextInt(10));
        }
        byte[] image = Preparation.MNIST.apply(new Picture(100, 100, pixels));
        int inked = 0;
        for (byte pixel : image) {
            inked += pixel != 0 ? 1 : 0;
        }
        assertTrue(inked >= 100 && inked <= 160, inked + " pixels; a bar of 20×5 has 100");
    }

    /** Two faint lines make a box of 20×20 whose mass is all in its corner; in the middle of the image, it would not fit. */
    @Test
    void massThatLiesAsideStaysInside() {
        byte[] pixels = new byte[40 * 40];
        for (int i = 1; i <= 20; i++) {
            pixels[40 + i] = 5;
            pixels[40 * i + 1] = 5;
        }
        pixels[41] = (byte) 255;
        byte[] image = Preparation.MNIST.apply(new Picture(40, 40, pixels));
        assertEquals(255, image[8 * 28 + 8] & 0xff);
        assertEquals(5, image[8 * 28 + 27]);
        assertEquals(5, image[27 * 28 + 8]);
    }

    @Test
    void refusesAnEmptyPicture() {
        Picture empty = new Picture(3, 2, new byte[]{9, 9, 9, 9, 9, 9});
        assertEquals("nothing on the picture stands out from its frame",
                assertThrows(IllegalArgumentException.class, () -> Preparation.MNIST.apply(empty)).getMessage());
        assertArrayEquals(new byte[]{9, 9}, Arrays.copyOf(Preparation.RESIZE.apply(empty), 2));
        assertThrows(IllegalArgumentException.class, () -> new Picture(3, 2, new byte[5]));
    }

    @Test
    void followsTheClasses() {
        assertEquals(Preparation.MNIST, Preparation.of(Dataset.DIGITS));
        assertEquals(Preparation.FASHION, Preparation.of(Dataset.FASHION));
        assertEquals(Preparation.RESIZE, Preparation.of(List.of("cat", "dog")));
    }
}
