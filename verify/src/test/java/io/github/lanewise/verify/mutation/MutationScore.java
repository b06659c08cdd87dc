package io.github.lanewise.verify.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What {@code bin/mutation} prints: the share of killed mutants of every package and of all, and the survivors that nobody
 * has explained. Fails where there is one, where the list names a mutant that does not exist, or where the share is too
 * small.
 */
public final class MutationScore {
    private static final int LEAST_PERCENT = 90;

    private MutationScore() {}

    /** Arguments: PIT's report, the list of survivors, the folder of the sources, and the classes where not all ran. */
    public static void main(String[] arguments) throws IOException {
        List<Mutant> mutants = MutationReport.read(Path.of(arguments[0]), Path.of(arguments[2]));
        Map<String, String> reasons = reasons(Files.readAllLines(Path.of(arguments[1])));
        System.out.print(table(mutants));
        notes(mutants, reasons).forEach(System.out::println);
        List<String> faults = faults(mutants, reasons, arguments.length == 3);
        faults.forEach(System.out::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /** Reads the list: indented lines name survivors, the line before them that is not indented says why they survive. */
    static Map<String, String> reasons(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        String reason = null;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                reason = line;
            } else if (reason == null) {
                throw new IllegalArgumentException("no reason stands before: " + line);
            } else if (reasons.put(line.strip(), reason) != null) {
                throw new IllegalArgumentException("listed twice: " + line);
            }
        }
        return reasons;
    }

    /** A line for each package, and one for all. */
    static String table(List<Mutant> mutants) {
        Map<String, List<Mutant>> packages = mutants.stream()
                .collect(Collectors.groupingBy(Mutant::packageName, TreeMap::new, Collectors.toList()));
        StringBuilder table = new StringBuilder("%-52s %7s %7s%n".formatted("package", "mutants", "killed"));
        packages.forEach((name, own) -> table.append(row(name, own)));
        return table.append(row("all", mutants)).toString();
    }

    private static String row(String name, List<Mutant> mutants) {
        long killed = killed(mutants);
        return "%-52s %7d %7d %6.1f%%%n".formatted(name, mutants.size(), killed, 100.0 * killed / mutants.size());
    }

    private static long killed(List<Mutant> mutants) {
        return mutants.stream().filter(Mutant::killed).count();
    }

    /** What is worth knowing and no fault: a mutant of the threads may die in one run and live in the next. */
    static List<String> notes(List<Mutant> mutants, Map<String, String> reasons) {
        List<String> notes = new ArrayList<>();
        notes.add(mutants.stream().filter(m -> !m.killed() && reasons.containsKey(m.name())).count()
                + " survivors are listed with a reason");
        mutants.stream().filter(m -> m.killed() && reasons.containsKey(m.name()))
                .forEach(m -> notes.add("listed, and yet killed: " + m.name()));
        return notes;
    }

    /** What is wrong with a run; nothing where it passes. A run over some classes says nothing about the others. */
    static List<String> faults(List<Mutant> mutants, Map<String, String> reasons, boolean whole) {
        List<String> faults = new ArrayList<>();
        mutants.stream().filter(m -> !m.killed() && !reasons.containsKey(m.name()))
                .forEach(m -> faults.add("survives, and is not listed:\n    " + m.name()));
        if (whole) {
            Set<String> names = mutants.stream().map(Mutant::name).collect(Collectors.toSet());
            reasons.keySet().stream().filter(Predicate.not(names::contains))
                    .forEach(name -> faults.add("listed, but there is no such mutant:\n    " + name));
        }
        if (100 * killed(mutants) < LEAST_PERCENT * (long) mutants.size()) {
            faults.add("fewer than " + LEAST_PERCENT + " % of the mutants are killed");
        }
        return faults;
    }
}
