package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.Safetensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code train --out} and {@code inspect} leave for people to look at. */
class PagesOnDiskTest {
    @TempDir
    Path folder;

    private int run(StringWriter text, String... arguments) {
        CommandLine commandLine = LenetCommand.commandLine().setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text));
        return commandLine.execute(arguments);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aReportOfTheRunAndPagesOfItsWeights() throws IOException {
        StringWriter text = new StringWriter();
        assertEquals(0, run(text, "train", "--train-images", "300", "--test-images", "50", "--epochs", "2", "--lr",
                "0.04", "--out", folder.toString()), text.toString());
        String accuracy = text.toString().lines().filter(line -> line.startsWith("test accuracy: ")).findFirst()
                .orElseThrow().substring("test accuracy: ".length());
        Path weights = folder.resolve("weights.safetensors");
        String report = Files.readString(folder.resolve("report.html"));
        for (String told : List.of(accuracy, Safetensors.read(weights).hash(), "--lr 0.04", "<dd>0.04 (constant)",
                "lenet5-relu on digits", "<td>416,520</td>", "<tr><td>2</td>", "synthetic")) {
            assertTrue(report.contains(told), told);
        }

        assertEquals(0, run(text, "inspect", "--weights", weights.toString(), "--train-images", "1", "--test-images",
                "50", "--image", "49", "--out", folder.toString()), text.toString());
        String page = Files.readString(folder.resolve("inspect.html"));
        assertTrue(page.contains("test image 49 of digits, class "), "the image is not named");
        assertEquals(2, page.split("max pooling 2×2: the mask", -1).length - 1);
        assertTrue(text.toString().contains("saved: " + folder.resolve("inspect.html")), text.toString());

        Path picture = folder.resolve("one.png");
        BufferedImage one = new BufferedImage(40, 60, BufferedImage.TYPE_BYTE_GRAY);
        one.setRGB(20, 30, 0xffffffff);
        ImageIO.write(one, "png", picture.toFile());
        assertEquals(0, run(text, "inspect", "--weights", weights.toString(), "--image", picture.toString(), "--out",
                folder.toString()), text.toString());
        assertTrue(Files.readString(folder.resolve("inspect.html")).contains(picture.toString()));
        Files.delete(picture);

        assertEquals(2, run(text, "inspect", "--weights", weights.toString(), "--train-images", "1", "--test-images",
                "50", "--image", "50", "--out", folder.resolve("none").toString()));
        assertTrue(text.toString().contains("'--image': 50; expected 0 to 49"), text.toString());
        assertFalse(Files.exists(folder.resolve("none")));
        assertEquals(List.of("inspect.html", "metrics.csv", "report.html", "weights.safetensors"),
                files().stream().filter(name -> !name.startsWith("checkpoint")).toList());
    }
}
