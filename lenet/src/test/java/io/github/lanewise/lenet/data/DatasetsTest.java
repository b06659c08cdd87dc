package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    private static final String EXPECTED = "expected digits, mnist, fashion-mnist, a folder of images or a CSV file";

    @TempDir
    private Path folder;

    @Test
    void drawsDigits() throws IOException {
        Dataset dataset = Datasets.open("digits", DatasetOptions.defaults().withDigits(3, 20, 10).withThreads(2));
        assertTrue(dataset.synthetic());
        assertEquals(20, dataset.trainCount());
        assertEquals(10, dataset.testCount());
    }

    @Test
    void readsFolder() throws IOException {
        IdxBytes.writeFolder(folder, 7, 4);
        Dataset dataset = Datasets.open(folder.toString(), DatasetOptions.defaults());
        assertFalse(dataset.synthetic());
        assertEquals(folder.toString(), dataset.name());
        assertEquals("IDX files in " + folder + ", 7 training and 4 test images", dataset.description());
    }

    @Test
    void suggestsTheNearestName() {
        checkRefused("mnits",
                "'mnits': neither a data set nor a file or folder; " + EXPECTED + "; did you mean mnist?");
        checkRefused("Digits",
                "'Digits': neither a data set nor a file or folder; " + EXPECTED + "; did you mean digits?");
        checkRefused("fashion", "'fashion': neither a data set nor a file or folder; " + EXPECTED
                + "; did you mean fashion-mnist?");
        checkRefused("imagenet-21k", "'imagenet-21k': neither a data set nor a file or folder; " + EXPECTED);
        checkRefused("", "'': neither a data set nor a file or folder; " + EXPECTED);
        checkRefused("a\0b", "'a\0b': neither a data set nor a file or folder; " + EXPECTED);
    }

    private static void checkRefused(String name, String message) {
        assertEquals(message, assertThrows(DataException.class, () -> Datasets.open(name, DatasetOptions.defaults()))
                .getMessage());
    }

    @Test
    void cacheFolderFollowsTheXdgSpecification() {
        assertEquals(Path.of("/big/lanewise"), DatasetOptions.cacheFolder("/big", "/home/me"));
        assertEquals(Path.of("/home/me/.cache/lanewise"), DatasetOptions.cacheFolder(null, "/home/me"));
        assertEquals(Path.of("/home/me/.cache/lanewise"), DatasetOptions.cacheFolder("", "/home/me"));
        assertEquals(Path.of("/home/me/.cache/lanewise"), DatasetOptions.cacheFolder("big", "/home/me"));
    }

    @Test
    void datasetRefusesPartsThatDoNotFit() {
        checkParts("trainImages has 5 bytes; 1 labels of 2×2 need 4", new byte[5], new byte[1], new byte[0],
                new byte[0]);
        checkParts("testLabels[1] is 200; expected 0 to 9", new byte[4], new byte[1], new byte[8],
                new byte[]{9, (byte) 200});
    }

    @Test
    void datasetRefusesNamesThatAreNotTen() {
        assertEquals("classNames are [a, b]; expected 10",
                assertThrows(IllegalArgumentException.class, () -> new Dataset("x", "x", false, 2, 2, new byte[0],
                        new byte[0], new byte[0], new byte[0], List.of("a", "b"))).getMessage());
    }

    private static void checkParts(String message, byte[] trainImages, byte[] trainLabels, byte[] testImages,
            byte[] testLabels) {
        assertEquals(message, assertThrows(IllegalArgumentException.class,
                () -> new Dataset("x", "x", false, 2, 2, trainImages, trainLabels, testImages, testLabels))
                .getMessage());
    }
}
