package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.Evaluation.Mistake;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What {@code lenet evaluate} prints of an evaluation. */
final class EvaluationTable {
    private final PrintWriter text;
    private final Evaluation evaluation;
    private final List<String> classNames;
    /** Columns of the longest name, and of the heading. */
    private final int width;

    EvaluationTable(PrintWriter text, Evaluation evaluation, List<String> classNames) {
        this.text = text;
        this.evaluation = evaluation;
        this.classNames = classNames;
        width = Math.max("class".length(), classNames.stream().mapToInt(String::length).max().orElseThrow());
    }

    void classes() {
        text.println(row("class", "images", "precision", "recall"));
        for (int c = 0; c < evaluation.classes(); c++) {
            text.println(row(classNames.get(c), String.format(Locale.ROOT, "%,d", evaluation.images(c)),
                    share(evaluation.precision(c)), share(evaluation.recall(c))));
        }
    }

    private String row(String name, Object... cells) {
        return String.format(Locale.ROOT, "%-" + width + "s  %10s  %10s  %10s", name, cells[0], cells[1], cells[2]);
    }

    /** A class that nothing was taken for has no precision. */
    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A column for each class, in the order of the rows. */
    void confusion() {
        text.println("confusion: images of the class of a row that were taken for the class of a column");
        StringBuilder heading = new StringBuilder(" ".repeat(width + 1));
        for (String name : classNames) {
            heading.append(String.format("%7.6s", name));
        }
        text.println(heading);
        for (int label = 0; label < evaluation.classes(); label++) {
            StringBuilder line = new StringBuilder(String.format("%-" + width + "s ", classNames.get(label)));
            for (int predicted = 0; predicted < evaluation.classes(); predicted++) {
                int count = evaluation.count(label, predicted);
                line.append(String.format(Locale.ROOT, "%7s", count == 0 ? "·" : count));
            }
            text.println(line);
        }
    }

    void mistakes(int most) {
        List<Mistake> worst = evaluation.mistakes().subList(0, Math.min(most, evaluation.mistakes().size()));
        text.printf(Locale.ROOT, "mistakes: %,d, the most confident first%n", evaluation.mistakes().size());
        if (!worst.isEmpty()) {
            text.printf("%10s  %-" + width + "s  %-" + width + "s  %s%n", "test image", "class", "taken for",
                    "probability");
        }
        for (Mistake mistake : worst) {
            text.printf(Locale.ROOT, "%10d  %-" + width + "s  %-" + Math.max(width, "taken for".length())
                    + "s  %11.4f%n", mistake.image(), classNames.get(mistake.label()),
                    classNames.get(mistake.predicted()), mistake.probability());
        }
    }
}
