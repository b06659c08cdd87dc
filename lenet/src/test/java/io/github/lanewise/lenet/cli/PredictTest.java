package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Predictor;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.Settings;
import io.github.lanewise.lenet.Softmax;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.cli.Lenet.Outcome;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.Picture;
import io.github.lanewise.lenet.data.Pictures;
import io.github.lanewise.lenet.data.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
    private static final int IMAGES = 150;

    @TempDir
    Path folder;

    private String weights(Parameters parameters) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(parameters, file);
        return file.toString();
    }

    /**
     * Real digits blown up 1 to 8 times, anywhere on larger paper, dark or light, half of the papers uneven and noisy: the same class
     * as the test image itself has. All is drawn from one seed and computed with the same bits everywhere, so the count is exact.
     */
    @Test
    void picturesOfRealDigitsHaveTheClassOfTheImage() throws IOException {
        Dataset mnist = SharedData.open("mnist");
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Dataset part = new Dataset("part", "part", false, 28, 28, Arrays.copyOf(mnist.trainImages(), 10_000 * 784),
                Arrays.copyOf(mnist.trainLabels(), 10_000), new byte[784], new byte[1]);
        new Trainer(parameters, part, new Settings(1, 64, 0.05f, 0.9), 1, Parallel.serial()).epoch(_ -> true);
        Predictor predictor = new Predictor(parameters);
        Random random = new Random(1);
        List<String> arguments = new ArrayList<>(List.of("predict", "--weights", weights(parameters)));
        List<String> expected = new ArrayList<>();
        for (int image = 0; image < IMAGES; image++) {
            Picture digit = Pictures.of(mnist.testImages(), image);
            expected.add(String.valueOf(Softmax.largest(predictor.probabilities(digit.pixels()))));
            Path file = folder.resolve(image + ".png");
            Pictures.writePng(picture(digit, random, image % 2 == 0), file);
            arguments.add(file.toString());
        }
        Outcome outcome = Lenet.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.status(), outcome.error());
        List<String> answers = outcome.out().lines().filter(line -> line.contains(".png: ")).toList();
        assertEquals(IMAGES, answers.size());
        int same = 0;
        for (int image = 0; image < IMAGES; image++) {
            same += answers.get(image).startsWith(folder.resolve(image + ".png") + ": " + expected.get(image) + " (")
                    ? 1
                    : 0;
        }
        assertEquals(IMAGES - 1, same);
    }

    private static Picture picture(Picture digit, Random random, boolean uneven) {
        int times = 1 + random.nextInt(8);
        int height = 28 * times + 2 + random.nextInt(100);
        int width = 28 * times + 2 + random.nextInt(100);
        Picture picture = Pictures.drawn(digit, times, height, width, 1 + random.nextInt(height - 28 * times - 1),
                1 + random.nextInt(width - 28 * times - 1), random.nextBoolean());
        for (int i = 0; i < picture.pixels().length && uneven; i++) {
            int grey = 40 + (picture.pixels()[i] & 0xff) * 3 / 5 + 30 * (i % width) / width + random.nextInt(10);
            picture.pixels()[i] = (byte) grey;
        }
        return picture;
    }

    @Test
    void printsAllClassesByTheirNames() throws IOException {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        parameters.nameClasses(Dataset.FASHION);
        Path file = folder.resolve("shoe.png");
        byte[] pixels = new byte[784];
        Arrays.fill(pixels, 300, 400, (byte) 200);
        Pictures.writePng(new Picture(28, 28, pixels), file);
        Outcome outcome = Lenet.run("predict", "--weights", weights(parameters), "--prepare", "resize",
                file.toString());
        assertEquals(0, outcome.status(), outcome.error());
        List<String> lines = outcome.out().lines().toList();
        assertEquals(11, lines.size(), outcome.out());
        double[] probabilities = new Predictor(parameters).probabilities(pixels);
        int best = Softmax.largest(probabilities);
        assertEquals("%s: %s (%.4f)".formatted(file, Dataset.FASHION.get(best), probabilities[best]), lines.get(0));
        assertEquals("  %-11s  %.4f".formatted(Dataset.FASHION.get(best), probabilities[best]), lines.get(1));
        for (int c = 0; c < 10; c++) {
            assertTrue(lines.contains("  %-11s  %.4f".formatted(Dataset.FASHION.get(c), probabilities[c])));
        }
    }

    /** No answer for the good file either: all are looked at first. */
    @Test
    void badPicturesAreNamed() throws IOException {
        String weights = weights(Parameters.initial(Model.LENET5_RELU, 28, 1));
        Path good = folder.resolve("good.png");
        Pictures.writePng(new Picture(3, 3, new byte[]{0, 0, 0, 0, 9, 0, 0, 0, 0}), good);
        Path blank = folder.resolve("blank.png");
        Pictures.writePng(new Picture(2, 2, new byte[4]), blank);
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        checkFailure(blank + ": nothing on the picture stands out from its frame", weights, good, blank);
        checkFailure(text + ": neither a PNG nor a JPEG file", weights, good, text);
    }

    private static void checkFailure(String message, String weights, Path good, Path bad) {
        Outcome outcome = Lenet.run("predict", "--weights", weights, good.toString(), bad.toString());
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().contains(message), outcome.error());
        assertEquals("", outcome.out());
    }

    /** Two pixels a character: the upper one in front, the lower one behind it. */
    @Test
    void blocks() {
        byte[] image = new byte[784];
        image[0] = (byte) 255;
        image[29] = (byte) 128;
        String[] lines = Blocks.of(image).split("\\R");
        assertEquals(14, lines.length);
        assertTrue(lines[0].startsWith("  \u001b[38;5;255;48;5;232m▀\u001b[38;5;232;48;5;244m▀"), lines[0]);
        assertFalse(lines[13].contains("255"), lines[13]);
    }
}
