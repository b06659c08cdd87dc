package io.github.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/** Which benchmarks run over which problems. */
class SelectionTest {
    private static List<Options> runs(List<String> shapes, String... jmh) throws CommandLineOptionException {
        return new Selection(new CommandLineOptions(jmh), shapes).runs();
    }

    private static Set<String> classes(Options run) {
        Set<String> classes = new TreeSet<>();
        Selection.benchmarks(run).forEach(name -> {
            String[] parts = name.split("\\.");
            classes.add(parts[parts.length - 2]);
        });
        return classes;
    }

    private static List<String> problems(Options run) {
        return List.copyOf(run.getParameter("problem").orElse(List.of()));
    }

    @Test
    void everyBenchmarkRunsOnce() throws CommandLineOptionException {
        List<Options> runs = runs(null);
        assertEquals(5, runs.size());
        List<String> all = new ArrayList<>();
        runs.forEach(run -> all.addAll(Selection.benchmarks(run)));
        assertEquals(all.size(), new TreeSet<>(all).size());
        assertTrue(all.contains("io.github.lanewise.bench.ColdGemmBenchmark.multiply"));
        assertTrue(all.contains("io.github.lanewise.bench.LenetStepBenchmark.step"));
    }

    @Test
    void filesGoToTheirFamilies() throws CommandLineOptionException {
        List<Options> runs = runs(List.of("gemm-square", "lenet"), "-f", "1");
        assertEquals(4, runs.size());
        assertEquals(Set.of("ColdGemmBenchmark", "GemmBenchmark"), classes(runs.get(0)));
        assertTrue(problems(runs.get(0)).contains("gemm:m64n64k64"));
        assertEquals(Set.of("ColdConvolutionBenchmark", "ConvolutionBenchmark"), classes(runs.get(1)));
        assertEquals(3, problems(runs.get(1)).size());
        assertEquals(1, runs.get(1).getForkCount().get());
        assertEquals(2, runs.get(1).getProfilers().size());
    }

    @Test
    void anExpressionChooses() throws CommandLineOptionException {
        List<Options> runs = runs(null, "\\.Pool.*forward");
        assertEquals(1, runs.size());
        assertEquals(List.of("io.github.lanewise.bench.PoolBenchmark.forward"),
                Selection.benchmarks(runs.getFirst()));
        assertFalse(problems(runs.getFirst()).isEmpty());
    }

    @Test
    void problemsOfOnesOwn() throws CommandLineOptionException {
        List<Options> runs = runs(null, "-p", "problem=gemm:m1n2k3,softmax:mb17ic10sp3", "-p", "threads=1",
                "\\.(Gemm|Softmax)B");
        assertEquals(2, runs.size());
        assertEquals(List.of("gemm:m1n2k3"), problems(runs.get(0)));
        assertEquals(List.of("1"), List.copyOf(runs.get(0).getParameter("threads").get()));
        assertEquals(List.of("softmax:mb17ic10sp3"), problems(runs.get(1)));
        assertEquals(Set.of("SoftmaxBenchmark"), classes(runs.get(1)));
    }

    @Test
    void nothingMatches() throws CommandLineOptionException {
        assertEquals(List.of(), runs(List.of("gemm-square"), "Pool"));
    }
}
