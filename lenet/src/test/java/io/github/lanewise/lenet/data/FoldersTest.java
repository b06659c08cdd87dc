package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of CSV files, and of class folders. */
class FoldersTest {
    @TempDir
    private Path folder;

    private Dataset open(Path path) throws DataException {
        return Datasets.open(path.toString(), DatasetOptions.defaults().withThreads(2));
    }

    private void refused(String problem) {
        assertEquals(folder + problem, assertThrows(DataException.class, () -> open(folder)).getMessage());
    }

    private void csv(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void twoCsvFiles() throws IOException {
        csv("mnist_train.csv", Csv.lines(0, 5, "\n"));
        csv("mnist_test.csv", Csv.header(true) + Csv.lines(5, 7, "\n"));
        Dataset dataset = open(folder);
        assertEquals("CSV files in " + folder + ", 5 training and 2 test images", dataset.description());
        assertEquals(Csv.label(5), dataset.testLabels()[0]);
        assertEquals(Csv.pixel(4, 783), dataset.trainImages()[5 * 784 - 1]);
        assertEquals(Dataset.DIGITS, dataset.classNames());
    }

    /** Images 5 and 11 become test images. */
    @Test
    void testImagesWithoutLabelsOrNoneAtAll() throws IOException {
        csv("train.csv", Csv.header(true) + Csv.lines(0, 13, "\n"));
        checkSplit(folder, "CSV files in ");
        csv("test.csv", Csv.header(false) + Csv.line(0, false));
        checkSplit(folder, "CSV files in ");
        checkSplit(folder.resolve("train.csv"), "CSV file ");
    }

    private void checkSplit(Path path, String start) throws IOException {
        Dataset dataset = open(path);
        assertEquals(start + path + ", 11 training and 2 test images (every sixth image; no test images were given)",
                dataset.description());
        assertArrayEquals(new byte[]{Csv.label(5), Csv.label(11)}, dataset.testLabels());
        assertEquals(Csv.pixel(11, 3), dataset.testImages()[784 + 3]);
        assertEquals(Csv.label(6), dataset.trainLabels()[5]);
        assertEquals(Csv.pixel(12, 0), dataset.trainImages()[10 * 784]);
    }

    @Test
    void csvFilesThatAreNotClear() throws IOException {
        csv("a.csv", Csv.lines(0, 5, "\n"));
        refused(": 5 images and no test images; expected at least 6, every 6th of which is then a test image");
        csv("b.csv", Csv.lines(0, 6, "\n"));
        refused(": has [a.csv, b.csv]; expected a CSV file whose name ends in train.csv");
        csv("x_train.csv", Csv.lines(0, 6, "\n"));
        csv("y_Train.CSV", Csv.lines(0, 6, "\n"));
        refused(": has [x_train.csv, y_Train.CSV]; expected one file whose name ends in train.csv");
    }

    @Test
    void fashionIsToldByItsName() throws IOException {
        csv("fashion-mnist_train.csv", Csv.lines(0, 6, "\n"));
        assertEquals(Dataset.FASHION, open(folder.resolve("fashion-mnist_train.csv")).classNames());
        assertEquals("Ankle boot", Dataset.FASHION.get(9));
    }

    private Path image(String path, int grey) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        byte[] pixels = new byte[784];
        Arrays.fill(pixels, (byte) grey);
        Pictures.writePng(new Picture(28, 28, pixels), file);
        return file;
    }

    /** The grey of each image tells where it came from. */
    @Test
    void classFolders() throws IOException {
        for (int i = 0; i < 300; i++) {
            image("train/" + (i % 2 == 0 ? "cat" : "dog") + "/" + i + ".png", i % 256);
        }
        image("test/dog/x.png", 7);
        image("train/.hidden/x.png", 0);
        Files.createFile(folder.resolve("train/cat/.nothing"));
        Dataset dataset = open(folder);
        assertEquals("class folders in " + folder + ", 300 training and 1 test images", dataset.description());
        assertEquals(List.of("cat", "dog", "2", "3", "4", "5", "6", "7", "8", "9"), dataset.classNames());
        assertEquals(1, dataset.testLabels()[0]);
        assertEquals(7, dataset.testImages()[783]);
        int[] last = new int[2];
        for (int i = 0; i < 300; i++) {
            assertEquals(dataset.trainLabels()[i], dataset.trainImages()[i * 784] & 1);
            last[dataset.trainLabels()[i]] = i;
        }
        assertEquals(298, Math.min(last[0], last[1]), 8, "classes are mixed"); // nine of one class in a row: 1 in 512
        assertArrayEquals(dataset.trainImages(), open(folder).trainImages());
    }

    @Test
    void digitsAreTakenAtTheirWord() throws IOException {
        for (int i = 0; i < 12; i++) {
            image("training/" + (i % 2 == 0 ? "3" : "8") + "/" + i + ".png", i);
        }
        Dataset dataset = open(folder);
        assertEquals("class folders in " + folder
                + ", 10 training and 2 test images (every sixth image; no test images were given)",
                dataset.description());
        Set<Integer> labels = new TreeSet<>();
        for (byte label : dataset.trainLabels()) {
            labels.add((int) label);
        }
        assertEquals(Set.of(3, 8), labels);
        assertEquals(Dataset.DIGITS, dataset.classNames());
    }

    @Test
    void classesWithoutTrainAndTest() throws IOException {
        for (int i = 0; i < 6; i++) {
            image((i % 2 == 0 ? "a" : "b") + "/" + i + ".png", i);
        }
        assertEquals(5, open(folder).trainCount());
    }

    @Test
    void refusesBadClassFolders() throws IOException {
        image("test/a/1.png", 1);
        refused(": has test images alone; expected a folder train as well");
        image("train/a/1.png", 1);
        refused("/train: 1 folders in it; expected one for each class, 2 to 10");
        Files.createDirectories(folder.resolve("train/b"));
        image("test/c/1.png", 1);
        refused("/test/c: no such class among the training images; expected one of [a, b]");
        Files.delete(folder.resolve("test/c/1.png"));
        Files.delete(folder.resolve("test/c"));
        Files.delete(folder.resolve("test/a/1.png"));
        for (int i = 0; i < 9; i++) {
            Files.createDirectories(folder.resolve("train/c" + i));
        }
        refused("/train: 11 folders in it; expected one for each class, 2 to 10");
        Files.delete(folder.resolve("train/c8"));
        refused("/test: no images in its folders");
    }

    @Test
    void namesTheBadImage() throws IOException {
        for (int i = 0; i < 12; i++) {
            image("train/" + (i % 2 == 0 ? "a" : "b") + "/" + i + ".png", i);
        }
        Path bad = folder.resolve("train/b/bad.png");
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY), "png", bad.toFile());
        refused("/train/b/bad.png: 32×32 pixels; expected 28×28");
        Files.writeString(bad, "no picture");
        refused("/train/b/bad.png: neither a PNG nor a JPEG file");
        Files.delete(bad);
        Files.createDirectory(bad);
        refused("/train/b/bad.png: not a file; expected a PNG or JPEG file");
    }

    @Test
    void nothingThere() throws IOException {
        refused(": no images in it; looked for train-images-idx3-ubyte[.gz] and its like, for train.csv, and for "
                + "folders train and test");
        Path file = Files.createFile(folder.resolve("images.zip"));
        assertEquals(file + ": neither a folder nor a CSV file (.csv)",
                assertThrows(DataException.class, () -> open(file)).getMessage());
        Path absent = folder.resolve("absent");
        assertEquals(absent + ": there is no such file or folder",
                assertThrows(DataException.class, () -> open(absent)).getMessage());
    }
}
