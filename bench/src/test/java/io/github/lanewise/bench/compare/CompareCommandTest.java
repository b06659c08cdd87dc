package io.github.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is said of two files, and the exit status. */
class CompareCommandTest {
    private static final String JMH = """
            [{"benchmark":"a.b.GemmBenchmark.multiply","params":{"problem":"gemm:m1n1k1","threads":"1"},
              "primaryMetric":{"scoreUnit":"us/op","rawData":[[%s],[%s],[%s]]}}]""";

    private static final String RIVALS = """
            {"rows":[
              {"problem":"ic1ih5oc1kh1","pass":"forward","threads":1,"contender":"lanewise","nanoseconds":[%s]},
              {"problem":"ic1ih5oc1kh1","pass":"forward","threads":1,"contender":"onednn nat","nanoseconds":[1,1,1]}]}""";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private int compare(String before, String after) throws IOException {
        Path old = Files.writeString(folder.resolve("old.json"), before);
        Path now = Files.writeString(folder.resolve("new.json"), after);
        return new CommandLine(new CompareCommand()).setOut(new PrintWriter(out)).execute(old.toString(),
                now.toString());
    }

    @Test
    void aRegressionFails() throws IOException {
        assertEquals(1, compare(JMH.formatted(100, 101, 102), JMH.formatted(110, 110, 110)));
        assertEquals("""
                slower  GemmBenchmark.multiply gemm:m1n1k1 1: 101.00 µs to 110.00 µs, × 1.089 (95 %: 1.078 to 1.100)
                1 compared, 1 moved
                """, out.toString());
    }

    @Test
    void aGainDoesNot() throws IOException {
        assertEquals(0, compare(RIVALS.formatted("2000, 2001, 2000"), RIVALS.formatted("1000, 1000, 1000")));
        assertEquals("""
                faster  ic1ih5oc1kh1 forward 1: 2.00 µs to 1.00 µs, × 0.500 (95 %: 0.500 to 0.500)
                1 compared, 1 moved
                """, out.toString());
    }

    @Test
    void noiseAndMovesTooSmallAreNotListed() throws IOException {
        assertEquals(0, compare(JMH.formatted(100, 101, 120), JMH.formatted(104, 119, 118)));
        assertEquals(0, compare(JMH.formatted(100, 100, 100), JMH.formatted(101, 101, 101)));
        assertEquals("1 compared, 0 moved\n1 compared, 0 moved\n", out.toString());
    }

    @Test
    void oneForkOrOtherNamesSayNothing() throws IOException {
        assertEquals(1, compare(RIVALS.formatted("2000"), RIVALS.formatted("1000, 1000")));
        assertEquals("one fork on a side, not compared: ic1ih5oc1kh1 forward 1\n0 compared, 0 moved\n",
                out.toString());
        assertEquals(1, compare(JMH.formatted(1, 1, 1), RIVALS.formatted("1000, 1000")));
        assertEquals("""
                one fork on a side, not compared: ic1ih5oc1kh1 forward 1
                0 compared, 0 moved
                in one file alone: ic1ih5oc1kh1 forward 1
                in one file alone: GemmBenchmark.multiply gemm:m1n1k1 1
                0 compared, 0 moved
                """, out.toString());
    }

    @Test
    void aFileIsMissing() {
        assertEquals(1,
                new CommandLine(new CompareCommand()).setErr(new PrintWriter(out)).execute("no.json", "no.json"));
        assertEquals(2, new CommandLine(new CompareCommand()).setErr(new PrintWriter(out)).execute("no.json"));
    }
}
