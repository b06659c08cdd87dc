package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.Checkpoint;
import io.github.lanewise.lenet.Checkpoints;
import io.github.lanewise.lenet.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --resume}, {@code --patience} and what they leave in a folder. */
class ResumeCommandTest {
    private static final List<String> RUN = List.of("train", "--train-images", "200", "--test-images", "20", "--batch",
            "16", "--threads", "1");

    private Path folder;

    @BeforeEach
    void noFolderYet(@TempDir Path temporary) {
        folder = temporary.resolve("run");
    }

    private static Lenet.Outcome train(String... more) {
        List<String> arguments = new ArrayList<>(RUN);
        arguments.addAll(List.of(more));
        return Lenet.run(arguments.toArray(String[]::new));
    }

    private Lenet.Outcome resume(String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--resume", folder.toString()));
        arguments.addAll(List.of(more));
        return Lenet.run(arguments.toArray(String[]::new));
    }

    private static void done(Lenet.Outcome outcome) {
        assertEquals(0, outcome.status(), outcome.error());
    }

    private static String hash(Lenet.Outcome outcome) {
        return outcome.out().split("weights: SHA-256 ")[1].substring(0, 64);
    }

    /** Rows without the images a second. */
    private List<String> metrics() throws IOException {
        return Files.readAllLines(folder.resolve("metrics.csv")).stream().map(row -> row.replaceFirst(",[^,]*$", ""))
                .toList();
    }

