package io.github.lanewise.lenet.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files for tests: pixels are random, labels count 0, 1, … 9, 0, …. */
final class IdxBytes {
    static final int IMAGES_MAGIC = 0x0803;
    static final int LABELS_MAGIC = 0x0801;

    private IdxBytes() {}

    static byte[] images(int count) {
        return images(IMAGES_MAGIC, count, 28, 28, pixels(count));
    }

    static byte[] images(int magic, int count, int rows, int columns, byte[] pixels) {
        return ByteBuffer.allocate(16 + pixels.length).putInt(magic).putInt(count).putInt(rows).putInt(columns)
                .put(pixels).array();
    }

    static byte[] pixels(int count) {
        byte[] pixels = new byte[count * 28 * 28];
        new Random(count).nextBytes(pixels);
        return pixels;
    }

    static byte[] labels(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return labels(LABELS_MAGIC, count, labels);
    }

    static byte[] labels(int magic, int count, byte... labels) {
        return ByteBuffer.allocate(8 + labels.length).putInt(magic).putInt(count).put(labels).array();
    }

    static byte[] gzip(byte[] content) {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(content);
            }
            return packed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a good data set, the test files gzipped. */
    static void writeFolder(Path folder, int trainCount, int testCount) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), images(trainCount));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(trainCount));
        Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(images(testCount)));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(labels(testCount)));
    }
}
