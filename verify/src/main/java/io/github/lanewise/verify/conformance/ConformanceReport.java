package io.github.lanewise.verify.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of many cases, by suite and op. */
public final class ConformanceReport {
    private final Map<Row, Counts> counts = new TreeMap<>();
    private final Map<Reason, List<String>> unsupported = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /** A report without cases. */
    public ConformanceReport() {}

    private record Row(String suite, String op) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int bySuite = suite.compareTo(other.suite);
            return bySuite != 0 ? bySuite : op.compareTo(other.op);
        }
    }

    private static final class Counts {
        int passed;
        int failed;
        int unsupported;
    }

    private record Reason(Row row, String text) implements Comparable<Reason> {
        @Override
        public int compareTo(Reason other) {
            int byRow = row.compareTo(other.row);
            return byRow != 0 ? byRow : text.compareTo(other.text);
        }
    }

    /**
     * Counts a case.
     *
     * @param conformanceCase the case
     * @param outcome what became of it
     */
    public void add(ConformanceCase conformanceCase, Outcome outcome) {
        Row row = new Row(conformanceCase.suite(), conformanceCase.op());
        Counts count = counts.computeIfAbsent(row, _ -> new Counts());
        switch (outcome) {
            case Outcome.Passed _ -> count.passed++;
            case Outcome.Failed failed -> {
                count.failed++;
                failed.messages().forEach(message -> failures.add(conformanceCase.suite() + "/" + conformanceCase.name()
                        + " (" + conformanceCase.op() + " " + conformanceCase.attributes() + ") " + message));
            }
            case Outcome.Unsupported reason -> {
                count.unsupported++;
                unsupported.computeIfAbsent(new Reason(row, reason.reason()), _ -> new ArrayList<>())
                        .add(conformanceCase.name());
            }
        }
    }

    /**
     * The failures: suite, name, op, attributes, tensor, worst index, what was got, wanted and allowed.
     *
     * @return one line for each output that differs
     */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /**
     * What is not supported: suite, op, reason and the names of the cases.
     *
     * @return one line for each reason
     */
    public List<String> unsupported() {
        List<String> lines = new ArrayList<>();
        unsupported.forEach((reason, names) -> lines.add(reason.row.suite + " " + reason.row.op + ", " + reason.text
                + ": " + String.join(", ", names)));
        return lines;
    }

    /**
     * How many cases there were.
     *
     * @return their number
     */
    public int cases() {
        return counts.values().stream().mapToInt(count -> count.passed + count.failed + count.unsupported).sum();
    }

    /**
     * How many cases passed.
     *
     * @return their number
     */
    public int passed() {
        return counts.values().stream().mapToInt(count -> count.passed).sum();
    }

    /**
     * The whole report for people: failures, a table by suite and op, and what is not supported.
     *
     * @return some lines
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        failures.forEach(failure -> text.append("FAILED ").append(failure).append('\n'));
        line(text, "suite", "op", "passed", "failed", "not supported");
        Counts all = new Counts();
        counts.forEach((row, count) -> {
            line(text, row.suite, row.op, count.passed, count.failed, count.unsupported);
            all.passed += count.passed;
            all.failed += count.failed;
            all.unsupported += count.unsupported;
        });
        line(text, "all", "", all.passed, all.failed, all.unsupported);
        unsupported().forEach(line -> text.append("not supported: ").append(line).append('\n'));
        return text.toString();
    }

    private void line(StringBuilder text, Object... columns) {
        int suite = counts.keySet().stream().mapToInt(row -> row.suite.length()).max().orElse(0);
        int op = counts.keySet().stream().mapToInt(row -> row.op.length()).max().orElse(0);
        text.append(String.format(Locale.ROOT,
                "%-" + Math.max(5, suite) + "s  %-" + Math.max(2, op) + "s  %6s  %6s  %13s%n",
                columns));
    }
}
