package io.github.lanewise.verify.cli;

import io.github.lanewise.verify.compare.Deviation;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.subject.Result;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subjects;
import io.github.lanewise.verify.subject.Trial;
import io.github.lanewise.verify.subject.Way;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What {@link CheckCommand} runs in a JVM for each back end: prints a {@link CheckRow} for each result, algorithm and number of
 * threads.
 */
@Command(name = "check-rows", hidden = true, description = "Part of check: one back end.")
final class CheckRows implements Runnable {
    private static final List<Values.Kind> KINDS = List.of(Values.Kind.INTEGERS, Values.Kind.FLOATS);
    private static final int OFFSET = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--threads", split = ",", required = true)
    private List<Integer> threads;

    @Option(names = "--seed", required = true)
    private long seed;

    @Parameters
    private List<String> problems;

    private PrintWriter out;
    private Map<Integer, Way> ways;

    @Override
    public void run() {
        out = spec.commandLine().getOut();
        if (!BackendRun.announce(out)) {
            return;
        }
        ways = threads.stream().distinct().collect(Collectors.toMap(Function.identity(), Way::threads));
        for (String problem : problems) {
            Subject subject = Subjects.parse(problem);
            subject.results().forEach(result -> check(subject, result));
        }
    }

    /** The references are computed once for all algorithms and threads. */
    private void check(Subject subject, Result result) {
        List<Reference> references = KINDS.stream().map(kind -> Reference.of(result, new Values(kind, seed))).toList();
        for (String algorithm : result.algorithms()) {
            for (int count : threads) {
                Deviation deviation = Deviation.NONE;
                String failure = "";
                for (Reference reference : references) {
                    Trial trial = new Trial(algorithm, ways.get(count), OFFSET, reference.values);
                    try {
                        deviation = deviation
                                .and(Deviation.of(result.compute(trial), reference.bits, reference.oracle));
                    } catch (AssertionError | RuntimeException e) {
                        failure = e.toString();
                    }
                }
                out.println(
                        new CheckRow(subject.problem(), result.name(), algorithm, count, deviation, failure).line());
                out.flush();
            }
        }
    }

    private record Reference(Values values, float[] bits, Estimate oracle) {
        static Reference of(Result result, Values values) {
            return new Reference(values, result.bits(values), result.oracle(values));
        }
    }
}
