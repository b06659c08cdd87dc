package io.github.lanewise.verify.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.Model;
import io.github.lanewise.verify.digest.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The program as its users meet it: output, messages, exit status. */
@Tag("once")
class VerifyCommandTest {
    /** A 2×2 kernel over 2×3 cells, whose gradient by the bias is wrong where asked. */
    private static final String CONV = """
            {"name":"c","suite":"s","op":"conv","attrs":{"nd":2,"kernel":[2,2],"stride":[1,1],"pad_begin":[0,0],\
            "pad_end":[0,0],"dilation":[1,1],"groups":1},"tags":[],"inputs":{\
            "x":{"dtype":"f32","shape":[1,1,2,3],"data":[1,2,3,4,5,6]},\
            "w":{"dtype":"f32","shape":[1,1,2,2],"data":[1,0,0,1]},\
            "dy":{"dtype":"f32","shape":[1,1,1,2],"data":[1,10]}},\
            "outputs":{"y":{"dtype":"f32","shape":[1,1,1,2],"data":[6,8],"exact":true},\
            "dw":{"dtype":"f64","shape":[1,1,2,2],"data":[21,32,%s,65],"scale":65,"terms":2}}}
            """;

    @TempDir
    private Path folder;

    private record Outcome(int status, String out, String error) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = VerifyCommand.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true));
        return new Outcome(commandLine.execute(arguments), out.toString(), error.toString());
    }

    private Path gzipped(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void conformancePasses() throws IOException {
        Path deep = gzipped("a/b/c/any-name.jsonl.gz", CONV.formatted(54));
        Path plain = Files.writeString(folder.resolve("plain.jsonl"),
                CONV.formatted(54) + "\n" + CONV.formatted(54).replace("\"conv\"", "\"lrn\""));
        Outcome outcome = run("conformance", "--threads", "2", folder.toString(), deep.toString(), plain.toString());
        assertEquals(0, outcome.status, outcome.error);
        assertEquals(List.of("suite op passed failed not supported", "s conv 2 0 0", "s lrn 0 0 1", "all 2 0 1",
                "not supported: s lrn, no such kernel: c"), words(outcome.out).subList(0, 5));
    }

    private static List<String> words(String text) {
        return text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    @Test
    void conformanceFails() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.jsonl"), CONV.formatted(55));
        Outcome outcome = run("conformance", file.toString());
        assertEquals(1, outcome.status, outcome.error);
        assertEquals("FAILED s/c (conv {nd=2, kernel=[2, 2], stride=[1, 1], pad_begin=[0, 0], pad_end=[0, 0], "
                + "dilation=[1, 1], groups=1}) dw[0, 0, 1, 0]: got 54.0, wanted 55.0, bound 2.32e-05 "
                + "(1 of 4 out of bounds)", outcome.out.lines().findFirst().orElseThrow());
        assertTrue(words(outcome.out).contains("s conv 0 1 0"), outcome.out);
    }

    @Test
    void conformanceRefusesAMalformedFile() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), CONV.formatted(54) + "{\"name\":");
        Outcome outcome = run("conformance", folder.toString());
        assertEquals(2, outcome.status);
        assertTrue(outcome.error.startsWith("verify: " + file + ", line 2: "), outcome.error);
        assertFalse(outcome.error.contains("\tat "), outcome.error);
    }

    @Test
    void conformanceWantsCases() throws IOException {
        Files.writeString(folder.resolve("empty.jsonl"), "\n");
        Outcome outcome = run("conformance", folder.toString());
        assertEquals(2, outcome.status);
        assertEquals("verify: no case in [" + folder + "]", outcome.error.strip());
        Outcome missing = run("conformance", folder.resolve("nowhere").toString());
        assertEquals(2, missing.status);
        assertEquals("verify: " + folder.resolve("nowhere") + " is not there", missing.error.strip());
    }

    /** In a JVM of its own, for this one has chosen its back end. */
    @ParameterizedTest
    @ValueSource(strings = {"off", "128", "256", "512", "640"})
    void conformanceOnABackEnd(String simd) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("one.jsonl"), CONV.formatted(54));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
                        VerifyCommand.class.getName(), "conformance", "--simd", simd, file.toString()));
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status == 0) {
            assertTrue(out.contains("back end " + (simd.equals("off") ? "off" : "simd-" + simd)), out);
        } else {
            assertEquals(2, status, error);
            assertTrue(error.contains("verify: lanewise.simd is " + simd), error);
            assertTrue(Integer.parseInt(simd) > 128, error);
        }
    }

    @Test
    void checkPasses() {
        Outcome outcome = run("check", "--seed", "5", "--threads", "1,3", "mb2ic3ih5oc4kh3", "max:ic2ih5kh2");
        assertEquals(0, outcome.status, outcome.error);
        List<String> lines = words(outcome.out);
        assertEquals("integers and floats of seed 5", lines.getFirst());
        assertTrue(lines.stream().anyMatch(line -> line.matches("gradWeight IM2COL off 1,3 [0-9.]+ [0-9.e-]+ equal")),
                outcome.out);
        assertTrue(lines.contains("indices only off 1,3 0.00 0.0 equal"), outcome.out);
        assertTrue(lines.getLast().matches("\\d+ checks, all equal to the last bit and within the bounds"),
                outcome.out);
        for (String backend : List.of("128", "256", "512")) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("output DIRECT " + backend)
                    || line.startsWith("NOT RUN back end " + backend)), outcome.out);
        }
    }

    @Test
    void trainPasses() {
        Outcome outcome = run("train", "--images", "200", "--epochs", "1", "--threads", "1,2", "--model",
                "lenet5-relu");
        assertEquals(0, outcome.status, outcome.error);
        List<String> lines = words(outcome.out);
        assertEquals(List.of("200 digits, epochs: 1", "", "lenet5-relu", "back end layout threads seconds weights"),
                lines.subList(0, 4));
        assertTrue(lines.get(4).matches("off NCHW 1 [0-9.]+ [0-9a-f]{64}"), outcome.out);
        assertTrue(lines.get(5).matches("off NCHW 2 [0-9.]+ [0-9a-f]{64}"), outcome.out);
        assertTrue(lines.getLast().matches("\\d+ runs, those of a network all equal to the last bit"), outcome.out);
    }

    @Test
    void trainTellsRunsThatDiffer() {
        StringWriter text = new StringWriter();
        BackendRun<TrainRow> off = new BackendRun<>("off", null,
                List.of(TrainRow.parse("lenet5-relu\tNCHW\t1\t0.5\tabc"),
                        TrainRow.parse("lenet5-relu\tLANES\t2\t0.5\tabc")));
        BackendRun<TrainRow> widest = new BackendRun<>("512", null,
                List.of(TrainRow.parse("lenet5-relu\tLANES\t1\t0.5\tabd"),
                        TrainRow.parse("lenet5-sigmoid\tLANES\t1\t0.5\tabd")));
        assertTrue(TrainCommand.table(Model.LENET5_RELU, List.of(off), new PrintWriter(text, true)));
        assertTrue(TrainCommand.table(Model.LENET5_SIGMOID, List.of(off, widest), new PrintWriter(text, true)));
        assertFalse(TrainCommand.table(Model.LENET5_RELU, List.of(off, widest), new PrintWriter(text, true)));
        assertEquals("512 LANES 1 0.5 abd", words(text.toString()).getLast());
    }

    @Test
    void bitsAreAsPublished() {
        Outcome outcome = run("bits", "--threads", "2");
        assertEquals(0, outcome.status, outcome.out + outcome.error);
        assertTrue(outcome.out.lines().filter(line -> line.startsWith("same ")).count() == Digests.published().size(),
                outcome.out);
    }

    @AfterEach
    void forgetTheFile() {
        System.clearProperty(BitsCommand.FILE);
    }

    @Test
    void bitsDifferAndAreUpdated() throws IOException {
        List<Map.Entry<String, String>> published = List.copyOf(Digests.published().entrySet());
        String wrong = "0".repeat(64);
        Path file = Files.writeString(folder.resolve("digests.txt"),
                "# old\n" + wrong + "  " + published.get(0).getKey()
                        + "\n" + published.get(1).getValue() + "  " + published.get(1).getKey() + "\n" + wrong
                        + "  old thing\n");
        System.setProperty(BitsCommand.FILE, file.toString());
        Outcome outcome = run("bits");
        assertEquals(1, outcome.status, outcome.error);
        List<String> lines = words(outcome.out);
        assertTrue(lines.contains("DIFFERS " + published.get(0).getValue() + " " + published.get(0).getKey()),
                outcome.out);
        assertTrue(lines.contains("wanted " + wrong), outcome.out);
        assertTrue(lines.contains("same " + published.get(1).getValue() + " " + published.get(1).getKey()),
                outcome.out);
        assertTrue(lines.contains("NEW " + published.get(2).getValue() + " " + published.get(2).getKey()),
                outcome.out);
        assertTrue(lines.contains("GONE " + wrong + " old thing"), outcome.out);
        assertEquals(0, run("bits", "--update").status);
        assertEquals(published, List.copyOf(Digests.parse(Files.readString(file)).entrySet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"conformance|PATH", "check|STRING", "conformance --threads 0 x|--threads",
            "check --threads 1,0 ic1ih3oc1kh1|--threads", "check nonsense:mb1|nonsense",
            "check ic1ih3oc1kh9|kernelHeight",
            "bits x|x", "bits --update|lanewise.verify.digests", "prove|prove", "conformance --simd|--simd",
            "train --threads 0|--threads", "train --epochs 0|--epochs", "train --images 0|--images",
            "train --model lenet6|lenet5-relu"})
    void wrongUsage(String arguments, String named) {
        Outcome outcome = run(arguments.split(" "));
        assertEquals(2, outcome.status, outcome.error);
        assertTrue(outcome.error.contains(named), outcome.error);
        assertFalse(outcome.error.contains("\tat "), outcome.error);
    }

    @Test
    void sweep() {
        Outcome outcome = run("sweep", "--stride", "400009", "--threads", "2", "relu", "expm1");
        assertEquals(0, outcome.status, outcome.error);
        List<String> lines = outcome.out.lines().toList();
        assertEquals(3, lines.size(), outcome.out);
        assertTrue(lines.get(0).matches("expm1: 1\\.00 ulp from the correctly rounded value at \\S+ \\(\\S+\\), "
                + "\\S+ ulp from the exact one, monotone"), outcome.out);
        assertEquals("relu: 0.00 ulp from the correctly rounded value, 0.000 ulp from the exact one, monotone",
                lines.get(1));
    }

    @Test
    void sweepRefuses() {
        Outcome unknown = run("sweep", "relu", "erf");
        assertEquals(2, unknown.status);
        assertTrue(unknown.error.startsWith("Unknown function: erf; expected some of [exp, expm1, log,"),
                unknown.error);
        Outcome stride = run("sweep", "--stride", "0");
        assertEquals(2, stride.status);
        assertTrue(stride.error.startsWith("Invalid value for option '--stride': 0 is not at least 1"), stride.error);
    }
}