    /** A run of two epochs and two more is one of four, whose options need not be said again. */
    @Test
    void moreEpochs() throws IOException {
        done(train("--epochs", "4", "--out", folder.toString(), "--lr", "0.1", "--validation-split", "0.25"));
        List<String> expected = metrics();
        byte[] best = Files.readAllBytes(folder.resolve("best.safetensors"));
        byte[] weights = Files.readAllBytes(folder.resolve("weights.safetensors"));
        assertEquals(5, expected.size());
        done(train("--epochs", "2", "--out", folder.toString(), "--lr", "0.1", "--validation-split", "0.25"));
        assertEquals(expected.subList(0, 3), metrics());
        done(resume("--epochs", "4", "--threads", "2"));
        assertEquals(expected, metrics());
        assertEquals(List.of("--train-images=200", "--test-images=20", "--batch=16", "--threads=2", "--epochs=4",
                "--lr=0.1", "--validation-split=0.25").stream().sorted().toList(),
                Checkpoints.last(folder).checkpoint().arguments().stream().sorted().toList());
        assertTrue(Arrays.equals(weights, Files.readAllBytes(folder.resolve("weights.safetensors"))));
        assertTrue(Arrays.equals(best, Files.readAllBytes(folder.resolve("best.safetensors"))));
        Lenet.Outcome again = resume();
        done(again);
        assertTrue(again.out().contains("the run was finished"), again.out());
        assertEquals(Safetensors.read(folder.resolve("weights.safetensors")).hash(), hash(again));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--batch 8|batch was 16 and is 8",
            "--lr 0.5|learningRate was 0.05 and is 0.5", "--optimizer adam|optimizer was SGD, momentum 0.9 and is Adam",
            "--schedule cosine|schedule was constant and is cosine", "--seed 2|seed was 1 and is 2",
            "--model lenet5-sigmoid|model was lenet5-relu and is lenet5-sigmoid", "--input 32|input was 28 and is 32",
            "--validation-split 0.5|validationSplit was 0.25 and is 0.5", "--patience 3|patience was 0 and is 3",
            "--data-seed 2|data was 200 + 20 images with CRC-32C"})
    void otherSettings(String options, String difference) throws IOException {
        done(train("--epochs", "1", "--out", folder.toString(), "--validation-split", "0.25"));
        byte[] before = Files.readAllBytes(Checkpoints.last(folder).file());
        Lenet.Outcome outcome = resume(options.split(" "));
        assertEquals(1, outcome.status(), outcome.out());
        assertTrue(outcome.error().contains(difference), outcome.error());
        assertTrue(Arrays.equals(before, Files.readAllBytes(Checkpoints.last(folder).file())));
    }

    /** The rates of such a schedule depend on the number of epochs, so that these are a setting like the others. */
    @Test
    void moreEpochsOfACosine() {
        done(train("--epochs", "1", "--out", folder.toString(), "--schedule", "cosine"));
        Lenet.Outcome outcome = resume("--epochs", "2");
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().contains("epochs was 1 and is 2"), outcome.error());
    }

    @Test
    void tornCheckpoint() throws IOException {
        Lenet.Outcome through = train("--epochs", "2", "--out", folder.toString());
        done(through);
        Path last = Checkpoints.last(folder).file();
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), 200_000));
        Lenet.Outcome outcome = resume();
        done(outcome);
        assertTrue(outcome.out().contains("refused: " + last + " is torn"), outcome.out());
        assertTrue(outcome.out().contains("resumed: "), outcome.out());
        assertTrue(outcome.out().contains("epoch 2: "), outcome.out());
        assertEquals(hash(through), hash(outcome));
    }

    @Test
    void nothingToResume() {
        Lenet.Outcome outcome = resume();
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().contains(folder + " holds no checkpoint"), outcome.error());
        assertFalse(Files.exists(folder));
        assertEquals(2, resume("--out", folder.toString()).status());
    }

    /** A run that was stopped is not thrown away by one that begins, a finished one is; and with it its best weights. */
    @Test
    void newRunInAnOldFolder() throws IOException {
        done(train("--epochs", "1", "--out", folder.toString(), "--validation-split", "0.25"));
        Checkpoints.Found found = Checkpoints.last(folder);
        Checkpoint finished = found.checkpoint();
        Checkpoints.after(found).write(new Checkpoint(finished.settings(), finished.arguments(), finished.position(),
                false, finished.history(), finished.values(), finished.kept(), finished.best()));
        Files.delete(found.file());
        Lenet.Outcome refused = train("--epochs", "1", "--out", folder.toString());
        assertEquals(1, refused.status());
        assertTrue(refused.error().contains("--resume " + folder), refused.error());
        assertTrue(Files.exists(folder.resolve("best.safetensors")));
        done(resume());
        done(train("--epochs", "1", "--out", folder.toString()));
        assertFalse(Files.exists(folder.resolve("best.safetensors")));
    }

    /** At a rate that destroys the weights the loss is never a number, or never lower; what was best stays. */
    @Test
    void patienceEndsARun() throws IOException {
        Lenet.Outcome outcome = train("--epochs", "50", "--out", folder.toString(), "--validation-split", "0.25",
                "--patience", "2", "--lr", "2");
        done(outcome);
        List<String> rows = metrics();
        List<Double> losses = rows.stream().skip(1).map(row -> Double.parseDouble(row.split(",")[3])).toList();
        assertTrue(losses.size() < 50, "patience was endless");
        assertTrue(outcome.out().contains("stopped early after epoch " + losses.size()), outcome.out());
        int best = losses.indexOf(losses.stream().filter(Double::isFinite).min(Double::compare).orElse(Double.NaN));
        assertEquals(2, losses.size() - 1 - best, () -> "losses " + losses);
        assertEquals(best >= 0, Files.exists(folder.resolve("best.safetensors")));
        Lenet.Outcome again = resume();
        done(again);
        assertEquals(rows, metrics());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--patience 2|--validation-split",
            "--patience 0 --validation-split 0.1|--patience",
            "--checkpoint-every -1|--checkpoint-every", "--checkpoint-every NaN|--checkpoint-every"})
    void wrongUsage(String options, String named) {
        Lenet.Outcome outcome = train(options.split(" "));
        assertEquals(2, outcome.status());
        assertTrue(outcome.error().contains(named), outcome.error());
    }

    /** Files end at 300 KiB here, as on a disk that is full: the run ends, and what was there is whole. */
    @Test
    void fullDisk() throws IOException, InterruptedException {
        done(train("--epochs", "1", "--out", folder.toString()));
        Map<String, Long> before = sizes();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder("sh", "-c", "ulimit -f 600; exec \"$0\" \"$@\"", java, "-cp",
                System.getProperty("java.class.path"), LenetCommand.class.getName(), "train", "--resume",
                folder.toString(), "--epochs", "2").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String error = new String(process.getErrorStream().readAllBytes());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue(), error);
        assertTrue(error.contains("lenet") && !error.contains("\tat "), error);
        assertEquals(before, sizes());
        done(resume("--epochs", "2"));
    }

    private Map<String, Long> sizes() throws IOException {
        try (var files = Files.list(folder)) {
            return files.collect(java.util.stream.Collectors.toMap(file -> file.getFileName().toString(),
                    file -> file.toFile().length()));
        }
    }
}
