package io.github.lanewise.lenet.data;

import static io.github.lanewise.lenet.data.IdxBytes.IMAGES_MAGIC;
import static io.github.lanewise.lenet.data.IdxBytes.LABELS_MAGIC;
import static io.github.lanewise.lenet.data.IdxBytes.gzip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("some-file");
    }

    @Test
    void readsImagesPlainAndGzipped() throws IOException {
        byte[] pixels = IdxBytes.pixels(3);
        assertArrayEquals(pixels, IdxReader.images(write(IdxBytes.images(3))));
        assertArrayEquals(pixels, IdxReader.images(write(gzip(IdxBytes.images(3)))));
    }

    @Test
    void readsLabelsPlainAndGzipped() throws IOException {
        byte[] labels = {0, 9, 4};
        byte[] content = IdxBytes.labels(LABELS_MAGIC, 3, labels);
        assertArrayEquals(labels, IdxReader.labels(write(content)));
        assertArrayEquals(labels, IdxReader.labels(write(gzip(content))));
    }

    @Test
    void refusesWrongMagic() throws IOException {
        checkImages(IdxBytes.labels(20), "byte 0 (magic number)",
                "0x00000801; expected 0x00000803 (images: unsigned bytes in 3 dimensions)");
        checkLabels(IdxBytes.images(1), "byte 0 (magic number)",
                "0x00000803; expected 0x00000801 (labels: unsigned bytes in 1 dimension)");
    }

    @Test
    void refusesOtherSizes() throws IOException {
        byte[] pixels = new byte[32 * 32];
        checkImages(IdxBytes.images(IMAGES_MAGIC, 1, 32, 32, pixels), "byte 8 (rows)",
                "images have 32 rows; expected 28×28 pixels");
        checkImages(IdxBytes.images(IMAGES_MAGIC, 1, 28, -1, pixels), "byte 12 (columns)",
                "images have 4294967295 columns; expected 28×28 pixels");
    }

    @Test
    void refusesCountsOutOfRange() throws IOException {
        checkLabels(IdxBytes.labels(LABELS_MAGIC, 0), "byte 4 (count)", "0; expected 1 to 1000000");
        checkLabels(IdxBytes.labels(LABELS_MAGIC, -1), "byte 4 (count)", "4294967295; expected 1 to 1000000");
        checkImages(IdxBytes.images(IMAGES_MAGIC, 1_000_001, 28, 28, new byte[0]), "byte 4 (count)",
                "1000001; expected 1 to 1000000");
    }

    @Test
    void refusesTruncation() throws IOException {
        byte[] images = IdxBytes.images(2);
        checkImages(Arrays.copyOf(images, 7), "byte 7 (count)", "truncated: the file ends inside its header");
        checkImages(new byte[0], "byte 0 (magic number)", "truncated: the file ends inside its header");
        byte[] cut = Arrays.copyOf(images, images.length - 1);
        checkImages(cut, "byte 1583 (end of file)",
                "truncated, or a wrong count: 2 images announced, which end at byte 1584");
        checkImages(gzip(cut), "unpacked byte 1583 (end of file)",
                "truncated, or a wrong count: 2 images announced, which end at byte 1584");
    }

    @Test
    void refusesTrailingBytes() throws IOException {
        byte[] longer = Arrays.copyOf(IdxBytes.labels(5), 14);
        checkLabels(longer, "byte 13",
                "trailing bytes, or a wrong count: 5 labels announced, which end at byte 13 of 14");
        checkLabels(gzip(longer), "unpacked byte 13",
                "trailing bytes, or a wrong count: 5 labels announced, which end at byte 13");
    }

    @Test
    void refusesBytesBehindTheGzipStream() throws IOException {
        byte[] packed = gzip(IdxBytes.labels(5));
        for (int extra : new int[]{1, 7, 8, 40}) {
            checkLabels(Arrays.copyOf(packed, packed.length + extra), "packed byte " + packed.length,
                    "trailing bytes after the gzip stream; the file has " + (packed.length + extra));
        }
    }

    @Test
    void refusesTruncatedGzip() throws IOException {
        byte[] packed = gzip(IdxBytes.images(2));
        for (int length : new int[]{5, 300, packed.length - 9, packed.length - 1}) {
            checkImages(Arrays.copyOf(packed, length), "", "truncated: the gzip stream breaks off");
        }
    }

    @Test
    void refusesDamagedGzip() throws IOException {
        byte[] packed = gzip(IdxBytes.images(2));
        packed[packed.length - 5] ^= 1;
        checkImages(packed, "", "damaged gzip stream: Corrupt GZIP trailer");
    }

    @Test
    void refusesLabelsOverNine() throws IOException {
        checkLabels(IdxBytes.labels(LABELS_MAGIC, 3, (byte) 1, (byte) 10, (byte) 2), "byte 9",
                "label 10; expected 0 to 9");
        checkLabels(gzip(IdxBytes.labels(LABELS_MAGIC, 1, (byte) 255)), "unpacked byte 8",
                "label 255; expected 0 to 9");
    }

    @Test
    void refusesGzipBombThatAnnouncesItself() throws IOException {
        byte[] bomb = bomb(100_000, 1 << 20);
        checkImages(bomb, "unpacked byte 4 (count)", "100000 images announced, which end at byte 78400016, from only "
                + bomb.length + " gzipped bytes: truncated, or a gzip bomb");
    }

    @Test
    void stopsUnpackingAtTheAnnouncedEnd() throws IOException {
        checkImages(bomb(1, 100 << 20), "unpacked byte 800",
                "trailing bytes, or a wrong count: 1 images announced, which end at byte 800");
    }

    @Test
    void refusesWhatCannotBeRead() {
        DataException error = assertThrows(DataException.class, () -> IdxReader.images(folder.resolve("absent")));
        assertTrue(error.getMessage().contains("absent: cannot be read: "), error.getMessage());
    }

    /** A gzip file whose header announces so many images, with so many zeros behind it. */
    private static byte[] bomb(int count, int zeros) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(IdxBytes.images(IMAGES_MAGIC, count, 28, 28, new byte[0]));
            byte[] block = new byte[1 << 20];
            for (int written = 0; written < zeros; written += block.length) {
                out.write(block);
            }
        }
        return packed.toByteArray();
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(file, content);
    }

    private void checkImages(byte[] content, String place, String problem) throws IOException {
        write(content);
        check(assertThrows(DataException.class, () -> IdxReader.images(file)), place, problem);
    }

    private void checkLabels(byte[] content, String place, String problem) throws IOException {
        write(content);
        check(assertThrows(DataException.class, () -> IdxReader.labels(file)), place, problem);
    }

    private void check(DataException error, String place, String problem) {
        assertEquals(file.toString(), error.file());
        assertEquals(place, error.place());
        assertEquals(file + ": " + (place.isEmpty() ? "" : place + ": ") + problem, error.getMessage());
    }
}
