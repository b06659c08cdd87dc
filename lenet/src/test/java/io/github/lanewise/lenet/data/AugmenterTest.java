package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;
    private static final byte[] DIGITS = SyntheticDigits.generate(1, 100, 1, 1).trainImages();

    private static byte[] apply(Augmenter augmenter, int image, byte[] from, int fromOffset) {
        byte[] to = new byte[PIXELS];
        augmenter.apply(image, from, fromOffset, to, 0);
        return to;
    }

    private static byte[] digit(Augmenter augmenter, int image) {
        return apply(augmenter, image, DIGITS, image * PIXELS);
    }

    /** This digest holds on every machine; a change must be meant. */
    @Test
    void pixelsAreTheSameEverywhere() throws NoSuchAlgorithmException {
        Augmenter augmenter = new Augmenter(new Augmentation(2, 34), 7, SIDE, SIDE);
        augmenter.begin(3);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int image = 0; image < 100; image++) {
            digest.update(digit(augmenter, image));
        }
        assertEquals("1e3f70a1eb14393adc8cd1ca52364fb19a8921e7d92c6d9bfb69cbb6d864298a",
                HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void whatCameBeforeChangesNothing() {
        Augmentation augmentation = new Augmentation(2, 34);
        Augmenter first = new Augmenter(augmentation, 7, SIDE, SIDE);
        first.begin(4);
        byte[] expected = digit(first, 42);
        Augmenter second = new Augmenter(augmentation, 7, SIDE, SIDE);
        digit(second, 3);
        second.begin(4);
        digit(second, 99);
        assertArrayEquals(expected, digit(second, 42));
        assertFalse(Arrays.equals(expected, apply(second, 43, DIGITS, 42 * PIXELS)), "another image");
        second.begin(5);
        assertFalse(Arrays.equals(expected, digit(second, 42)), "another epoch");
        Augmenter third = new Augmenter(augmentation, 8, SIDE, SIDE);
        third.begin(4);
        assertFalse(Arrays.equals(expected, digit(third, 42)), "another seed");
    }

    @Test
    void noneLeavesImagesAsTheyAre() {
        Augmenter augmenter = new Augmenter(Augmentation.NONE, 1, SIDE, SIDE);
        for (int image = 0; image < 100; image++) {
            assertArrayEquals(Arrays.copyOfRange(DIGITS, image * PIXELS, (image + 1) * PIXELS),
                    digit(augmenter, image));
        }
    }

    /** One dot of ink tells where an image went; it goes everywhere about equally often. The image is not square. */
    @Test
    void shiftsEvenly() {
        int rows = 9;
        int columns = 11;
        byte[] dot = new byte[rows * columns];
        dot[4 * columns + 5] = (byte) 200;
        Augmenter augmenter = new Augmenter(new Augmentation(2, 0), 1, rows, columns);
        int[] counts = new int[25];
        int images = 10_000;
        byte[] to = new byte[rows * columns];
        for (int image = 0; image < images; image++) {
            augmenter.apply(image, dot, 0, to, 0);
            int found = 0;
            while (to[found] == 0) {
                found++;
            }
            assertEquals(200, to[found] & 0xff);
            to[found] = 0;
            assertArrayEquals(new byte[rows * columns], to);
            counts[(found / columns - 2) * 5 + found % columns - 3]++;
        }
        double expected = images / 25.0;
        for (int count : counts) {
            assertEquals(expected, count, 5 * Math.sqrt(expected)); // five deviations of the binomial distribution
        }
    }

    /** What is shifted out of the picture is gone, and background comes in: a full picture becomes a smaller rectangle. */
    @Test
    void shiftsInBackground() {
        byte[] full = new byte[PIXELS];
        Arrays.fill(full, (byte) 255);
        Augmenter augmenter = new Augmenter(new Augmentation(7, 0), 1, SIDE, SIDE);
        for (int image = 0; image < 1000; image++) {
            byte[] to = apply(augmenter, image, full, 0);
            int[] inked = IntStream.range(0, PIXELS).filter(i -> to[i] == -1).toArray();
            int height = inked[inked.length - 1] / SIDE - inked[0] / SIDE + 1;
            int width = inked[inked.length - 1] % SIDE - inked[0] % SIDE + 1;
            assertEquals(height * width, inked.length);
            assertTrue(height >= SIDE - 7 && width >= SIDE - 7, height + "×" + width);
            assertEquals(inked.length, IntStream.range(0, PIXELS).filter(i -> to[i] != 0).count());
        }
    }

    /**
     * On a ramp of 5 greys a pixel, the change of a pixel is five times its displacement. White noise under a Gaussian of deviation σ
     * and strength α moves pixels by α / √3 / (2σ√π), and displacements d pixels apart have the correlation exp(−d² / 4σ²). Fifty
     * fields of some 65,536 / 4πσ² = 326 independent places give 16,300 of them (less than one image's worth is taken from each):
     * the mean of their squares is known to √(2 / 16,300) = 1.1 %, five deviations of which are 5.5 %. Rounding to whole greys adds
     * 1/12 to a variance of 48.
     */
    @Test
    void bendsAsThePaperSays() {
        double alpha = 34;
        double sigma = 4;
        double square = 0;
        double one = 0;
        double four = 0;
        int samples = 0;
        for (boolean across : new boolean[]{true, false}) {
            byte[] ramp = new byte[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                ramp[i] = (byte) (60 + 5 * (across ? i % SIDE : i / SIDE));
            }
            for (int seed = 0; seed < 25; seed++) {
                Augmenter augmenter = new Augmenter(new Augmentation(0, alpha), seed, SIDE, SIDE);
                for (int image = 0; image < 300; image++) {
                    byte[] to = apply(augmenter, image, ramp, 0);
                    for (int row = 8; row < 20; row += 4) {
                        int at = row * SIDE + 8;
                        double here = displacement(ramp, to, at);
                        square += here * here;
                        one += here * displacement(ramp, to, at + 1);
                        four += here * displacement(ramp, to, at + 4 * SIDE);
                        samples++;
                    }
                }
            }
        }
        double expected = alpha / Math.sqrt(3) / (2 * sigma * Math.sqrt(Math.PI));
        assertEquals(expected, Math.sqrt(square / samples), 0.03 * expected);
        assertEquals(Math.exp(-1 / (4 * sigma * sigma)), one / square, 0.01);
        assertEquals(Math.exp(-16 / (4 * sigma * sigma)), four / square, 0.055);
    }

    private static double displacement(byte[] from, byte[] to, int at) {
        return ((to[at] & 0xff) - (from[at] & 0xff)) / 5.0;
    }

    @Test
    void allocatesNothing() {
        Augmenter augmenter = new Augmenter(new Augmentation(2, 34), 1, SIDE, SIDE);
        byte[] to = new byte[PIXELS];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        augmenter.apply(0, DIGITS, 0, to, 0);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int image = 0; image < 100; image++) {
            augmenter.apply(image, DIGITS, image * PIXELS, to, 0);
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }
}
