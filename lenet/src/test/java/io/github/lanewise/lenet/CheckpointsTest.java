package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    private static final String A = "checkpoint-a.safetensors";
    private static final String B = "checkpoint-b.safetensors";

    @TempDir
    Path folder;

    /** The smallest that has something of everything, with numbers that texts like to lose. */
    private static Checkpoint checkpoint(int epochs, int images) {
        return new Checkpoint(Map.of("batch", "16", "schedule", "one-cycle, warm-up 0.3"),
                List.of("--data=Käse \"x\"\n\\y", "--lr=0.1"),
                new Trainer.Position(epochs, images, 0.1 + 0.2, 7, 1e-300), false,
                List.of(new EpochResult(1, new Trainer.Result(70, Double.NaN, 1 / 3.0, 2.5, true),
                        new Trainer.Result(10, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, true))),
                new float[]{1, -0f, Float.NaN}, new float[]{Float.MIN_VALUE, 2, 3, 4, 5, 6},
                new float[]{7, 8, Float.NEGATIVE_INFINITY});
    }

    @Test
    void comesBack() throws IOException {
        Path file = folder.resolve(A);
        Checkpoint written = checkpoint(3, 32);
        CheckpointFile.write(4, written, file);
        CheckpointFile.Contents contents = CheckpointFile.read(file);
        assertEquals(4, contents.number());
        Checkpoint read = contents.checkpoint();
        assertEquals(written.settings(), read.settings());
        assertEquals(written.arguments(), read.arguments());
        assertEquals(written.position(), read.position());
        assertEquals(written.history(), read.history());
        assertFalse(read.finished());
        assertArrayEquals(written.values(), read.values());
        assertArrayEquals(written.kept(), read.kept());
        assertArrayEquals(written.best(), read.best());
    }

    /** Cut at any byte, or one byte too long. */
    @Test
    void tornIsRefused() throws IOException {
        Path file = folder.resolve(A);
        CheckpointFile.write(4, checkpoint(3, 32), file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            refused(file, Arrays.copyOf(whole, length), "cut to " + length);
        }
        refused(file, Arrays.copyOf(whole, whole.length + 1), "a byte too long");
    }

    @Test
    void anyFlippedBitIsRefused() throws IOException {
        Path file = folder.resolve(A);
        CheckpointFile.write(4, checkpoint(3, 32), file);
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            refused(file, bytes, "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private static void refused(Path file, byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        IOException refusal = assertThrows(IOException.class, () -> CheckpointFile.read(file), what);
        assertTrue(refusal.getMessage().startsWith(file + " is torn, altered or no checkpoint: "), refusal::getMessage);
    }

    /** With a hash that is right, as nobody but this program or an enemy writes it. */
    @ParameterizedTest
    @ValueSource(strings = {"\"format\":\"lenet checkpoint 1|\"format\":\"lenet checkpoint 2",
            "\"position\":\"3 32 |\"position\":\"3 3x ", "\"position\"|\"pasition\"", "\"number\":\"4|\"number\":\"x",
            " 7 1.0E-300\"| 7         \"", "[12,36]|[12,37]", "[36,48]|[36,52]", "[36,48]|[36,44]",
            "\"weights\"|\"weighty\"", "\"epoch.0\":\"70 |\"epoch.0\":\"7e ",
            "\"kept\":{\"dtype\":\"F32\"|\"kept\":{\"dtype\":\"F16\""})
    void nonsenseIsRefused(String change) throws IOException {
        Path file = folder.resolve(A);
        CheckpointFile.write(4, checkpoint(3, 32), file);
        String[] words = change.split("\\|");
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String hash = text.split("\"sha256\":\"")[1].substring(0, 64);
        String changed = text.replace(words[0], words[1]).replace(hash, "0".repeat(64));
        byte[] bytes = changed.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(text.length(), bytes.length, "the change moves what follows");
        assertFalse(text.replace(hash, "0".repeat(64)).equals(changed), "nothing was changed");
        byte[] right = CheckpointFile.hash(bytes).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer.wrap(bytes).position(changed.indexOf("0".repeat(64))).put(right);
        refused(file, bytes, change);
    }

    @Test
    void hugeIsRefused() throws IOException {
        Path file = folder.resolve(A);
        Files.write(file, new byte[(16 << 20) + 1]);
        assertTrue(assertThrows(IOException.class, () -> CheckpointFile.read(file)).getMessage().contains("16777217"));
    }

    @Test
    void theLastTwoStay() throws IOException {
        Checkpoints checkpoints = Checkpoints.fresh(folder);
        for (int images : List.of(16, 32, 48)) {
            checkpoints.write(checkpoint(0, images));
        }
        assertEquals(48, Checkpoints.last(folder).checkpoint().position().images());
        assertEquals(List.of(), Checkpoints.last(folder).refused());
        assertEquals(32, CheckpointFile.read(folder.resolve(B)).checkpoint().position().images());
        checkpoints.write(checkpoint(0, 16)); // whatever it holds, the last that was written is the last
        assertEquals(16, Checkpoints.last(folder).checkpoint().position().images());
        Checkpoints.after(Checkpoints.last(folder)).write(checkpoint(0, 16));
        assertEquals(4, Checkpoints.last(folder).number());
    }

    /** Whichever of the two is torn, the other is found, and the next one that is written takes the place of the torn one. */
    @ParameterizedTest
    @ValueSource(strings = {A, B})
    void theOneBeforeIsUsed(String torn) throws IOException {
        Checkpoints checkpoints = Checkpoints.fresh(folder);
        checkpoints.write(checkpoint(0, 16));
        checkpoints.write(checkpoint(0, 32));
        byte[] bytes = Files.readAllBytes(folder.resolve(torn));
        Files.write(folder.resolve(torn), Arrays.copyOf(bytes, 1000));
        Checkpoints.Found found = Checkpoints.last(folder);
        String good = torn.equals(A) ? B : A;
        assertEquals(folder.resolve(good), found.file());
        assertEquals(torn.equals(A) ? 32 : 16, found.checkpoint().position().images());
        assertEquals(1, found.refused().size());
        assertTrue(found.refused().getFirst().startsWith(folder.resolve(torn) + " is torn"), found.refused()::getFirst);
        Checkpoints.after(found).write(checkpoint(2, 0));
        assertEquals(found.checkpoint().position(), CheckpointFile.read(folder.resolve(good)).checkpoint().position());
        assertEquals(2, CheckpointFile.read(folder.resolve(torn)).checkpoint().position().epochs());
    }

    @Test
    void noneIsWhole() throws IOException {
        assertTrue(
                assertThrows(IOException.class, () -> Checkpoints.last(folder)).getMessage().contains("no checkpoint"));
        Files.write(folder.resolve(A), new byte[100]);
        Files.write(folder.resolve(B), new byte[0]);
        String message = assertThrows(IOException.class, () -> Checkpoints.last(folder)).getMessage();
        assertTrue(message.contains(A) && message.contains(B), message);
        assertFalse(Checkpoints.isUnfinished(folder));
    }

    /** What cannot be written changes nothing: here the next one, where a folder stands in its place. */
    @Test
    void notWritable() throws IOException {
        Checkpoints checkpoints = Checkpoints.fresh(folder);
        checkpoints.write(checkpoint(0, 16));
        Files.createDirectories(folder.resolve(B).resolve("full"));
        assertThrows(IOException.class, () -> checkpoints.write(checkpoint(0, 32)));
        assertEquals(16, Checkpoints.last(folder).checkpoint().position().images());
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "something was left beside");
        }
    }

    @Test
    void whatAKilledRunLeftIsRemoved() throws IOException {
        Path part = folder.resolve("." + B + ".4711.part");
        Checkpoints.fresh(folder).write(checkpoint(0, 16));
        Files.write(part, new byte[10]);
        Checkpoints.after(Checkpoints.last(folder));
        assertFalse(Files.exists(part));
        assertTrue(Checkpoints.isUnfinished(folder));
        Checkpoints.fresh(folder);
        assertFalse(Files.exists(folder.resolve(A)));
    }
}
