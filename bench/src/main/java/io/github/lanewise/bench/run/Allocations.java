package io.github.lanewise.bench.run;

import io.github.lanewise.bench.CallAllocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** That no kernel allocates: under a byte a call, in every fork. */
final class Allocations {
    private static final double LIMIT = 1;

    private Allocations() {}

    /** A line for each fork in which a call allocates, or in which nothing was measured. */
    static List<String> found(Collection<RunResult> results) {
        List<String> found = new ArrayList<>();
        results.forEach(result -> found.addAll(found(name(result.getParams()), result.getBenchmarkResults())));
        return found;
    }

    static List<String> found(String name, Collection<BenchmarkResult> forks) {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (BenchmarkResult fork : forks) {
            number++;
            Result<?> allocation = fork.getSecondaryResults().get(CallAllocation.LABEL);
            double bytes = allocation == null ? Double.NaN : allocation.getScore();
            if (!(bytes < LIMIT)) {
                found.add(String.format(Locale.ROOT, "%s, fork %d: %.1f bytes a call", name, number, bytes));
            }
        }
        return found;
    }

    /** Such as {@code io.github.lanewise.bench.GemmBenchmark.multiply problem=gemm:m64n64k64 threads=1}. */
    private static String name(BenchmarkParams params) {
        return params.getBenchmark()
                + params.getParamsKeys().stream().map(key -> " " + key + "=" + params.getParam(key))
                        .collect(Collectors.joining());
    }
}
