package io.github.lanewise.bench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of results, and what is read from them. */
class ResultsTest {
    private static final Peak PEAK = new Peak(250, 500, 512, 2,
            List.of(new Bandwidth("copy", "L1", 16 << 10, 1, 200), new Bandwidth("copy", "L1", 16 << 10, 2, 400),
                    new Bandwidth("copy", "memory", 128 << 20, 1, 20), new Bandwidth("load", "L1", 16 << 10, 1, 300)));

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Row row = new Row("gemm:m1n1k1", "forward", 2, Row.OURS, true, 2, new double[]{3, 1, 2});
        new Results(Machine.current(), PEAK, List.of(row)).write(folder.resolve("new/file.json"));
        Results read = Results.read(folder.resolve("new/file.json"));
        assertEquals(PEAK, read.peak());
        assertEquals("gemm:m1n1k1", read.rows().getFirst().problem());
        assertTrue(read.rows().getFirst().userLayout());
        assertArrayEquals(new double[]{3, 1, 2}, read.rows().getFirst().nanoseconds());
        assertEquals(2, read.rows().getFirst().median());
    }

    @Test
    void aFileOfRivalsNeedsNoBandwidth() throws IOException {
        Path file = Files.writeString(folder.resolve("rivals.json"), """
                {"machine":{"date":"2026-11-21","cpu":"a","jdk":"b","flags":"c","commit":"d","more":1},
                 "peak":{"gflopsOneCore":250,"gflopsAllCores":500},
                 "rows":[{"problem":"conv:ic1ih5oc1kh1","pass":"gradInput","threads":1,"contender":"onednn own",
                          "userLayout":false,"operations":50,"nanoseconds":[10]}]}""");
        Results read = Results.read(file);
        assertEquals(0.02, read.peak().share(1, 50, 0, 10));
        assertTrue(Double.isNaN(read.peak().share(1, 0, 50, 10)));
        assertEquals("a", read.machine().cpu());
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.json"), "");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Results.tree(file)).getMessage()
                .contains("holds no results"));
    }

    @Test
    void whatOnlyMovesDataIsHeldAgainstACopy() {
        assertEquals(0.5, PEAK.share(1, 0, 1000, 10));
        assertEquals(0.25, PEAK.share(2, 0, 1000, 10));
        assertEquals(0.5, PEAK.share(1, 0, 1 << 20, (1 << 20) / 10.0));
        assertEquals(0.4, PEAK.share(1, 1000, 1000, 10));
        assertEquals(0.2, PEAK.share(2, 1000, 1000, 10));
    }

    @Test
    void timingsOfJmh() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), """
                [{"benchmark":"io.github.lanewise.bench.GemmBenchmark.multiply",
                  "params":{"problem":"gemm:m100n100k100","threads":"2"},
                  "primaryMetric":{"scoreUnit":"us/op","rawData":[[9,8,10],[7,6,6],[8,8,8]]}},
                 {"benchmark":"io.github.lanewise.bench.LenetStepBenchmark.step","params":{"model":"LENET5_RELU"},
                  "primaryMetric":{"scoreUnit":"ops/s","rawData":[[100000,50000,100000]]}}]""");
        List<Timing> timings = Timing.of(Results.tree(file));
        Timing gemm = timings.getFirst();
        assertEquals("GemmBenchmark.multiply", gemm.benchmark());
        assertEquals(Map.of("problem", "gemm:m100n100k100", "threads", "2"), gemm.parameters());
        assertArrayEquals(new double[]{9000, 6000, 8000}, gemm.forks());
        assertEquals("8.0 µs, 250.0 GFLOP/s, 50 % of peak", gemm.told(PEAK));
        Timing step = timings.getLast();
        assertEquals(1e4, step.median());
        assertTrue(step.problem().isEmpty());
        assertEquals("10.0 µs", step.told(PEAK));
    }

    @Test
    void coldOnesHaveTheSameProblem() {
        Timing cold = new Timing("ColdPoolBenchmark.forward",
                new TreeMap<>(Map.of("problem", "max:mb128ic6ih28kh2sh2")), new double[]{301_056});
        // 128·6·(28² + 14²) floats, beyond L1: held against memory.
        assertEquals("301.1 µs, 10.0 GB/s, 50 % of a copy", cold.told(PEAK));
    }
}
