package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.Checkpoints;
import io.github.lanewise.lenet.Safetensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {
    /**
     * Stopped in the middle of a long run: the step ends, the weights are saved, and the program says so. By SIGTERM, which
     * goes the way of Ctrl-C: a process that is started in the background ignores SIGINT, as the whole build may be.
     */
    @Test
    void stopSaves(@TempDir Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
                LenetCommand.class.getName(), "train", "--epochs", "1000", "--train-images", "2000", "--test-images",
                "100",
                "--out", folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = process.inputReader()) {
            String line;
            do {
                line = out.readLine();
                assertNotNull(line, "the run ended by itself");
            } while (!line.startsWith("epoch 2"));
            process.toHandle().destroy(); // Process.destroy would close its output too
            String rest = String.join("\n", out.lines().toList());
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the program went on");
            assertEquals(143, process.exitValue(), rest);
            assertTrue(rest.contains("saved: " + folder.resolve("metrics.csv")), rest);
            String hash = rest.substring(rest.indexOf("SHA-256 ") + 8).lines().findFirst().orElseThrow();
            assertEquals(hash, Safetensors.read(folder.resolve("weights.safetensors")).hash());
            assertTrue(rest.contains("to go on: lenet train --resume " + folder), rest);
            assertArrayEquals(Safetensors.read(folder.resolve("weights.safetensors")).values(),
                    Checkpoints.last(folder).checkpoint().values());
            assertTrue(Checkpoints.isUnfinished(folder));
        } finally {
            process.destroyForcibly();
        }
    }
}
