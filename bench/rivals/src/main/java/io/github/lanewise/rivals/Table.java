package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Results as lines for a terminal: GFLOP/s, images/s of networks, or µs of one image and where a pass has no multiply-adds, of
 * ours and each rival, and how many times faster ours is than the best rival on the user's layout.
 */
final class Table {
    private static final String LABELS = "%-36s %-14s %-2s %-8s";
    private static final int COLUMN = 9;

    /** What the figures of a line are. */
    private enum Unit {
        GFLOPS("GFLOP/s"), IMAGES("images/s"), MICROSECONDS("µs");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        static Unit of(Task task) {
            return task.shape() instanceof LenetShape s
                    ? s.batch() > 1 ? IMAGES : MICROSECONDS
                    : task.operations() > 0 ? GFLOPS : MICROSECONDS;
        }

        double figure(Task task, double nanos) {
            return switch (this) {
                case GFLOPS -> task.operations() / nanos;
                case IMAGES -> 1e9 * ((LenetShape) task.shape()).batch() / nanos;
                case MICROSECONDS -> nanos / 1_000;
            };
        }
    }

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
        Unit unit = Unit.of(task);
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, LABELS, task.problem(), task.pass(), threads, unit.text));
        for (Contender contender : contenders) {
            double nanos = results.nanos(new Results.Key(task, threads, contender));
            line.append(String.format(Locale.ROOT, " %" + width(contender) + "s",
                    Double.isNaN(nanos) ? "-" : String.format(Locale.ROOT, "%.1f", unit.figure(task, nanos))));
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
