package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.Safetensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed at random moments, while they train, write or evaluate, and go on, against one that was left alone. A moment is
 * a share of the processor time that a run takes, not of the clock's, so that a busy machine changes little. With a checkpoint at
 * each step, every third kill waits for the next file that is being written.
 */
class KillTest {
    private static final long SEED = 6;
    private static final int KILLS = 25;
    private static final int KILLED = 128 + 9;
    /** 80 of the images are trained on, in steps of 12 and, at an epoch's end, 8. */
    private static final List<String> RUN = List.of("train", "--train-images", "100", "--test-images", "10", "--batch",
            "12", "--epochs", "2", "--optimizer", "adam", "--schedule", "one-cycle", "--validation-split", "0.2",
            "--threads", "1", "--checkpoint-every", "0", "--seed", "5");

    @TempDir
    Path temporary;

    /** A run alone: the hash it ends with, and the processor time when it began to train and when it was done. */
    private record Reference(Path folder, String hash, Duration begin, Duration end) {}

    @Test
    void endsWithTheSameBits() throws Exception {
        Reference reference = reference(temporary.resolve("alone"));
        System.out.printf("KillTest: seed %d, training from %d to %d ms of processor time%n", SEED,
                reference.begin.toMillis(), reference.end.toMillis());
        SplittableRandom random = new SplittableRandom(SEED);
        List<Callable<String>> kills = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            int kill = i;
            SplittableRandom moments = random.split();
            kills.add(() -> killAndResume(kill, moments, reference));
        }
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (Future<String> outcome : two.invokeAll(kills)) {
                System.out.println("KillTest: " + outcome.get());
            }
        }
    }

    private Process start(Path folder) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                        LenetCommand.class.getName()));
        command.addAll(RUN);
        command.addAll(List.of("--out", folder.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void awaitTraining(BufferedReader out) throws IOException {
        String line;
        do {
            line = out.readLine();
            assertNotNull(line, "the run ended before it began to train");
        } while (!line.startsWith("validation: "));
    }

    private static Duration processorTime(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Reference reference(Path folder) throws IOException, InterruptedException {
        Process process = start(folder);
        try (BufferedReader out = process.inputReader()) {
            awaitTraining(out);
            Duration begin = processorTime(process);
            Duration end = begin;
            String hash = null;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("weights: SHA-256 ")) {
                    hash = line.substring("weights: SHA-256 ".length());
                    end = processorTime(process);
                }
            }
            assertEquals(0, process.waitFor());
            assertNotNull(hash);
            return new Reference(folder, hash, begin, end);
        }
    }

    /** Kills that come too late do not count. */
    private String killAndResume(int kill, SplittableRandom random, Reference reference)
            throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 5; attempt++) {
            Path folder = temporary.resolve(kill + "." + attempt);
            double share = random.nextDouble();
            if (kill(folder, moment(reference, share), random.nextInt(20), kill % 3 == 0) == KILLED) {
                return "%d. killed at %.3f, %s".formatted(kill + 1, share, resume(folder, reference));
            }
        }
        throw new AssertionError("kill " + (kill + 1) + " came five times too late");
    }

    private static Duration moment(Reference reference, double share) {
        Duration training = reference.end.minus(reference.begin);
        return reference.begin.plusNanos((long) (share * training.toNanos()));
    }

    private int kill(Path folder, Duration moment, int millisecondsLater, boolean writing)
            throws IOException, InterruptedException {
        Process process = start(folder);
        try (BufferedReader out = process.inputReader()) {
            awaitTraining(out);
            while (process.isAlive() && processorTime(process).compareTo(moment) < 0) {
                Thread.sleep(2);
            }
            Thread.sleep(millisecondsLater); // the clock of processor time goes by 10 ms
            while (writing && process.isAlive() && !isWriting(folder)) {
                Thread.onSpinWait();
            }
            process.destroyForcibly();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return process.exitValue();
        }
    }

    private String resume(Path folder, Reference reference) throws IOException {
        boolean writing = isWriting(folder);
        Lenet.Outcome outcome = Lenet.run("train", "--resume", folder.toString());
        boolean begun = outcome.status() == 0;
        if (!begun) {
            assertTrue(outcome.error().contains("no checkpoint"), outcome.error());
            List<String> again = new ArrayList<>(RUN);
            again.addAll(List.of("--out", folder.toString()));
            outcome = Lenet.run(again.toArray(String[]::new));
        }
        assertEquals(0, outcome.status(), outcome.error());
        String from = begun
                ? outcome.out().lines().filter(line -> line.startsWith("resumed")).findFirst().orElseThrow()
                        .replaceFirst(".*safetensors, ", "")
                : "before the first checkpoint";
        assertTrue(outcome.out().contains("weights: SHA-256 " + reference.hash),
                () -> "killed " + from + ": " + reference.hash + " was expected");
        for (String file : List.of("weights.safetensors", "best.safetensors")) {
            assertEquals(Safetensors.read(reference.folder.resolve(file)).hash(),
                    Safetensors.read(folder.resolve(file)).hash(), file + ", killed " + from);
        }
        assertEquals(metrics(reference.folder), metrics(folder), "metrics, killed " + from);
        assertFalse(isWriting(folder), "a part of a file is still there, killed " + from);
        return from + (writing ? ", while a file was written" : "");
    }

    private static boolean isWriting(Path folder) throws IOException {
        try (var parts = Files.newDirectoryStream(folder, ".*.part")) {
            return parts.iterator().hasNext();
        }
    }

    /** Rows without the images a second. */
    private static List<String> metrics(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("metrics.csv")).stream().map(row -> row.replaceFirst(",[^,]*$", ""))
                .toList();
    }
}
