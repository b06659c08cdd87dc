package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
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
        assertEquals("Ankle boot", dataset.classNames().get(dataset.trainLabels()[0])); // as the paper's first picture shows
        assertEquals(0.28604, mean(dataset.trainImages()) / 255, 5e-6);
    }

    private static Dataset load(String name) throws IOException {
        Dataset dataset = SharedData.open(name);
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
