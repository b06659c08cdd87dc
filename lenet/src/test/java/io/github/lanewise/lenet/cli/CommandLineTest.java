package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Recipe;
import io.github.lanewise.lenet.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path folder;

    private record Outcome(int status, String out, String error) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = LenetCommand.commandLine().setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error));
        return new Outcome(commandLine.execute(arguments), out.toString(), error.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"lenet5-tanh|84|10,164|10,080|61,706|416,520",
            "lenet-wide|64×4×4|51,264|819,200|105,506|1,333,200", "lenet5-1998|16×10×10|1,516|150,000|60,000|328,096"})
    void summaryOfTheOthers(String model, String output, String parameters, String products, String allParameters,
            String allProducts) {
        Outcome outcome = run("summary", "--model", model);
        assertEquals(0, outcome.status, outcome.error);
        List<String> lines = outcome.out.lines().map(line -> line.replaceAll(" {2,}", "|")).toList();
        String line = "|" + output + "|" + parameters + "|" + products;
        assertTrue(lines.stream().anyMatch(l -> l.endsWith(line)), outcome.out);
        assertTrue(lines.contains("total|" + allParameters + "|" + allProducts), outcome.out);
    }

    @ParameterizedTest
    @CsvSource({"lenet5-relu, 28", "lenet5-relu, 32", "lenet5-sigmoid, 28"})
    void summary(String model, String input) {
        Outcome outcome = run("summary", "--model", model, "--input", input);
        assertEquals(0, outcome.status, outcome.error);
        List<String> lines = outcome.out.lines().map(line -> line.replaceAll(" {2,}", "|")).toList();
        assertAll(() -> assertTrue(lines.contains("total|61,706|416,520"), outcome.out),
                () -> assertTrue(lines.stream().anyMatch(l -> l.endsWith("6×28×28|156|117,600")), outcome.out),
                () -> assertTrue(lines.stream().anyMatch(l -> l.endsWith("16×10×10|2,416|240,000")), outcome.out),
                () -> assertTrue(lines.stream().anyMatch(l -> l.endsWith("120|48,120|48,000")), outcome.out),
                () -> assertTrue(lines.stream().anyMatch(l -> l.endsWith("84|10,164|10,080")), outcome.out),
                () -> assertTrue(lines.stream().anyMatch(l -> l.endsWith("10|850|840")), outcome.out));
    }

    @Test
    void trainsSavesAndEvaluates() throws IOException {
        String out = folder.resolve("run").toString();
        Outcome train = run("train", "--train-images", "3000", "--test-images", "500", "--epochs", "2", "--out", out);
        assertEquals(0, train.status, train.error);
        assertTrue(train.out.contains("synthetic"), train.out);
        List<String> metrics = Files.readAllLines(folder.resolve("run/metrics.csv"));
        assertEquals(3, metrics.size());
        assertTrue(metrics.get(2).matches("2(,[0-9.]+){5}"), metrics.get(2));
        Outcome evaluate = run("evaluate", "--weights", out + "/weights.safetensors", "--test-images", "500",
                "--train-images", "1");
        assertEquals(0, evaluate.status, evaluate.error);
        String accuracy = train.out.lines().filter(line -> line.startsWith("test accuracy")).findFirst().orElseThrow()
                .substring("test accuracy: ".length());
        assertTrue(evaluate.out.contains("test accuracy " + accuracy), evaluate.out);
    }

    @Test
    void headerNamesTheSchedule() {
        Outcome outcome = run("train", "--train-images", "300", "--test-images", "10", "--epochs", "1", "--lr", "0.1",
                "--schedule", "one-cycle", "--warm-up", "0.2", "--annealing", "linear");
        assertEquals(0, outcome.status, outcome.error);
        assertTrue(outcome.out.contains("learning rate 0.1 (one-cycle, warm-up 0.2, linear), SGD, momentum 0.9"),
                outcome.out);
    }

    /** What a recipe sets, but for what is asked for beside it. */
    @Test
    void recipe() {
        Outcome outcome = run("train", "--train-images", "300", "--test-images", "10", "--epochs", "1", "--recipe",
                "best", "--batch", "100");
        assertEquals(0, outcome.status, outcome.error);
        Settings best = Recipe.BEST.settings();
        assertTrue(outcome.out.contains("model: lenet-wide, input 28×28; batch 100, learning rate "
                + best.learningRate() + " (" + best.schedule() + "), " + best.optimizer() + ", label smoothing "
                + best.labelSmoothing() + ", augmentation " + best.augmentation()), outcome.out);
        assertTrue(Parameters.zero(Recipe.BEST.model(), 28).values().length <= 110_000);
        Outcome other = run("train", "--train-images", "300", "--test-images", "10", "--epochs", "1", "--recipe",
                "best", "--model", "lenet5-relu");
        assertTrue(other.out.contains("model: lenet5-relu"), other.out);
    }

    @Test
    void headerNamesTheAugmentation() {
        Outcome outcome = run("train", "--train-images", "300", "--test-images", "10", "--epochs", "1", "--augment",
                "elastic=20,shift");
        assertEquals(0, outcome.status, outcome.error);
        assertTrue(outcome.out.contains("augmentation shift=2,elastic=20.0, seed 1"), outcome.out);
    }

    @Test
    void headerNamesTheOptimizer() {
        Outcome outcome = run("train", "--train-images", "300", "--test-images", "10", "--epochs", "1", "--optimizer",
                "adamw", "--weight-decay", "0.01", "--schedule", "step", "--decay", "0.5", "--decay-steps", "2",
                "--label-smoothing", "0.1");
        assertEquals(0, outcome.status, outcome.error);
        assertTrue(outcome.out.contains(
                "learning rate 0.001 (step, 0.5 every 2 steps), AdamW, weight decay 0.01, label smoothing 0.1, augmentation none"),
                outcome.out);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"train --epochs 0|--epochs", "train --batch 0|--batch",
            "train --lr -1|--lr", "train --lr NaN|--lr", "train --schedule cyclic|--schedule",
            "train --warm-up 0.2|--warm-up", "train --annealing linear|--annealing",
            "train --schedule one-cycle --warm-up 1|--warm-up",
            "train --schedule one-cycle --warm-up NaN|--warm-up",
            "train --schedule one-cycle --annealing square|--annealing",
            "train --augment shft|--augment", "train --augment shift=8|0 to 7",
            "train --schedule step --decay-steps 5|--decay", "train --schedule exponential --decay 0.5|--decay-steps",
            "train --decay 0.5|needs --schedule exponential or step", "train --schedule cosine --decay-steps 3|cosine",
            "train --schedule step --decay 1.5 --decay-steps 5|--decay",
            "train --schedule step --decay 0.5 --decay-steps 0|--decay-steps",
            "train --optimizer adam --momentum 0.9|--momentum", "train --optimizer lion|--optimizer",
            "train --recipe worst|--recipe",
            "train --model lenet5-sigmoid --optimizer nesterov|--momentum", "train --weight-decay -1|--weight-decay",
            "train --weight-decay NaN|--weight-decay", "train --label-smoothing 1|--label-smoothing",
            "train --model lenet5-1998 --label-smoothing 0.1|lenet5-1998",
            "train --model lenet-wide --input 32|takes 28",
            "summary --model lenet5-1998 --input 28|takes 32",
            "train --momentum 1|--momentum", "train --validation-split 1|--validation-split",
            "train --threads 0|--threads",
            "train --input 30|--input", "train --model lenet6|lenet5-relu", "train --epoch 3|--epoch",
            "evaluate|--weights", "evaluate --weights x --mistakes -1|--mistakes",
            "summary --input 27|takes 28 or 32", "trian|trian"})
    void wrongUsage(String arguments, String named) {
        Outcome outcome = run(arguments.split(" "));
        assertEquals(2, outcome.status, outcome.error);
        assertTrue(outcome.error.contains(named), outcome.error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"train --data mnits|mnist", "train --data /nowhere/at/all|/nowhere/at/all",
            "evaluate --weights /nowhere/weights|/nowhere/weights"})
    void failures(String arguments, String named) {
        Outcome outcome = run(arguments.split(" "));
        assertEquals(1, outcome.status, outcome.error);
        assertTrue(outcome.error.contains(named), outcome.error);
        assertFalse(outcome.error.contains("\tat "), outcome.error);
    }
}
