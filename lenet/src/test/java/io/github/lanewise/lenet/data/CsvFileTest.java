package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("images.csv"), text);
    }

    private void checkThree(String text) throws IOException {
        LabelledImages images = CsvFile.read(write(text));
        assertEquals(3, images.labels().length);
        assertEquals(3 * 784, images.pixels().length);
        for (int image = 0; image < 3; image++) {
            assertEquals(Csv.label(image), images.labels()[image]);
            for (int i = 0; i < 784; i++) {
                assertEquals(Csv.pixel(image, i), images.pixels()[image * 784 + i]);
            }
        }
    }

    @Test
    void readsWithHeaderOrWithoutAndAnyEndOfLine() throws IOException {
        checkThree(Csv.lines(0, 3, "\n"));
        checkThree(Csv.header(true) + Csv.lines(0, 3, "\n"));
        checkThree(Csv.header(true).replace("\n", "\r\n") + Csv.lines(0, 3, "\r\n"));
        checkThree(Csv.lines(0, 2, "\n") + Csv.line(2, true));
    }

    @Test
    void tellsFilesWithoutLabels() throws IOException {
        assertEquals(true, CsvFile.unlabelled(write(Csv.header(false) + Csv.line(0, false))));
        assertEquals(true, CsvFile.unlabelled(write(Csv.line(0, false))));
        assertEquals(false, CsvFile.unlabelled(write(Csv.header(true) + Csv.line(0, true))));
    }

    @Test
    void refuses() throws IOException {
        String good = Csv.line(0, true);
        check("line 1: no image; expected a label and 784 pixels in each line", "");
        check("line 2: no image; expected a label and 784 pixels in each line", Csv.header(true));
        check("line 1: no end within 65536 bytes; expected a header or numbers", "x".repeat(70_000));
        check("line 2 (label): more than 9; expected a number from 0 to 9", good + "\n10,0");
        check("line 2 (label): '-'; expected a number from 0 to 9", good + "\n-1,0");
        check("line 2 (label): the end of the line; expected a number from 0 to 9", good + "\n\n" + good);
        check("line 1 (pixel 0): more than 255; expected a number from 0 to 255", "1,256,0");
        check("line 1 (pixel 0): more than 255; expected a number from 0 to 255", "1,99999999999999999999,0");
        check("line 1 (pixel 1): byte 32; expected a number from 0 to 255", "1,0, 0");
        check("line 1 (pixel 0): '.' behind the number; expected a comma", "1,0.0,0");
        check("line 1 (pixel 2): the end of the file; expected a number from 0 to 255", "1,0,0,");
        check("line 1: 3 columns; expected 785: a label and 784 pixels", "1,0,0\n");
        check("line 1: 784 columns; expected 785: a label and 784 pixels",
                "1" + good.substring(1, good.lastIndexOf(',')));
        check("line 1: more than 785 columns; expected a label and 784 pixels", good + ",0\n");
        check("line 1 (pixel 783): ';' behind the number; expected the end of the line", good + ";\n");
    }

    private void check(String message, String text) throws IOException {
        Path file = write(text);
        assertEquals(file + ": " + message, assertThrows(DataException.class, () -> CsvFile.read(file)).getMessage());
    }
}
