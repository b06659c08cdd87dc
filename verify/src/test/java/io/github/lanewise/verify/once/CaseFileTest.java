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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
        assertTrue(failed.messages().getFirst()
                .startsWith("y[4]: got 0.0, wanted 1.0E-40, bound 0"), failed::toString);
        assertInstanceOf(Outcome.Unsupported.class, outcome(good.replace("relu", "mish")));
        assertInstanceOf(Outcome.Unsupported.class, outcome(good.replace("\"y\"", "\"z\"")));
        assertInstanceOf(Outcome.Failed.class, outcome(good.replace("\"x\":{\"data\"", "\"w\":{\"data\"")));
    }

    @Test
    void reportCounts() throws IOException {
        Files.writeString(folder.resolve("cases.jsonl"),
                RELU.formatted("0") + RELU.formatted("1") + RELU.formatted("0").replace("relu", "mish"));
        ConformanceReport report = new ConformanceReport();
        new ConformanceRunner(Parallel.serial()).run(List.of(folder), report);
        assertEquals(1, report.passed());
        assertEquals(3, report.cases());
        assertEquals(List.of("s/r (relu {}) y[4]: got 0.0, wanted 1.0, bound 0.00 (1 of 5 out of bounds)"),
                report.failures());
        assertEquals(List.of("s mish, no such kernel: r"), report.unsupported());
    }

    /** An attribute, or an input, that nobody has a use for is not left out in silence. */
    @Test
    void nothingIsLeftOut() throws IOException {
        String good = RELU.formatted("0");
        assertEquals(new Outcome.Unsupported("attribute alpha"),
                outcome(good.replace("\"attrs\":{}", "\"attrs\":{\"alpha\":0.1}")));
        assertEquals(new Outcome.Unsupported("input mask"),
                outcome(good.replace("\"inputs\":{",
                        "\"inputs\":{\"mask\":{\"data\":[1],\"dtype\":\"f32\",\"shape\":[1]},")));
    }

    /** Integers are run as floats as long as floats hold them. */
    @Test
    void integers() throws IOException {
        String relu = HEAD
                + ",\"attrs\":{},\"tags\":[],\"inputs\":{\"x\":{\"data\":[-3,%1$s],\"dtype\":\"i32\",\"shape\":[2]}},"
                + "\"outputs\":{\"y\":{\"data\":[0,%2$s],\"dtype\":\"i32\",\"shape\":[2]}}}";
        assertInstanceOf(Outcome.Passed.class, outcome(relu.formatted(7, 7)));
        assertInstanceOf(Outcome.Failed.class, outcome(relu.formatted(7, 8)));
        assertEquals(new Outcome.Unsupported("integers beyond 2^24"), outcome(relu.formatted(16_777_217, 7)));
        assertEquals(new Outcome.Unsupported("integers beyond 2^24"), outcome(relu.formatted(7, 16_777_217)));
    }

    @Test
    void findsFiles() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Path first = Files.writeString(deep.resolve("one.jsonl"), RELU.formatted("0"));
        Path second = Files.writeString(deep.resolve("two.jsonl.gz"), RELU.formatted("0"));
        Path other = Files.writeString(deep.resolve("notes.txt"), "notes");
        assertEquals(List.of(first, second), CaseFile.find(List.of(folder)));
        assertEquals(List.of(second, first, other), CaseFile.find(List.of(second, folder, first, other)));
        assertEquals(List.of(), CaseFile.find(List.of()));
        IOException missing = assertThrows(IOException.class, () -> CaseFile.find(List.of(folder.resolve("c"))));
        assertTrue(missing.getMessage().endsWith("c is not there"), missing::getMessage);
        assertEquals(2, CaseFile.count(Files.writeString(first, RELU.formatted("0") + "\n" + RELU.formatted("0"))));
    }

    @Test
    void refusesABrokenArchive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(RELU.formatted("0").repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = bytes.toByteArray();
        Path file = Files.write(folder.resolve("bad.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
        IOException refusal = assertThrows(IOException.class, () -> read(file));
        assertTrue(refusal.getMessage().matches(".*bad\\.jsonl\\.gz, line \\d+: .*"), refusal::getMessage);
        Path bytesOnly = Files.write(folder.resolve("bytes.jsonl"), new byte[]{'{', (byte) 0xff, '}'});
        IOException wrong = assertThrows(IOException.class, () -> read(bytesOnly));
        assertTrue(wrong.getMessage().contains("bytes.jsonl, line 1: "), wrong::getMessage);
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
