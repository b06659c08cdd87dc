package io.github.lanewise.lenet.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a CSV file of 28×28 images as they are on Kaggle: in each line a label and 784 pixels, whole numbers without quotes, label 0
 * to 9, pixels 0 (background) to 255, with commas between. A first line that begins with no digit is a header and skipped. Memory
 * grows only with what is really read.
 */
final class CsvFile {
    private static final int SIDE = IdxReader.SIDE;
    private static final int PIXELS = SIDE * SIDE;
    /** Of a header: names such as {@code pixel783} and {@code 28x28} need a tenth of it. */
    private static final int MAX_HEADER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
    private int line = 1;
    /** The byte that comes next, −1 behind the last. */
    private int next;

    private CsvFile(Path file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        next = in.read();
    }

    /**
     * Reads all images.
     *
     * @param file
     *            a CSV file
     * @return the images in the order of their lines
     * @throws DataException
     *             if it cannot be read, or a line is not as above: the message names line and column
     */
    static LabelledImages read(Path file) throws DataException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new CsvFile(file, in).images();
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    /**
     * Whether the file has pixels but no labels, as the {@code test.csv} of Kaggle's competition: its first line has 784 columns.
     *
     * @param file
     *            a CSV file
     * @return true if so
     * @throws DataException
     *             if it cannot be read
     */
    static boolean unlabelled(Path file) throws DataException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(MAX_HEADER);
            int columns = 1;
            for (int i = 0; i < start.length && start[i] != '\n'; i++) {
                columns += start[i] == ',' ? 1 : 0;
            }
            return columns == PIXELS;
        } catch (IOException e) {
            throw new DataException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    private LabelledImages images() throws IOException {
        if (next >= 0 && (next < '0' || next > '9')) {
            skipHeader();
        }
        while (next >= 0) {
            if (labels.size() == IdxReader.MAX_COUNT) {
                throw problem("", "expected at most " + IdxReader.MAX_COUNT + " images");
            }
            labels.write(number(0, Dataset.CLASSES - 1));
            for (int column = 1; column <= PIXELS; column++) {
                separator(column);
                pixels.write(number(column, 255));
            }
            endOfLine();
        }
        if (labels.size() == 0) {
            throw problem("", "no image; expected a label and 784 pixels in each line");
        }
        return new LabelledImages(pixels.toByteArray(), labels.toByteArray());
    }

    private void skipHeader() throws IOException {
        for (int length = 0; next >= 0 && next != '\n'; length++) {
            if (length == MAX_HEADER) {
                throw problem("", "no end within %d bytes; expected a header or numbers".formatted(MAX_HEADER));
            }
            next = in.read();
        }
        next = in.read();
        line++;
    }

    private int number(int column, int most) throws IOException {
        int value = -1;
        while (next >= '0' && next <= '9' && value <= most) {
            value = Math.max(value, 0) * 10 + next - '0';
            next = in.read();
        }
        if (value < 0) {
            throw problem(name(column), found() + "; expected a number from 0 to " + most);
        }
        if (value > most) {
            throw problem(name(column), "more than %d; expected a number from 0 to %d".formatted(most, most));
        }
        return value;
    }

    private void separator(int column) throws IOException {
        if (next == '\r' || next == '\n' || next < 0) {
            throw problem("", "%d columns; expected 785: a label and 784 pixels".formatted(column));
        }
        if (next != ',') {
            throw problem(name(column - 1), found() + " behind the number; expected a comma");
        }
        next = in.read();
    }

    private void endOfLine() throws IOException {
        if (next == ',') {
            throw problem("", "more than 785 columns; expected a label and 784 pixels");
        }
        if (next == '\r') {
            next = in.read();
        }
        if (next != '\n' && next >= 0) {
            throw problem(name(PIXELS), found() + " behind the number; expected the end of the line");
        }
        next = in.read();
        line++;
    }

    private String found() {
        return next < 0
                ? "the end of the file"
                : next == '\n' || next == '\r'
                        ? "the end of the line"
                        : next > ' ' && next < 0x7f ? "'" + (char) next + "'" : "byte %d".formatted(next);
    }

    private static String name(int column) {
        return column == 0 ? "label" : "pixel " + (column - 1);
    }

    private DataException problem(String what, String text) {
        return new DataException(file.toString(), "line " + line + (what.isEmpty() ? "" : " (" + what + ")"), text);
    }
}
