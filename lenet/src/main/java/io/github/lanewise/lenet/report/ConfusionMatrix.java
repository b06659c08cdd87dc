package io.github.lanewise.lenet.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which class was taken for which.
 *
 * @param classes
 *            the classes, as columns
 * @param rows
 *            a class each, with what its images were taken for
 * @param precision
 *            of each column, the share that was right
 */
record ConfusionMatrix(List<String> classes, List<Row> rows, List<String> precision) {
    /** A class, what its images were taken for, and the share that was right. */
    record Row(String name, List<Cell> cells, String recall) {}

    /** So many images, a share of their class in percent; mistakes are shown on a scale of their own. */
    record Cell(String count, String explanation, boolean right, String percent) {}

    static ConfusionMatrix of(int[][] counts) {
        int classes = counts.length;
        double worst = worst(counts);
        List<String> names = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<String> precision = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            names.add(String.valueOf(label));
            List<Cell> cells = new ArrayList<>();
            long taken = 0;
            for (int other = 0; other < classes; other++) {
                cells.add(cell(counts, label, other, worst));
                taken += counts[other][label];
            }
            rows.add(new Row(names.getLast(), cells, percent(counts[label][label], total(counts[label]))));
            precision.add(percent(counts[label][label], taken));
        }
        return new ConfusionMatrix(names, rows, precision);
    }

    /** The largest share of a class that was taken for one other. */
    private static double worst(int[][] counts) {
        double worst = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int other = 0; other < counts.length; other++) {
                if (other != label) {
                    worst = Math.max(worst, share(counts[label][other], total(counts[label])));
                }
            }
        }
        return worst;
    }

    private static Cell cell(int[][] counts, int label, int predicted, double worst) {
        int count = counts[label][predicted];
        double share = share(count, total(counts[label]));
        boolean right = label == predicted;
        double shade = right ? share : worst == 0 ? 0 : share / worst;
        return new Cell(count == 0 ? "" : String.valueOf(count),
                String.format(Locale.ROOT, "%,d of class %d taken for %d, %s", count, label, predicted,
                        percent(count, total(counts[label]))),
                right, String.format(Locale.ROOT, "%.0f%%", 100 * shade));
    }

    private static long total(int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }
}
