package io.github.lanewise.verify.cli;

import io.github.lanewise.verify.subject.Result;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify check}. */
@Command(name = "check", description = "Runs every algorithm, back end and number of threads of a problem against the oracle and the bit reference, forward and all gradients.", mixinStandardHelpOptions = true, footer = {
        "", "Exit status: 0 all bits are equal and within the bounds, 1 some are not, 2 wrong usage."})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--threads", paramLabel = "N", split = ",", defaultValue = "1,2,7", description = "Numbers of threads (default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Option(names = "--seed", paramLabel = "SEED", description = "Draws the values of an earlier run again (default: a new seed, which is printed).")
    private Long seed;

    @Parameters(paramLabel = "STRING", arity = "1..*", description = "Problem strings, such as mb128ic1ih28oc6kh5ph2 or dense:mb128ic400oc120.")
    private List<String> problems;

    @Override
    public Integer call() throws IOException {
        threads.forEach(count -> ThreadsOption.checked(spec, count));
        List<Subject> subjects = problems.stream().map(Subjects::parse).toList();
        long drawn = seed == null ? new SplittableRandom().nextLong(1_000_000) : seed;
        List<BackendRun<CheckRow>> runs = run(subjects, drawn);
        PrintWriter out = spec.commandLine().getOut();
        out.println("integers and floats of seed " + drawn);
        for (Subject subject : subjects) {
            table(subject, runs, out);
        }
        runs.stream().filter(run -> run.refusal() != null)
                .forEach(run -> out.println("NOT RUN back end " + run.backend() + ": " + run.refusal()));
        List<CheckRow> rows = runs.stream().flatMap(run -> run.rows().stream()).toList();
        long failing = rows.stream().filter(row -> !row.passes()).count();
        out.println(rows.size() + " checks, " + (failing == 0
                ? "all equal to the last bit and within the bounds"
                : failing + " of them FAILED"));
        return failing == 0 ? 0 : 1;
    }

    private List<BackendRun<CheckRow>> run(List<Subject> subjects, long drawn) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--seed=" + drawn,
                "--threads=" + threads.stream().map(String::valueOf).collect(Collectors.joining(","))));
        arguments.addAll(problems);
        long computations = subjects.stream().flatMap(subject -> subject.results().stream()).map(Result::algorithms)
                .mapToLong(List::size).sum();
        List<BackendRun<CheckRow>> runs = new ArrayList<>();
        try (Progress progress = Progress.of("check", "checks",
                BackendRun.BACKENDS.size() * threads.size() * computations)) {
            for (String backend : BackendRun.BACKENDS) {
                runs.add(BackendRun.of(backend, "check-rows", arguments, CheckRow::parse, progress));
            }
        }
        return runs;
    }

    private void table(Subject subject, List<BackendRun<CheckRow>> runs, PrintWriter out) {
        out.println();
        out.println(subject.problem());
        out.printf("%-18s %-9s %-8s %-8s %9s %9s  %s%n", "result", "algorithm", "back end", "threads", "ulp",
                "of bound",
                "bits");
        for (Result result : subject.results()) {
            for (String algorithm : result.algorithms()) {
                for (BackendRun<CheckRow> run : runs) {
                    rows(run, subject.problem(), result.name(), algorithm, out);
                }
            }
        }
    }

    /** One row for all numbers of threads where they agree, as they should, else one for each. */
    private static void rows(BackendRun<CheckRow> run, String problem, String result, String algorithm,
            PrintWriter out) {
        List<CheckRow> rows = run.rows().stream().filter(row -> row.problem().equals(problem)
                && row.result().equals(result) && row.algorithm().equals(algorithm)).toList();
        boolean alike = rows.stream().map(row -> List.of(row.deviation(), row.failure())).distinct().count() == 1;
        for (CheckRow row : alike ? rows.subList(0, 1) : rows) {
            String counts = alike
                    ? rows.stream().map(each -> String.valueOf(each.threads())).distinct()
                            .collect(Collectors.joining(","))
                    : String.valueOf(row.threads());
            out.printf(Locale.ROOT, "%-18s %-9s %-8s %-8s %9.2f %9.2g  %s%n", row.result(), row.algorithm(),
                    run.backend(), counts, row.deviation().ulps(), row.deviation().share(),
                    row.deviation().equalBits() ? "equal" : "DIFFER");
            if (!row.failure().isEmpty()) {
                out.println("  FAILED " + row.failure());
            }
        }
    }
}
