package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.Evaluation;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which class was taken for which.
 *
 * @param names
 *            the classes by their names, empty where these are numbers
 * @param rows
 *            a class each, with what its images were taken for
 * @param precision
 *            of each column, the share that was right, in percent
 */
record ConfusionMatrix(String names, List<Row> rows, List<String> precision) {
    /** A class, what its images were taken for, and the share that was right, in percent. */
    record Row(int number, List<Cell> cells, String recall) {}

    /** So many images, and how strongly that is coloured: the share of the class, of mistakes on a scale of their own. */
    record Cell(String count, String explanation, boolean right, String shade) {}

    static ConfusionMatrix of(Evaluation evaluation, List<String> names) {
        double worst = worst(evaluation);
        List<Row> rows = IntStream.range(0, evaluation.classes()).mapToObj(label -> new Row(label,
                IntStream.range(0, evaluation.classes())
                        .mapToObj(other -> cell(evaluation, names, label, other, worst)).toList(),
                percent(evaluation.recall(label)))).toList();
        return new ConfusionMatrix(
                names.getFirst().equals("0")
                        ? ""
                        : String.join(", ", IntStream.range(0, names.size()).mapToObj(i -> i + " " + names.get(i))
                                .toList()),
                rows, IntStream.range(0, evaluation.classes())
                        .mapToObj(predicted -> percent(evaluation.precision(predicted))).toList());
    }

    /** The largest share of a class that was taken for one other. */
    private static double worst(Evaluation evaluation) {
        double worst = 0;
        for (int label = 0; label < evaluation.classes(); label++) {
            for (int other = 0; other < evaluation.classes(); other++) {
                worst = other == label ? worst : Math.max(worst, share(evaluation, label, other));
            }
        }
        return worst;
    }

    /** Of a class without images nothing was taken for anything. */
    private static double share(Evaluation evaluation, int label, int predicted) {
        return (double) evaluation.count(label, predicted) / Math.max(1, evaluation.images(label));
    }

    private static Cell cell(Evaluation evaluation, List<String> names, int label, int predicted, double worst) {
        int count = evaluation.count(label, predicted);
        double share = share(evaluation, label, predicted);
        boolean right = label == predicted;
        String explanation = String.format(Locale.ROOT, "%,d of %s taken for %s, %s %%", count, names.get(label),
                names.get(predicted), percent(share));
        double shade = right || worst == 0 ? share : share / worst;
        return new Cell(count == 0 ? "" : String.valueOf(count), explanation, right,
                String.format(Locale.ROOT, "%.0f%%", 100 * shade));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
