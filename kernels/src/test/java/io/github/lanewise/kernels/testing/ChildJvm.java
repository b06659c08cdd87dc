package io.github.lanewise.kernels.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class on the tests' class path in a JVM of its own, for what a JVM decides but once. */
public final class ChildJvm {
    private ChildJvm() {}

    /** The lines of standard output, and the whole of standard error. */
    public record Answer(List<String> out, String log) {}

    public static Answer run(Path folder, Class<?> main, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto", "-XX:+UseSerialGC"));
        Collections.addAll(command, flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
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
}
