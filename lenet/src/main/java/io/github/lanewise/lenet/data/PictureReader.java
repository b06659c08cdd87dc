package io.github.lanewise.lenet.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG files as grey pictures. Grey is taken as it is (of 16 bits the upper eight), colours by their luma (ITU-R
 * BT.601: 0.299 red + 0.587 green + 0.114 blue), and what is transparent lies on white. The size of the file is held against a limit
 * before it is read, that of the picture before it is decoded; a picture that decodes with a warning is damaged and refused.
 */
public final class PictureReader {
    /** The largest file, in bytes. */
    static final long MAX_FILE = 64 << 20;

    /** The most pixels: more than a photograph of 48 megapixels, and what a heap of 1 GB can decode. */
    static final long MAX_PIXELS = 50_000_000;

    private static final List<String> FORMATS = List.of("png", "jpeg");
    private static final int OPAQUE = 255;

    private PictureReader() {}

    /**
     * Reads a picture.
     *
     * @param file
     *            a PNG or JPEG file, told by its content
     * @return its pixels
     * @throws DataException
     *             if it cannot be read, is of another format, too large or damaged
     */
    public static Picture read(Path file) throws DataException {
        return read(file, MAX_PIXELS);
    }

    private static Picture read(Path file, long maxPixels) throws DataException {
        return decode(file, bytes(file), (height, width) -> {
            if ((long) height * width > maxPixels) {
                throw new DataException(file.toString(), "",
                        "%d×%d pixels; expected at most %,d in all".formatted(height, width, maxPixels));
            }
        });
    }

    /** Reads a picture that must have a certain size, or is not even decoded. */
    static Picture read(Path file, int rows, int columns) throws DataException {
        return decode(file, bytes(file), (height, width) -> {
            if (height != rows || width != columns) {
                throw new DataException(file.toString(), "",
                        "%d×%d pixels; expected %d×%d".formatted(height, width, rows, columns));
            }
        });
    }

    private interface SizeCheck {
        void check(int height, int width) throws DataException;
    }

    private static byte[] bytes(Path file) throws DataException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new DataException(file.toString(), "",
                        Files.exists(file) ? "not a file; expected a PNG or JPEG file" : "there is no such file");
            }
            if (Files.size(file) > MAX_FILE) {
                throw new DataException(file.toString(), "",
                        "%,d bytes; expected at most %,d".formatted(Files.size(file), MAX_FILE));
            }
            return Files.readAllBytes(file);
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    private static Picture decode(Path file, byte[] bytes, SizeCheck size) throws DataException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(file, in);
            try {
                List<String> warnings = new ArrayList<>();
                reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
                reader.setInput(in, true, true); // metadata could hold anything, and nobody needs it
                size.check(reader.getHeight(0), reader.getWidth(0));
                Picture picture = grey(reader.read(0));
                if (!warnings.isEmpty()) {
                    throw new DataException(file.toString(), "", "damaged: " + warnings.getFirst());
                }
                return picture;
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the decoders throw either at what is damaged
            throw new DataException(file.toString(), "", "damaged, or of a kind that cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static ImageReader reader(Path file, ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        throw new DataException(file.toString(), "", "neither a PNG nor a JPEG file");
    }

    /** Grey samples are read as they stand: the JDK would convert them by another curve than files are written with. */
    private static Picture grey(BufferedImage image) {
        byte[] pixels = new byte[image.getWidth() * image.getHeight()];
        ColorModel colours = image.getColorModel();
        boolean grey = colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(colours instanceof IndexColorModel);
        int[] row = new int[image.getWidth() * (grey ? image.getRaster().getNumBands() : 1)];
        for (int y = 0; y < image.getHeight(); y++) {
            if (grey) {
                greyRow(image.getRaster(), y, row, pixels);
            } else {
                colourRow(image, y, row, pixels);
            }
        }
        return new Picture(image.getWidth(), image.getHeight(), pixels);
    }

    private static void greyRow(Raster raster, int y, int[] row, byte[] pixels) {
        int bands = raster.getNumBands();
        int shift = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        raster.getPixels(0, y, raster.getWidth(), 1, row);
        for (int x = 0; x < raster.getWidth(); x++) {
            int alpha = bands == 1 ? OPAQUE : row[x * bands + 1] >> shift;
            pixels[y * raster.getWidth() + x] = (byte) onWhite(row[x * bands] >> shift, alpha);
        }
    }

    private static void colourRow(BufferedImage image, int y, int[] row, byte[] pixels) {
        image.getRGB(0, y, image.getWidth(), 1, row, 0, image.getWidth());
        for (int x = 0; x < image.getWidth(); x++) {
            int luma = (299 * (row[x] >> 16 & 0xff) + 587 * (row[x] >> 8 & 0xff) + 114 * (row[x] & 0xff) + 500) / 1000;
            pixels[y * image.getWidth() + x] = (byte) onWhite(luma, row[x] >>> 24);
        }
    }

    private static int onWhite(int grey, int alpha) {
        return (grey * alpha + 255 * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE;
    }
}
