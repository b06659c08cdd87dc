package io.github.lanewise.lenet.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one IDX file of unsigned bytes, gzipped or not (told by its content, since browsers unpack without renaming).
 * An IDX file is a big-endian magic number (0x0801 for labels, 0x0803 for images), one 32-bit size for each dimension,
 * then the bytes. The reader believes nothing: a header is held against the size of the file before any memory is
 * taken, memory grows only with bytes really read, and at most one byte more than announced is ever unpacked.
 */
final class IdxReader implements AutoCloseable {
    /** Height and width of every image, in pixels. */
    static final int SIDE = 28;

    /** Sixteen times MNIST; 784 MB of pixels. */
    static final int MAX_COUNT = 1_000_000;

    /** Real images shrink five to ten times; beyond this a small file is there to fill the memory. */
    private static final int MAX_GZIP_RATIO = 100;

    /** Below this a ratio means nothing: sorted labels shrink six hundred times. */
    private static final int GZIP_ALLOWANCE = 1 << 20;

    private static final int LABELS_MAGIC = 0x0801;
    private static final int IMAGES_MAGIC = 0x0803;

    private final Path file;
    private final long fileSize;
    private final InputStream in;
    private final boolean gzipped;
    private long offset;

    private IdxReader(Path file) throws IOException {
        this.file = file;
        fileSize = Files.size(file);
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        try {
            gzipped = startsLikeGzip(raw);
            in = gzipped ? new GzipMember(new CountingStream(raw)) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Reads a file of 28×28 images.
     *
     * @param file
     *            an IDX file
     * @return the pixels, 784 bytes an image
     * @throws DataException
     *             if the file cannot be read or is not exactly what its header says
     */
    static byte[] images(Path file) throws DataException {
        return read(file, reader -> {
            reader.checkMagic(IMAGES_MAGIC);
            int count = reader.count();
            reader.checkSide("rows");
            reader.checkSide("columns");
            return reader.body(count, "images", SIDE * SIDE);
        });
    }

    /**
     * Reads a file of labels.
     *
     * @param file
     *            an IDX file
     * @return one byte a label, each 0 to 9
     * @throws DataException
     *             if the file cannot be read, is not exactly what its header says, or has a label over 9
     */
    static byte[] labels(Path file) throws DataException {
        return read(file, reader -> {
            reader.checkMagic(LABELS_MAGIC);
            int count = reader.count();
            long start = reader.offset;
            byte[] labels = reader.body(count, "labels", 1);
            for (int i = 0; i < labels.length; i++) {
                int label = labels[i] & 0xff;
                if (label >= Dataset.CLASSES) {
                    throw reader.problem(start + i, "", "label " + label + "; expected 0 to 9");
                }
            }
            return labels;
        });
    }

    private interface Format {
        byte[] read(IdxReader reader) throws IOException;
    }

    private static byte[] read(Path file, Format format) throws DataException {
        try (IdxReader reader = new IdxReader(file)) {
            return format.read(reader);
        } catch (DataException e) {
            throw e;
        } catch (EOFException e) {
            throw new DataException(file.toString(), "", "truncated: the gzip stream breaks off", e);
        } catch (ZipException e) {
            throw new DataException(file.toString(), "", "damaged gzip stream: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    private void checkMagic(int expected) throws IOException {
        int magic = readInt("magic number");
        if (magic != expected) {
            throw problem(offset - 4, "magic number",
                    "0x%08x; expected 0x%08x (%s)".formatted(magic, expected,
                            expected == IMAGES_MAGIC
                                    ? "images: unsigned bytes in 3 dimensions"
                                    : "labels: unsigned bytes in 1 dimension"));
        }
    }

    private int count() throws IOException {
        long count = Integer.toUnsignedLong(readInt("count"));
        if (count < 1 || count > MAX_COUNT) {
            throw problem(offset - 4, "count", count + "; expected 1 to " + MAX_COUNT);
        }
        return (int) count;
    }

    private void checkSide(String dimension) throws IOException {
        long size = Integer.toUnsignedLong(readInt(dimension));
        if (size != SIDE) {
            throw problem(offset - 4, dimension,
                    "images have %d %s; expected %d×%d pixels".formatted(size, dimension, SIDE, SIDE));
        }
    }

    private int readInt(String field) throws IOException {
        byte[] bytes = in.readNBytes(4);
        if (bytes.length < 4) {
            throw problem(offset + bytes.length, field, "truncated: the file ends inside its header");
        }
        offset += 4;
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    /** Reads the items and makes sure that the file ends behind them. */
    private byte[] body(int count, String items, int itemSize) throws IOException {
        int length = Math.multiplyExact(count, itemSize);
        long end = offset + length;
        String announced = "%d %s announced, which end at byte %d".formatted(count, items, end);
        if (gzipped && end > GZIP_ALLOWANCE + MAX_GZIP_RATIO * fileSize) {
            throw problem(4, "count", "%s, from only %d gzipped bytes: truncated, or a gzip bomb"
                    .formatted(announced, fileSize));
        }
        if (!gzipped && fileSize < end) {
            throw problem(fileSize, "end of file", "truncated, or a wrong count: " + announced);
        }
        if (!gzipped && fileSize > end) {
            throw problem(end, "", "trailing bytes, or a wrong count: " + announced + " of " + fileSize);
        }
        // readNBytes collects what comes piece by piece; it does not allocate the announced length at once.
        byte[] bytes = in.readNBytes(length);
        offset += bytes.length;
        if (offset < end) {
            throw problem(offset, "end of file", "truncated, or a wrong count: " + announced);
        }
        if (in.read() >= 0) {
            throw problem(end, "", "trailing bytes, or a wrong count: " + announced);
        }
        if (in instanceof GzipMember member && member.end() != fileSize) {
            throw new DataException(file.toString(), "packed byte " + member.end(),
                    "trailing bytes after the gzip stream; the file has " + fileSize);
        }
        return bytes;
    }

    private DataException problem(long at, String what, String text) {
        String place = (gzipped ? "unpacked byte " : "byte ") + at + (what.isEmpty() ? "" : " (" + what + ")");
        return new DataException(file.toString(), place, text);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static boolean startsLikeGzip(InputStream in) throws IOException {
        in.mark(2);
        byte[] start = in.readNBytes(2);
        in.reset();
        return start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    }

    /** A gzip stream that knows where its member ended; what follows, GZIPInputStream silently drops or appends. */
    private static final class GzipMember extends GZIPInputStream {
        private static final int TRAILER_SIZE = 8;
        private final long headerSize;

        GzipMember(CountingStream in) throws IOException {
            super(in, 1 << 16);
            headerSize = in.count; // the constructor reads the gzip header and not a byte more
        }

        /** Tells where in the file the member ends, once all of it is read. A second member starts the count anew. */
        long end() {
            return headerSize + inf.getBytesRead() + TRAILER_SIZE;
        }
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = super.read(bytes, from, length);
            count += Math.max(got, 0);
            return got;
        }
    }
}
