package io.github.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.bench.CallAllocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;

/** The assertion that nothing is allocated. */
class AllocationsTest {
    private static BenchmarkResult fork(double... bytesOfIterations) {
        List<IterationResult> iterations = new ArrayList<>();
        for (double bytes : bytesOfIterations) {
            IterationResult iteration = new IterationResult(null, null, null);
            iteration.addResult(new AverageTimeResult(ResultRole.PRIMARY, "forward", 1, 1,
                    TimeUnit.MICROSECONDS));
            if (!Double.isNaN(bytes)) {
                iteration.addResult(new ScalarResult(CallAllocation.LABEL, bytes, "B/op", AggregationPolicy.MIN));
            }
            iterations.add(iteration);
        }
        return new BenchmarkResult(null, iterations);
    }

    @Test
    void underAByteIsNothing() {
        assertEquals(List.of(), Allocations.found("conv", List.of(fork(0, 0.99), fork(0.5, 0))));
    }

    @Test
    void whatTheJvmDoesOnceIsNotTheKernels() {
        assertEquals(List.of(), Allocations.found("conv", List.of(fork(700, 0.2, 0))));
    }

    @Test
    void oneForkThatAllocatesIsFound() {
        assertEquals(List.of("conv, fork 2: 24.0 bytes a call"),
                Allocations.found("conv", List.of(fork(0, 0), fork(24, 25))));
    }

    @Test
    void exactlyAByteIsFound() {
        assertEquals(1, Allocations.found("conv", List.of(fork(1))).size());
    }

    @Test
    void whatWasNotMeasuredIsFound() {
        assertEquals(List.of("conv, fork 1: NaN bytes a call"),
                Allocations.found("conv", List.of(fork(Double.NaN))));
    }
}
