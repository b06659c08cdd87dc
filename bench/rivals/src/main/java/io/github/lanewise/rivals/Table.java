package io.github.lanewise.rivals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Results as lines for a terminal: GFLOP/s, or µs where a pass has no multiply-adds, of ours and each rival, and how many
 * times faster ours is than the best rival on the user's layout.
 */
final class Table {
    private static final String LABELS = "%-36s %-14s %-2s %-7s";
    private static final int COLUMN = 9;

    private final Results results;
    private final List<Contender> contenders;

    Table(Results results, List<Contender> contenders) {
        this.results = results;
        this.contenders = contenders;
    }

    /** The line above. */
    String header() {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, LABELS, "problem", "pass", "t", "unit"));
        for (Contender contender : contenders) {
            line.append(String.format(" %" + width(contender) + "s", contender));
        }
        return line.append("    ours/best").toString();
    }

    /** The line of a pass. */
    String line(Task task, int threads) {
        boolean isRate = task.operations() > 0;
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, LABELS, task.problem(), task.pass(), threads, isRate ? "GFLOP/s" : "µs"));
        for (Contender contender : contenders) {
            double nanos = results.nanos(new Results.Key(task, threads, contender));
            double figure = isRate ? task.operations() / nanos : nanos / 1_000;
            line.append(String.format(Locale.ROOT, " %" + width(contender) + "s",
                    Double.isNaN(nanos) ? "-" : String.format(Locale.ROOT, "%.1f", figure)));
        }
        OptionalDouble ratio = ratio(task, threads);
        return line.append(ratio.isEmpty() ? "" : String.format(Locale.ROOT, " %12.2f", ratio.getAsDouble()))
                .toString();
    }

    /** The time of the fastest rival on the user's layout over ours. */
    OptionalDouble ratio(Task task, int threads) {
        double ours = results.nanos(new Results.Key(task, threads, Contender.LANEWISE));
        return contenders.stream().filter(c -> c != Contender.LANEWISE && c.isOnUserLayout())
                .mapToDouble(c -> results.nanos(new Results.Key(task, threads, c)))
                .filter(nanos -> !Double.isNaN(nanos)).map(nanos -> nanos / ours).min();
    }

    /** The geometric mean of the ratios. */
    OptionalDouble geometricMean(List<Task> tasks, List<Integer> threads) {
        List<Double> logarithms = new ArrayList<>();
        for (Task task : tasks) {
            for (int t : threads) {
                ratio(task, t).ifPresent(ratio -> logarithms.add(Math.log(ratio)));
            }
        }
        OptionalDouble mean = logarithms.stream().mapToDouble(Double::doubleValue).average();
        return mean.isEmpty() ? mean : OptionalDouble.of(Math.exp(mean.getAsDouble()));
    }

    private static int width(Contender contender) {
        return Math.max(COLUMN, contender.toString().length());
    }
}
