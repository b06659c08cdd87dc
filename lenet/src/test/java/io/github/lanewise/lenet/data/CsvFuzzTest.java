package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Mutates a good CSV file at random: the reader returns what a plain reading of the text gives, or throws a DataException. */
class CsvFuzzTest {
    private static final byte[] GOOD = (Csv.header(true) + Csv.lines(0, 3, "\r\n")).getBytes(StandardCharsets.UTF_8);

    private static Path file;

    @BeforeContainer
    static void createFile() throws IOException {
        file = Files.createTempFile("lanewise-fuzz", ".csv");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 500)
    void mutated(@ForAll long seed) throws IOException {
        byte[] bytes = mutate(GOOD.clone(), new Random(seed));
        Files.write(file, bytes);
        LabelledImages images;
        try {
            images = CsvFile.read(file);
        } catch (DataException e) {
            assertTrue(e.getMessage().matches("(?s)\\Q" + file + "\\E: line [1-5].*"), e.getMessage());
            return;
        }
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n");
        int header = Character.isDigit(lines[0].charAt(0)) ? 0 : 1;
        assertEquals(lines.length - header, images.labels().length);
        for (int n = 0; n < images.labels().length; n++) {
            String[] cells = lines[n + header].strip().split(",", -1);
            assertEquals(785, cells.length);
            assertEquals(Integer.parseInt(cells[0]), images.labels()[n]);
            for (int i = 0; i < 784; i++) {
                assertEquals(Integer.parseInt(cells[i + 1]), images.pixels()[n * 784 + i] & 0xff);
            }
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        String interesting = "0123456789,,\r\n\n\".- ;";
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) interesting.charAt(random.nextInt(interesting.length()));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        return Arrays.copyOf(bytes, at + 1);
                    }
                }
                default -> {
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                    System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
                    bytes = shorter;
                }
            }
        }
        return bytes;
    }
}
