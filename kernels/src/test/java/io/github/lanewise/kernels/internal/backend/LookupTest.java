package io.github.lanewise.kernels.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM with these flags chooses, says and refuses: each case in a child JVM of its own. */
class LookupTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @TempDir
    private Path folder;

    private record Answer(List<String> out, String log) {
        String name() {
            return out.getFirst();
        }

        String reason() {
            return out.get(1);
        }
    }

    private Answer run(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto", "-XX:+UseSerialGC"));
        Collections.addAll(command, flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "no end after a minute: " + command);
        } finally {
            process.destroyForcibly();
        }
        String log = Files.readString(err, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), log);
        return new Answer(Files.readAllLines(out, StandardCharsets.UTF_8), log);
    }

    /** The twins answer, with the same bits, and exactly one log line says why, what it costs and what cures it. */
    private void assertTwins(String cause, String cure, String... flags) throws IOException, InterruptedException {
        Answer answer = run(flags);
        assertEquals("off", answer.name(), answer.log);
        assertTrue(answer.reason().contains(cause), answer::reason);
        assertTrue(answer.reason().contains(cure), answer::reason);
        assertTrue(answer.reason().contains("the same bits"), answer::reason);
        assertTrue(answer.reason().matches(".* about [0-9,]+ times slower.*"), answer::reason);
        List<String> lines = answer.log.lines().filter(line -> line.contains("Lanewise")).toList();
        assertEquals(1, lines.size(), answer.log);
        assertTrue(lines.getFirst().contains(answer.reason()), answer.log);
        assertEquals(String.valueOf(Probe.digest()), answer.out.get(2), "other bits");
    }

    private void assertSimd(String name, String reason, String... flags) throws IOException, InterruptedException {
        Answer answer = run(flags);
        assertEquals(name, answer.name(), answer.log);
        assertEquals(reason, answer.reason());
        assertFalse(answer.log.contains("Lanewise"), answer.log);
        assertEquals(String.valueOf(Probe.digest()), answer.out.get(2), "other bits");
    }

    private void assertRefused(String message, String... flags) throws IOException, InterruptedException {
        Answer answer = run(flags);
        assertEquals(List.of("refused", message, message), answer.out);
    }

    /** The widest that this machine has, found by a child without any other flag. */
    private int widest() throws IOException, InterruptedException {
        String name = run(MODULE).name();
        Assumptions.assumeTrue(name.startsWith("simd-"), name);
        return Integer.parseInt(name.substring("simd-".length()));
    }

    @Test
    void withoutTheModule() throws Exception {
        assertTwins("jdk.incubator.vector", "--add-modules jdk.incubator.vector");
    }

    @Test
    void interpreted() throws Exception {
        assertTwins("only interprets", "-Xint", MODULE, "-Xint");
        assertTwins("only interprets", "-XX:TieredStopAtLevel=0", MODULE, "-XX:TieredStopAtLevel=0");
    }

    @Test
    void withoutC2() throws Exception {
        assertTwins("C2", "-XX:TieredStopAtLevel=1", MODULE, "-XX:TieredStopAtLevel=1");
        assertTwins("C2", "-XX:TieredStopAtLevel=3", MODULE, "-XX:TieredStopAtLevel=3");
        assertTwins("C2", "-XX:CompilationMode=quick-only", MODULE, "-XX:CompilationMode=quick-only");
    }

    @Test
    void withoutFma() throws Exception {
        assertTwins("fused multiply-add", "-XX:-UseFMA", MODULE, "-XX:-UseFMA");
    }

    @Test
    void withTheModule() throws Exception {
        int widest = widest();
        assertSimd("simd-" + widest, "the widest vectors of this machine", MODULE);
        for (int bits = 128; bits <= widest; bits *= 2) {
            assertSimd("simd-" + bits, "lanewise.simd is " + bits, MODULE, "-Dlanewise.simd=" + bits);
        }
    }

    @Test
    void switchedOffWithoutAWordInTheLog() throws Exception {
        Answer answer = run(MODULE, "-Dlanewise.simd=off");
        assertEquals("off", answer.name());
        assertEquals("lanewise.simd is off", answer.reason());
        assertFalse(answer.log.contains("Lanewise"), answer.log);
        assertEquals("off", run("-Dlanewise.simd=off", "-Xint").name());
    }

    @Test
    void aNonsenseWidthIsRefused() throws Exception {
        assertRefused("lanewise.simd is nonsense; expected off, 128, 256 or 512", MODULE, "-Dlanewise.simd=nonsense");
        assertRefused("lanewise.simd is ; expected off, 128, 256 or 512", MODULE, "-Dlanewise.simd=");
    }

    @Test
    void aWidthWithoutWhatItNeedsIsRefused() throws Exception {
        assertRefused("lanewise.simd is 256, but the module jdk.incubator.vector is not there: add --add-modules "
                + "jdk.incubator.vector to the java command.", "-Dlanewise.simd=256");
        assertRefused("lanewise.simd is 128, but the JVM only interprets: take -Xint out of the java command.", MODULE,
                "-Xint", "-Dlanewise.simd=128");
    }

    @Test
    void aWidthThatTheMachineLacksIsRefused() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.arch").equals("amd64") && widest() >= 256, "x86 with AVX2 only");
        assertRefused(
                "lanewise.simd is 512, but C2 compiles vectors of at most 256 bits on this machine; expected off, "
                        + "128 or 256",
                MODULE, "-XX:UseAVX=2", "-Dlanewise.simd=512");
        assertSimd("simd-256", "the widest vectors of this machine", MODULE, "-XX:UseAVX=2");
    }
}
