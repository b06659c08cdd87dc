package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Softmax;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/** What {@code lenet predict} prints. */
final class PredictionOutput {
    private final PrintWriter text;
    private final List<String> classNames;

    PredictionOutput(PrintWriter text, List<String> classNames) {
        this.text = text;
        this.classNames = classNames;
    }

    void prediction(Path file, byte[] image, double[] probabilities) {
        int best = Softmax.largest(probabilities);
        text.printf(Locale.ROOT, "%s: %s (%.4f)%n", file, classNames.get(best), probabilities[best]);
        if (Ansi.AUTO.enabled()) {
            text.print(Blocks.of(image));
        }
        int width = classNames.stream().mapToInt(String::length).max().orElseThrow();
        IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> probabilities[c]).reversed())
                .forEach(c -> text.printf(Locale.ROOT, "  %-" + width + "s  %.4f%n", classNames.get(c),
                        probabilities[c]));
        text.flush();
    }

    void json(Path file, double[] probabilities) {
        JsonOption.print(text, json -> {
            json.writeStringField("file", file.toString());
            json.writeStringField("class", classNames.get(Softmax.largest(probabilities)));
            json.writeObjectFieldStart("probabilities");
            for (int c = 0; c < probabilities.length; c++) {
                JsonOption.number(json, classNames.get(c), probabilities[c]);
            }
            json.writeEndObject();
        });
    }
}
