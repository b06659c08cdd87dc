package io.github.lanewise.kernels.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.testing.ChildJvm;
import io.github.lanewise.kernels.testing.ChildJvm.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM with these flags chooses, says and refuses: each case in a child JVM of its own. */
class LookupTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @TempDir
    private Path folder;

    private Answer run(String... flags) throws IOException, InterruptedException {
        return ChildJvm.run(folder, Probe.class, flags);
    }

    private static String name(Answer answer) {
        return answer.out().getFirst();
    }

    private static String reason(Answer answer) {
        return answer.out().get(1);
    }

    /** The twins answer, with the same bits, and exactly one log line says why, what it costs and what cures it. */
    private void assertTwins(String cause, String cure, String... flags) throws IOException, InterruptedException {
        Answer answer = run(flags);
        assertEquals("off", name(answer), answer.log());
        assertTrue(reason(answer).contains(cause), () -> reason(answer));
        assertTrue(reason(answer).contains(cure), () -> reason(answer));
        assertTrue(reason(answer).contains("the same bits"), () -> reason(answer));
        assertTrue(reason(answer).matches(".* about [0-9,]+ times slower.*"), () -> reason(answer));
        List<String> lines = answer.log().lines().filter(line -> line.contains("Lanewise")).toList();
        assertEquals(1, lines.size(), answer.log());
        assertTrue(lines.getFirst().contains(reason(answer)), answer.log());
        assertEquals(String.valueOf(Probe.digest()), answer.out().get(2), "other bits");
    }

    private void assertSimd(String name, String reason, String... flags) throws IOException, InterruptedException {
        Answer answer = run(flags);
        assertEquals(name, name(answer), answer.log());
        assertEquals(reason, reason(answer));
        assertFalse(answer.log().contains("Lanewise"), answer.log());
        assertEquals(String.valueOf(Probe.digest()), answer.out().get(2), "other bits");
    }

    private void assertRefused(String message, String... flags) throws IOException, InterruptedException {
        Answer answer = run(flags);
        assertEquals(List.of("refused", message, message), answer.out());
    }

    /** The widest that this machine has, found by a child without any other flag. */
    private int widest() throws IOException, InterruptedException {
        String name = name(run(MODULE));
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
        assertEquals("off", name(answer));
        assertEquals("lanewise.simd is off", reason(answer));
        assertFalse(answer.log().contains("Lanewise"), answer.log());
        assertEquals("off", name(run("-Dlanewise.simd=off", "-Xint")));
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
