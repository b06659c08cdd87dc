package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Loads the real MNIST and Fashion-MNIST where they lie beside the project. */
class SharedDataTest {
    @Test
    void mnist() throws IOException {
        Dataset dataset = load("mnist");
        assertEquals(33.3184, mean(dataset.trainImages()), 5e-5);
    }

    @Test
    void fashionMnist() throws IOException {
        Dataset dataset = load("fashion-mnist");
        assertEquals(0.28604, mean(dataset.trainImages()) / 255, 5e-6);
    }

    private static Dataset load(String name) throws IOException {
        Path folder = Path.of(System.getProperty("lanewise.shared", "../shared")).resolve("data").resolve(name);
        if (!Files.isDirectory(folder)) {
            System.out.println("SharedDataTest did not run: there is no folder " + folder);
            assertFalse(Boolean.getBoolean("lanewise.shared.required"), "missing, though required: " + folder);
            Assumptions.abort("no " + folder);
        }
        Dataset dataset = new IdxFolder(folder).read(name, name);
        assertEquals(60_000, dataset.trainCount());
        assertEquals(10_000, dataset.testCount());
        return dataset;
    }

    private static double mean(byte[] pixels) {
        long sum = 0;
        for (byte pixel : pixels) {
            sum += pixel & 0xff;
        }
        return (double) sum / pixels.length;
    }
}
