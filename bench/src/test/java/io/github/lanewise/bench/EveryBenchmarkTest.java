package io.github.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark once, for a few milliseconds in this JVM: one that fails its check, or to run, turns the build red. */
class EveryBenchmarkTest {
    /** Smaller problems where the defaults take long to check. */
    private static final Map<String, String[]> PROBLEMS = Map.ofEntries(
            Map.entry("ConvolutionBenchmark",
                    new String[]{"mb17ic2ih7oc3kh3ph1", "g2mb2ic4ih6oc6kh3sh2", "mb2ic3iw9oc4kw3pw1",
                            "conv_lenet:mb3ic6ih6oc16kh3"}),
            Map.entry("ConvolutionBlockBenchmark", new String[]{"mb32ic2ih8oc3kh3ph1"}),
            Map.entry("GemmBenchmark", new String[]{"gemm:m33n40k70", "gemm:mb3m9n20k7ta1tb1"}),
            Map.entry("DenseBenchmark", new String[]{"dense:mb65ic40oc10"}),
            Map.entry("PoolBenchmark",
                    new String[]{"max:mb3ic6ih9kh3sh2ph1", "avg_p:mb3ic6ih8kh2sh2", "avg_p:mb3ic6ih8kh2dh3",
                            "max:mb3ic6iw9kw2sw2"}),
            Map.entry("GlobalPoolBenchmark", new String[]{"gavg:mb3ic6ih7", "gmax:mb3ic6ih7"}),
            Map.entry("SubsamplingBenchmark", new String[]{"sub:mb17ic3ih6"}),
            Map.entry("LossBenchmark",
                    new String[]{"softmax_cross_entropy:mb65ic10", "softmax_cross_entropy:mb2ic21sp50ls0.1"}),
            Map.entry("SoftmaxBenchmark", new String[]{"softmax:mb17ic10sp3", "log_softmax:mb3ic130"}),
            Map.entry("RadialBasisBenchmark", new String[]{"radial_basis:mb17ic20oc10"}),
            Map.entry("SquaredErrorBenchmark", new String[]{"mse:n2000"}));

    private static Set<BenchmarkListEntry> all() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of());
    }

    static Stream<String> classes() {
        return all().stream().map(BenchmarkListEntry::getUserClassQName).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void runs(String name) throws RunnerException {
        String simpleName = name.substring(name.lastIndexOf('.') + 1).replaceFirst("^Cold", "");
        boolean cold = name.contains(".Cold");
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + Pattern.quote(name) + "\\.").forks(0).warmupIterations(0).measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(5)).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        options.param("threads", "2").param("batch", "17");
        if (PROBLEMS.containsKey(simpleName)) {
            String[] problems = PROBLEMS.get(simpleName);
            options.param("problem", cold ? Arrays.copyOf(problems, 1) : problems);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Set<String> ran = results.stream().map(result -> result.getParams().getBenchmark())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = all().stream().map(BenchmarkListEntry::getUsername)
                .filter(benchmark -> benchmark.startsWith(name + "."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, ran);
    }

    @Test
    void thereAreBenchmarks() {
        assertFalse(all().isEmpty());
    }
}
