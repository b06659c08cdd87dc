package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SyntheticDigitsTest {
    private static final int PIXELS = 28 * 28;
    private static Dataset digits;

    @BeforeAll
    static void generate() {
        digits = SyntheticDigits.generate(1, SyntheticDigits.DEFAULT_TRAIN_COUNT, SyntheticDigits.DEFAULT_TEST_COUNT,
                2);
    }

    @Test
    void saysThatItIsSynthetic() {
        assertTrue(digits.synthetic());
        assertEquals("digits", digits.name());
        assertEquals("synthetic digits (drawn by a program from seed 1; not collected handwriting), "
                + "60000 training and 10000 test images", digits.description());
    }

    /** These digests hold on every machine; a change of the generator must be meant. */
    @Test
    void pixelsAreTheSameEverywhere() throws NoSuchAlgorithmException {
        assertEquals("a28abd940fa66ca2dc01058eea611cb032d4de83ecaf96a5ce3455bae3a2efdd", digest(1));
        assertEquals("fa50484befc8f8d4213424a75f28fa405e7b08ea6aa67e1804e797370e61835c", digest(-7));
    }

    private static String digest(long seed) throws NoSuchAlgorithmException {
        Dataset few = SyntheticDigits.generate(seed, 64, 16, 1);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(few.trainImages());
        digest.update(few.trainLabels());
        digest.update(few.testImages());
        digest.update(few.testLabels());
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void neitherThreadsNorCountsChangeAnImage() {
        for (int threads : new int[]{1, 3, 8}) {
            Dataset other = SyntheticDigits.generate(1, 2_000, 700, threads);
            assertArrayEquals(Arrays.copyOf(digits.trainImages(), 2_000 * PIXELS), other.trainImages());
            assertArrayEquals(Arrays.copyOf(digits.trainLabels(), 2_000), other.trainLabels());
            assertArrayEquals(Arrays.copyOf(digits.testImages(), 700 * PIXELS), other.testImages());
            assertArrayEquals(Arrays.copyOf(digits.testLabels(), 700), other.testLabels());
        }
    }

    @Test
    void classesAreBalanced() {
        checkBalance(digits.trainLabels());
        checkBalance(digits.testLabels());
    }

    /** Five deviations of the binomial distribution. */
    private static void checkBalance(byte[] labels) {
        int[] counts = new int[10];
        for (byte label : labels) {
            counts[label]++;
        }
        double allowed = 5 * Math.sqrt(labels.length * 0.09);
        for (int count : counts) {
            assertEquals(labels.length / 10.0, count, allowed);
        }
    }

    @Test
    void noImageComesTwice() {
        Set<ByteBuffer> seen = new HashSet<>();
        for (byte[] images : new byte[][]{digits.trainImages(), digits.testImages()}) {
            for (int at = 0; at < images.length; at += PIXELS) {
                assertTrue(seen.add(ByteBuffer.wrap(images, at, PIXELS).slice()), "image at byte " + at);
            }
        }
    }

    @Test
    void windowsOfRandomNumbersFollowEachOther() {
        CounterRandom random = new CounterRandom(5);
        random.enter(41);
        for (int i = 0; i < 1 << 16; i++) {
            random.nextLong();
        }
        long next = random.nextLong();
        random.enter(42);
        assertEquals(next, random.nextLong());
    }

    @Test
    void bellHasMeanZeroAndDeviationOne() {
        CounterRandom random = new CounterRandom(5);
        random.enter(0);
        double sum = 0;
        double squares = 0;
        int count = 1_000_000;
        for (int i = 0; i < count; i++) {
            double value = random.bell();
            assertTrue(Math.abs(value) < 3.47);
            sum += value;
            squares += value * value;
        }
        assertEquals(0, sum / count, 0.005);
        assertEquals(1, squares / count, 0.007);
    }

    @Test
    void everyImageHasInk() {
        for (int at = 0; at < digits.trainImages().length; at += PIXELS) {
            int ink = 0;
            for (int p = 0; p < PIXELS; p++) {
                ink += (digits.trainImages()[at + p] & 0xff) > 100 ? 1 : 0;
            }
            assertTrue(ink >= 12 && ink < PIXELS / 2, ink + " dark pixels in the image at byte " + at);
        }
    }

    @Test
    void linearClassifierStaysUnder95Percent() {
        SoftmaxRegression linear = new SoftmaxRegression(PIXELS);
        for (float rate : new float[]{0.02f, 0.01f, 0.005f, 0.0025f, 0.00125f}) {
            linear.trainEpoch(digits.trainImages(), digits.trainLabels(), rate);
        }
        double accuracy = linear.accuracy(digits.testImages(), digits.testLabels());
        assertTrue(accuracy > 0.7 && accuracy < 0.95, "linear classifier: " + accuracy);
    }

    @Test
    void refusesArgumentsOutOfRange() {
        checkRefused("trainCount is 0; expected 1 to 1000000", 0, 1, 1);
        checkRefused("testCount is 1000001; expected 1 to 1000000", 1, 1_000_001, 1);
        checkRefused("threads is -1; expected 1 to 2147483647", 1, 1, -1);
    }

    private static void checkRefused(String message, int trainCount, int testCount, int threads) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class,
                () -> SyntheticDigits.generate(1, trainCount, testCount, threads));
        assertEquals(message, error.getMessage());
    }

    @Test
    void seedsDiffer() {
        Dataset other = SyntheticDigits.generate(2, 10, 10, 1);
        assertFalse(Arrays.equals(other.trainImages(), Arrays.copyOf(digits.trainImages(), 10 * PIXELS)));
        assertFalse(Arrays.equals(other.trainImages(), other.testImages()));
    }
}
