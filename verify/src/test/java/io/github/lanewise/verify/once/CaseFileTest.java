package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.verify.conformance.CaseFile;
import io.github.lanewise.verify.conformance.ConformanceCase;
import io.github.lanewise.verify.conformance.ConformanceReport;
import io.github.lanewise.verify.conformance.ConformanceRunner;
import io.github.lanewise.verify.conformance.Outcome;
import io.github.lanewise.verify.conformance.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and judging conformance cases, on cases made up here. */
@Tag("once")
class CaseFileTest {
    /** Data before its type, a key nobody knows, and every way to write a number. */
    private static final String RELU = """
            {"name":"r","suite":"s","op":"relu","attrs":{},"tags":["a","b"],"source":{"x":[1]},\
            "inputs":{"x":{"data":[-1,"NaN","Infinity",1e-30,-0.0],"dtype":"f32","shape":[5]}},\
            "outputs":{"y":{"dtype":"f32","shape":[5],"data":[0,"NaN","Infinity",1e-30,%s],"exact":true}}}
            """;
    private static final String HEAD = "{\"name\":\"n\",\"suite\":\"s\",\"op\":\"relu\"";

    @TempDir
    private Path folder;

    @Test
    void readsPlainAndGzipped() throws IOException {
        String line = RELU.formatted("0.0");
        Path plain = Files.writeString(folder.resolve("cases.jsonl"), line + "\n" + line);
        Path zipped = folder.resolve("cases.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(2, read(plain).size());
        ConformanceCase got = read(zipped).getFirst();
        assertEquals("s/r (relu)", got.toString());
        assertEquals(List.of("a", "b"), List.copyOf(got.tags()));
        Tensor x = got.input("x");
        assertEquals(5, x.length());
        assertEquals(Float.POSITIVE_INFINITY, x.floats()[2]);
        assertEquals(1e-30f, x.floats()[3]);
        assertTrue(got.outputs().get("y").exact());
    }

    @Test
    void judges() throws IOException {
        String good = RELU.formatted("-0.0");
        assertInstanceOf(Outcome.Passed.class, outcome(good));
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome(RELU.formatted("1e-40")));
        assertTrue(failed.message().contains("y[4] is 0.0"), failed::message);
        assertInstanceOf(Outcome.Unsupported.class, outcome(good.replace("relu", "mish")));
        assertInstanceOf(Outcome.Unsupported.class, outcome(good.replace("\"y\"", "\"z\"")));
        assertInstanceOf(Outcome.Failed.class, outcome(good.replace("\"x\":{\"data\"", "\"w\":{\"data\"")));
    }

    @Test
    void reportCounts() throws IOException {
        Files.writeString(folder.resolve("cases.jsonl"),
                RELU.formatted("0") + RELU.formatted("1") + RELU.formatted("0").replace("relu", "mish"));
        ConformanceReport report = new ConformanceReport();
        new ConformanceRunner(Parallel.serial()).run(folder, report);
        assertEquals(1, report.passed("relu"));
        assertEquals(1, report.failures().size());
        assertTrue(report.toString().startsWith("conformance: 1 passed, 1 failed, 1 not supported"), report::toString);
        assertTrue(report.toString().contains("mish: no such kernel 1"), report::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"name\":1}", "{\"suite\":\"s\",\"op\":\"o\"}", HEAD + "} {}",
            HEAD + ",\"inputs\":{\"x\":{\"dtype\":\"f32\",\"shape\":[2],\"data\":[1]}}}",
            HEAD + ",\"inputs\":{\"x\":{\"dtype\":\"f8\",\"shape\":[1],\"data\":[1]}}}",
            HEAD + ",\"inputs\":{\"x\":{\"dtype\":\"i64\",\"shape\":[1],\"data\":[1.5]}}}",
            HEAD + ",\"inputs\":{\"x\":{\"dtype\":\"f32\",\"shape\":[1],\"data\":[[1]]}}}",
            HEAD + ",\"inputs\":{\"x\":{\"dtype\":\"f32\",\"data\":[1]}}}",
            HEAD + ",\"inputs\":{\"x\":{\"dtype\":\"f32\",\"shape\":[2147483647,2147483647,4],\"data\":[]}}}",
            HEAD + ",\"tags\":[1]}", HEAD + ",\"inputs\":{\"x\":{\"dtype\":\"f32\",\"shape\":[1],\"data\":[1"})
    void refusesWhatIsNoCase(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), RELU.formatted("0") + line);
        IOException refusal = assertThrows(IOException.class, () -> read(file));
        assertTrue(refusal.getMessage().contains("bad.jsonl, line 2: "), refusal::getMessage);
    }

    private Outcome outcome(String line) throws IOException {
        return new ConformanceRunner(Parallel.serial())
                .run(read(Files.writeString(folder.resolve("one.jsonl"), line)).getFirst());
    }

    private static List<ConformanceCase> read(Path file) throws IOException {
        List<ConformanceCase> cases = new ArrayList<>();
        CaseFile.read(file, cases::add);
        return cases;
    }
}
