package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Mutates good pictures at random: the reader returns a picture of 28×28, or throws a DataException. */
class PictureFuzzTest {
    /** Above what a decoder needs for 784 pixels, its tables of colours (4 MB) among it; far below what a forged header asks for. */
    private static final long MAX_ALLOCATION = 16 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final byte[] GREY_PNG = encode("png", BufferedImage.TYPE_BYTE_GRAY);
    private static final byte[] COLOUR_PNG = encode("png", BufferedImage.TYPE_INT_ARGB);
    private static final byte[] GREY_JPEG = encode("jpeg", BufferedImage.TYPE_BYTE_GRAY);
    private static final byte[] COLOUR_JPEG = encode("jpeg", BufferedImage.TYPE_INT_RGB);

    private static Path file;

    @BeforeContainer
    static void createFile() throws IOException {
        file = Files.createTempFile("lanewise-fuzz", "");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    private static byte[] encode(String format, int type) {
        BufferedImage image = new BufferedImage(28, 28, type);
        for (int i = 0; i < 784; i++) {
            image.setRGB(i % 28, i / 28, 0xff000000 | i * i % 251 * 0x010101);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertTrue(ImageIO.write(image, format, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Property(tries = 500)
    void mutatedPng(@ForAll long seed, @ForAll boolean grey) throws IOException {
        check(grey ? GREY_PNG : COLOUR_PNG, new Random(seed));
    }

    @Property(tries = 500)
    void mutatedJpeg(@ForAll long seed, @ForAll boolean grey) throws IOException {
        check(grey ? GREY_JPEG : COLOUR_JPEG, new Random(seed));
    }

    private static void check(byte[] good, Random random) throws IOException {
        Files.write(file, mutate(good, random));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            Picture picture = PictureReader.read(file, 28, 28);
            assertEquals(28, picture.width());
            assertEquals(784, picture.pixels().length);
        } catch (DataException e) {
            assertEquals(file.toString(), e.file());
            assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < MAX_ALLOCATION, () -> allocated + " bytes allocated");
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt();
                case 1 -> mutated[random.nextInt(Math.min(40, mutated.length))] = (byte) random.nextInt();
                case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> mutated[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return mutated;
    }
}
