package io.github.lanewise.bench.run;

import io.github.lanewise.bench.CallAllocation;
import io.github.lanewise.bench.shapes.Problem;
import io.github.lanewise.bench.shapes.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a run measures: JMH has one list of values for a parameter, so each family of problems becomes a JMH run of its own,
 * and one more takes the benchmarks of none.
 */
final class Selection {
    private static final String FAMILIES = Arrays.stream(Problem.Family.values()).map(Problem.Family::benchmark)
            .collect(Collectors.joining("|"));

    private final CommandLineOptions jmh;
    private final Map<Problem.Family, List<String>> problems = new LinkedHashMap<>();
    private final List<String> otherProblems = new ArrayList<>();
    private final boolean others;

    /**
     * Sorts the problems.
     *
     * @param jmh JMH's own command line
     * @param shapes names of files, or null; then the problems are those of JMH's {@code -p problem=}, else of all files
     */
    Selection(CommandLineOptions jmh, List<String> shapes) {
        this.jmh = jmh;
        boolean own = shapes == null && jmh.getParameter("problem").hasValue();
        Collection<String> all = own
                ? jmh.getParameter("problem").get()
                : Shapes.read(shapes == null ? Shapes.NAMES : shapes).stream().map(Problem::text).toList();
        for (String problem : all) {
            try {
                problems.computeIfAbsent(Problem.parse(problem).family(), _ -> new ArrayList<>()).add(problem);
            } catch (IllegalArgumentException _) {
                otherProblems.add(problem); // of a smaller operation, whose benchmark will parse it
            }
        }
        others = shapes == null && (!own || !otherProblems.isEmpty());
    }

    /** The JMH runs, none of them empty. */
    List<Options> runs() {
        List<Options> runs = new ArrayList<>();
        problems.forEach((family, of) -> {
            ChainedOptionsBuilder run = common().exclude("^(?!.*\\.(Cold)?" + family.benchmark() + "\\.)");
            runs.add(run.param("problem", of.toArray(String[]::new)).build());
        });
        if (others) {
            ChainedOptionsBuilder run = common().exclude("\\.(Cold)?(" + FAMILIES + ")\\.");
            runs.add((otherProblems.isEmpty() ? run : run.param("problem", otherProblems.toArray(String[]::new)))
                    .build());
        }
        runs.removeIf(run -> benchmarks(run).isEmpty());
        return runs;
    }

    private ChainedOptionsBuilder common() {
        ChainedOptionsBuilder run = new OptionsBuilder().parent(jmh).addProfiler(GCProfiler.class)
                .addProfiler(CallAllocation.class).shouldFailOnError(jmh.shouldFailOnError().orElse(true));
        if (!jmh.getParameter("threads").hasValue()) {
            run.param("threads", IntStream.of(1, Runtime.getRuntime().availableProcessors()).distinct()
                    .mapToObj(Integer::toString).toArray(String[]::new));
        }
        return run;
    }

    /** The full names of what a run measures. */
    static List<String> benchmarks(Options run) {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(silent, run.getIncludes(), run.getExcludes()).stream()
                .map(entry -> entry.getUsername()).distinct().toList();
    }
}
