package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What --json prints, read as another program reads it. */
class JsonTest {
    @TempDir
    Path folder;

    /** The objects that a command printed, one a line. */
    private static List<JsonNode> json(String... arguments) throws IOException {
        Lenet.Outcome outcome = Lenet.run(arguments);
        assertEquals(0, outcome.status(), outcome.error());
        List<JsonNode> objects = new ArrayList<>();
        for (String line : outcome.out().lines().toList()) {
            objects.add(new ObjectMapper().readTree(line));
        }
        return objects;
    }

    @Test
    void summary() throws IOException {
        List<JsonNode> lines = json("summary", "--model", "lenet-wide", "--json");
        assertEquals(1, lines.size());
        JsonNode summary = lines.getFirst();
        assertEquals("lenet-wide", summary.get("model").asText());
        assertEquals("[1,28,28]", summary.get("input").toString());
        assertEquals(832 + 51_264 + 51_400 + 2_010, summary.get("parameters").asLong());
        assertEquals(9, summary.get("layers").size());
        assertEquals(
                "{\"layer\":\"conv1: convolution 5×5\",\"output\":[32,24,24],\"parameters\":832,\"products\":460800}",
                summary.get("layers").get(0).toString());
        assertEquals("[10,1,1]", summary.get("layers").get(8).get("output").toString());
    }

    @Test
    void train() throws IOException {
        String out = folder.resolve("run").toString();
        List<JsonNode> lines = json("train", "--train-images", "300", "--test-images", "50", "--epochs", "2", "--out",
                out, "--json");
        assertEquals(List.of("start", "validation", "epoch", "epoch", "saved", "test", "report"),
                lines.stream().map(line -> line.get("event").asText()).toList());
        assertEquals("lenet5-relu", lines.get(0).get("model").asText());
        assertEquals(300, lines.get(1).get("trained_images").asInt());
        assertEquals(2, lines.get(3).get("epoch").asInt());
        JsonNode test = lines.get(5);
        assertEquals(lines.get(3).get("validation_accuracy"), test.get("accuracy"));
        String saved = lines.get(4).get("weights").asText();
        assertEquals(Safetensors.read(Path.of(saved)).hash(), test.get("sha256").asText());
        List<JsonNode> resumed = json("train", "--resume", out, "--json");
        assertEquals("resumed", resumed.get(2).get("event").asText());
        assertEquals(2, resumed.get(2).get("epochs").asInt());
        assertEquals(test.get("sha256"), resumed.get(resumed.size() - 2).get("sha256"));
    }

    private String weights() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(Parameters.initial(Model.LENET5_RELU, 28, 2), file);
        return file.toString();
    }

    @Test
    void evaluate() throws IOException {
        List<JsonNode> lines = json("evaluate", "--weights", weights(), "--train-images", "1", "--test-images", "200",
                "--mistakes", "3", "--json");
        assertEquals(1, lines.size());
        JsonNode evaluation = lines.getFirst();
        assertEquals("lenet5-relu", evaluation.get("model").asText());
        assertEquals(200, evaluation.get("images").asInt());
        int images = 0;
        int right = 0;
        for (int c = 0; c < 10; c++) {
            JsonNode row = evaluation.get("classes").get(c);
            assertEquals(String.valueOf(c), row.get("class").asText());
            int sum = 0;
            for (JsonNode count : row.get("taken_for")) {
                sum += count.asInt();
            }
            assertEquals(row.get("images").asInt(), sum);
            images += sum;
            right += row.get("taken_for").get(c).asInt();
        }
        assertEquals(200, images);
        assertEquals(right / 200.0, evaluation.get("accuracy").asDouble());
        assertEquals(3, evaluation.get("mistakes").size());
    }

    @Test
    void predict() throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        image.getGraphics().fillRect(18, 5, 4, 30);
        Path file = folder.resolve("one.png");
        ImageIO.write(image, "png", file.toFile());
        List<JsonNode> lines = json("predict", "--weights", weights(), "--json", file.toString(), file.toString());
        assertEquals(2, lines.size());
        assertEquals(lines.getFirst(), lines.getLast());
        JsonNode prediction = lines.getFirst();
        assertEquals(file.toString(), prediction.get("file").asText());
        double sum = 0;
        double largest = 0;
        for (JsonNode probability : prediction.get("probabilities")) {
            sum += probability.asDouble();
            largest = Math.max(largest, probability.asDouble());
        }
        assertEquals(10, prediction.get("probabilities").size());
        assertEquals(1, sum, 10 * Math.ulp(1.0), "ten quotients, each rounded");
        assertEquals(largest, prediction.get("probabilities").get(prediction.get("class").asText()).asDouble());
    }
}
