package io.github.lanewise.verify.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of many cases, counted by op. */
public final class ConformanceReport {
    private final Map<String, Integer> passed = new TreeMap<>();
    private final Map<String, Integer> unsupported = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /** A report without cases. */
    public ConformanceReport() {}

    /**
     * Counts a case.
     *
     * @param conformanceCase the case
     * @param outcome what became of it
     */
    public void add(ConformanceCase conformanceCase, Outcome outcome) {
        switch (outcome) {
            case Outcome.Passed _ -> passed.merge(conformanceCase.op(), 1, Integer::sum);
            case Outcome.Failed failed -> failures.add(conformanceCase + ": " + failed.message());
            case Outcome.Unsupported reason -> unsupported.merge(conformanceCase.op() + ": " + reason.reason(), 1,
                    Integer::sum);
        }
    }

    /**
     * The failures.
     *
     * @return one sentence each
     */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /**
     * How many cases passed.
     *
     * @return their number
     */
    public int passed() {
        return passed.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * How many cases of an op passed.
     *
     * @param op the op
     * @return their number
     */
    public int passed(String op) {
        return passed.getOrDefault(op, 0);
    }

    /**
     * How many cases are not supported.
     *
     * @return their number
     */
    public int unsupported() {
        return unsupported.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The report for people.
     *
     * @return some lines
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("conformance: " + passed() + " passed, " + failures.size() + " failed, "
                + unsupported() + " not supported");
        text.append("\n  passed: ").append(list(passed));
        text.append("\n  not supported: ").append(list(unsupported));
        failures.forEach(failure -> text.append("\n  FAILED ").append(failure));
        return text.toString();
    }

    private static String list(Map<String, Integer> counts) {
        List<String> entries = new ArrayList<>();
        counts.forEach((key, count) -> entries.add(key + " " + count));
        return entries.isEmpty() ? "none" : String.join(", ", entries);
    }
}
