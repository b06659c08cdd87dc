package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Mutates good files at random: the reader returns exactly what the bytes say, or throws a DataException. */
class IdxFuzzTest {
    /** Above the largest file here, its copies and the buffers of gzip; far below what a forged header asks for. */
    private static final long MAX_ALLOCATION = 4 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Path file;

    @BeforeContainer
    static void createFile() throws IOException {
        file = Files.createTempFile("lanewise-fuzz", "");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    private interface Reader {
        byte[] read(Path file) throws IOException;
    }

    @Property(tries = 3000)
    void mutatedImages(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count, @ForAll boolean gzipped)
            throws IOException {
        check(IdxBytes.images(count), 16, gzipped, new Random(seed), IdxReader::images);
    }

    @Property(tries = 3000)
    void mutatedLabels(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count, @ForAll boolean gzipped)
            throws IOException {
        check(IdxBytes.labels(count), 8, gzipped, new Random(seed), IdxReader::labels);
    }

    /** Unpacked content is mutated in two of three cases, the gzip wrapper in the others. */
    private static void check(byte[] good, int headerSize, boolean gzipped, Random random, Reader reader)
            throws IOException {
        boolean inside = !gzipped || random.nextInt(3) > 0;
        byte[] content = inside ? mutate(good, random) : good;
        byte[] packed = gzipped ? IdxBytes.gzip(content) : content;
        Files.write(file, inside ? packed : mutate(packed, random));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        final byte[] read;
        try {
            read = reader.read(file);
        } catch (DataException e) {
            assertEquals(file.toString(), e.file());
            assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            return;
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < MAX_ALLOCATION, () -> allocated + " bytes allocated");
        }
        assertArrayEquals(Arrays.copyOfRange(content, headerSize, content.length), read);
        byte[] header = Arrays.copyOf(good, headerSize);
        ByteBuffer.wrap(header).putInt(4, headerSize == 8 ? read.length : read.length / 784);
        assertArrayEquals(header, Arrays.copyOf(content, headerSize), "header accepted");
        assertTrue(headerSize == 16 || IntStream.range(0, read.length).allMatch(i -> read[i] >= 0 && read[i] <= 9));
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int times = random.nextInt(4); times >= 0 && mutated.length > 0; times--) {
            mutated = mutateOnce(mutated, random);
        }
        return mutated;
    }

    private static byte[] mutateOnce(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int near = random.nextInt(Math.min(bytes.length, 20));
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] = (byte) random.nextInt();
            case 1 -> bytes[near] = (byte) random.nextInt();
            case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                if (bytes.length >= 24) {
                    ByteBuffer.wrap(bytes).putInt(near & ~3, random.nextInt());
                }
            }
            case 4 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 5 -> {
                return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(50));
            }
            default -> {
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
                return shorter;
            }
        }
        return bytes;
    }
}
