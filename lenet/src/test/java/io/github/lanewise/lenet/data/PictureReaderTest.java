package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
    @TempDir
    private Path folder;

    private Path write(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("picture." + format);
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    @Test
    void greyIsTakenAsItStands() throws IOException {
        Picture picture = new Picture(16, 16, new byte[256]);
        for (int i = 0; i < 256; i++) {
            picture.pixels()[i] = (byte) i;
        }
        Path file = folder.resolve("ramp.png");
        Pictures.writePng(picture, file);
        Picture read = PictureReader.read(file);
        assertEquals(16, read.width());
        assertArrayEquals(picture.pixels(), read.pixels());
    }

    @Test
    void ofSixteenBitsTheUpperEight() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[]{0, 0x80ff, 0xffff});
        assertArrayEquals(new byte[]{0, (byte) 0x80, (byte) 0xff}, PictureReader.read(write(image, "png")).pixels());
    }

    @Test
    void coloursByTheirLumaAndTransparentOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(6, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 6, 1,
                new int[]{0xffff0000, 0xff00ff00, 0xff0000ff, 0xff646464, 0x00000000, 0x80000000}, 0, 6);
        // 0.299·255 = 76.2, 0.587·255 = 149.7, 0.114·255 = 29.1; half transparent: 255·(255 − 128) / 255 = 127
        assertArrayEquals(new byte[]{76, (byte) 150, 29, 100, (byte) 255, 127},
                PictureReader.read(write(image, "png")).pixels());
    }

    @Test
    void blackAndWhite() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(0, 0, 0xffffffff);
        assertArrayEquals(new byte[]{-1, 0}, PictureReader.read(write(image, "png")).pixels());
    }

    /** A flat JPEG has one coefficient a block, which comes back within a grey. */
    @Test
    void jpeg() throws IOException {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY);
        int[] flat = new int[200];
        Arrays.fill(flat, 77);
        image.getRaster().setPixels(0, 0, 20, 10, flat);
        Picture picture = PictureReader.read(write(image, "jpeg"));
        assertEquals(10, picture.height());
        for (byte pixel : picture.pixels()) {
            assertEquals(77, pixel & 0xff, 1);
        }
    }

    @Test
    void refusesWhatIsNoPicture() throws IOException {
        Path absent = folder.resolve("absent.png");
        check(absent + ": there is no such file", absent);
        check(folder + ": not a file; expected a PNG or JPEG file", folder);
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        check(text + ": neither a PNG nor a JPEG file", text);
        Path gif = write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_BINARY), "gif");
        check(gif + ": neither a PNG nor a JPEG file", gif);
        Path large = folder.resolve("large.png");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(PictureReader.MAX_FILE + 1); // without a block on the disk
        }
        check(large + ": 67,108,865 bytes; expected at most 67,108,864", large);
    }

    @Test
    void refusesAnotherSize() throws IOException {
        Path file = write(new BufferedImage(28, 27, BufferedImage.TYPE_BYTE_GRAY), "png");
        assertEquals(file + ": 27×28 pixels; expected 28×28",
                assertThrows(DataException.class, () -> PictureReader.read(file, 28, 28)).getMessage());
    }

    /** A header of 2³¹ − 1 pixels each way, and nothing behind it: refused by the header alone. */
    @Test
    void refusesTooManyPixelsBeforeDecoding() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504e470d0a1a0aL);
        byte[] header = ByteBuffer.allocate(17).put("IHDR".getBytes()).putInt(Integer.MAX_VALUE)
                .putInt(Integer.MAX_VALUE).put(new byte[]{8, 0, 0, 0, 0}).array();
        out.writeInt(13);
        out.write(header);
        CRC32 crc = new CRC32();
        crc.update(header);
        out.writeInt((int) crc.getValue());
        out.write(new byte[]{0, 0, 0, 0, 'I', 'D', 'A', 'T', 0x35, (byte) 0xaf, 0x06, 0x1e});
        Path file = Files.write(folder.resolve("bomb.png"), bytes.toByteArray());
        check(file + ": 2147483647×2147483647 pixels; expected at most 50,000,000 in all", file);
    }

    @Test
    void refusesWhatBreaksOff() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, i * i % 251);
        }
        for (String format : new String[]{"png", "jpeg"}) {
            Path file = write(image, format);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            DataException error = assertThrows(DataException.class, () -> PictureReader.read(file));
            assertTrue(error.getMessage().startsWith(file + ": damaged"), error.getMessage());
        }
    }

    private static void check(String message, Path file) {
        assertEquals(message, assertThrows(DataException.class, () -> PictureReader.read(file)).getMessage());
    }
}
