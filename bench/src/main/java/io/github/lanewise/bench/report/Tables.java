package io.github.lanewise.bench.report;

import io.github.lanewise.bench.results.Bandwidth;
import io.github.lanewise.bench.results.Peak;
import io.github.lanewise.bench.results.Row;
import io.github.lanewise.bench.results.Timing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tables of a report. */
final class Tables {
    private Tables() {}

    /** The ceiling of the memory. */
    static Part.Table bandwidth(Peak peak) {
        List<List<String>> rows = new ArrayList<>();
        for (Bandwidth b : peak.bandwidth()) {
            rows.add(List.of(b.level(), b.operation(), number("%,d KiB", b.bytes() >> 10), "" + b.cores(),
                    number("%.1f", b.gigabytesPerSecond())));
        }
        return new Part.Table(List.of("level", "operation", "working set of a core", "cores", "GB/s"), rows, 2);
    }

    /** Ours, and how many times faster than each rival. */
    static Part.Table ratios(List<Contest> contests, Peak peak) {
        Set<String> rivals = new LinkedHashSet<>();
        contests.forEach(contest -> rivals.addAll(contest.contenders().keySet()));
        rivals.remove(Row.OURS);
        List<String> header = new ArrayList<>(List.of("problem", "pass", "best rival", "× best", "µs", "GFLOP/s",
                "of peak"));
        rivals.forEach(rival -> header.add("× " + rival));
        List<List<String>> rows = new ArrayList<>();
        for (Contest contest : contests) {
            Optional<Row> best = contest.bestRival();
            List<String> row = new ArrayList<>(List.of(contest.problem().text(), contest.pass(),
                    best.map(Row::contender).orElse(""), best.map(b -> ratio(contest, b)).orElse("")));
            row.addAll(speed(contest.operations(), contest.problem().bytes(), contest.threads(), contest.ours(), peak));
            for (String rival : rivals) {
                Row of = contest.contenders().get(rival);
                row.add(of == null ? "" : ratio(contest, of));
            }
            rows.add(row);
        }
        return new Part.Table(header, rows, 3);
    }

    private static String ratio(Contest contest, Row rival) {
        return number("%.2f", contest.ratio(rival));
    }

    private static List<String> speed(long operations, long bytes, int threads, double nanoseconds, Peak peak) {
        double share = peak.share(threads, operations, bytes, nanoseconds);
        return List.of(number("%,.1f", nanoseconds / 1e3),
                operations == 0 ? "" : number("%.1f", operations / nanoseconds),
                Double.isNaN(share) ? "" : number("%.0f %%", 100 * share));
    }

    /** Ours with one thread and with more; empty if each was measured with one number of threads alone. */
    static Part.Table scaling(List<Contest> contests) {
        List<List<String>> rows = new ArrayList<>();
        for (Contest one : contests) {
            for (Contest more : contests) {
                if (one.threads() == 1 && more.threads() > 1 && one.problem().equals(more.problem())
                        && one.pass().equals(more.pass())) {
                    rows.add(List.of(one.problem().text(), one.pass(), "" + more.threads(),
                            number("%,.1f", one.ours() / 1e3), number("%,.1f", more.ours() / 1e3),
                            number("%.2f", one.ours() / more.ours())));
                }
            }
        }
        return new Part.Table(List.of("problem", "pass", "threads", "µs, one", "µs, all", "× one"), rows, 2);
    }

    /** What JMH measured. */
    static Part.Table timings(List<Timing> timings, Peak peak) {
        List<List<String>> rows = new ArrayList<>();
        for (Timing timing : timings) {
            List<String> row = new ArrayList<>(
                    List.of(timing.benchmark(), String.join(" ", timing.parameters().values())));
            row.add("" + timing.forks().length);
            row.addAll(timing.problem().map(
                    problem -> speed(problem.operations(), problem.bytes(), timing.threads(), timing.median(), peak))
                    .orElseGet(() -> List.of(number("%,.1f", timing.median() / 1e3), "", "")));
            rows.add(row);
        }
        return new Part.Table(List.of("benchmark", "parameters", "forks", "µs", "GFLOP/s", "of peak"), rows, 2);
    }

    static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
