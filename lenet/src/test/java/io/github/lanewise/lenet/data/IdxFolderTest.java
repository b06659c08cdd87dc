package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
    @TempDir
    private Path folder;

    @Test
    void readsPlainAndGzippedFilesSideBySide() throws IOException {
        IdxBytes.writeFolder(folder, 12, 5);
        Dataset dataset = read();
        assertEquals("here, 12 training and 5 test images", dataset.description());
        assertEquals(12, dataset.trainCount());
        assertEquals(5, dataset.testCount());
        assertEquals(28, dataset.rows());
        assertEquals(28, dataset.columns());
        assertFalse(dataset.synthetic());
        assertArrayEquals(IdxBytes.pixels(12), dataset.trainImages());
        assertArrayEquals(IdxBytes.pixels(5), dataset.testImages());
        assertArrayEquals(new byte[]{0, 1, 2, 3, 4}, dataset.testLabels());
    }

    @Test
    void gzippedFileGoesBeforePlainOne() throws IOException {
        IdxBytes.writeFolder(folder, 2, 5);
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(4));
        assertEquals(5, read().testCount());
    }

    @Test
    void saysWhichFilesWereLookedFor() throws IOException {
        IdxBytes.writeFolder(folder, 2, 2);
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        Files.move(folder.resolve("t10k-labels-idx1-ubyte.gz"), folder.resolve("t10k-labels"));
        checkMissing(folder, "train-labels-idx1-ubyte[.gz], t10k-labels-idx1-ubyte[.gz]");
    }

    private static void checkMissing(Path folder, String missing) {
        DataException error = assertThrows(DataException.class,
                () -> new IdxFolder(folder).read("name", "text", Dataset.DIGITS));
        assertEquals(folder + ": looked for train-images-idx3-ubyte[.gz], train-labels-idx1-ubyte[.gz], "
                + "t10k-images-idx3-ubyte[.gz], t10k-labels-idx1-ubyte[.gz]; missing: " + missing, error.getMessage());
    }

    @Test
    void refusesLabelsAndImagesThatDifferInNumber() throws IOException {
        IdxBytes.writeFolder(folder, 12, 5);
        Path labels = Files.write(folder.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(11));
        DataException error = assertThrows(DataException.class, this::read);
        assertEquals(labels + ": byte 4 (count): 11 labels; " + folder.resolve("train-images-idx3-ubyte")
                + " has 12 images", error.getMessage());
    }

    @Test
    void ignoresWhatIsNoRegularFile() throws IOException {
        IdxBytes.writeFolder(folder, 2, 2);
        Files.createDirectory(folder.resolve("t10k-labels-idx1-ubyte"));
        assertEquals(2, read().testCount());
    }

    private Dataset read() throws DataException {
        return new IdxFolder(folder).read("name", "here", Dataset.DIGITS);
    }
}
