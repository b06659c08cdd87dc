package io.github.lanewise.lenet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A {@link Checkpoint} as a safetensors file: three tensors, all else in its metadata. There stands too the SHA-256 of the whole
 * file, taken while zeros stood in its place, so that no byte of it can change unseen.
 */
final class CheckpointFile {
    private static final String FORMAT = "lenet checkpoint 1";
    private static final String NO_HASH = "0".repeat(64);
    /** In the header, before the hash. */
    private static final byte[] HASH_KEY = "\"sha256\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final String SETTING = "setting.";
    private static final String ARGUMENT = "argument.";
    private static final String EPOCH = "epoch.";

    private CheckpointFile() {}

    /**
     * What a file holds.
     *
     * @param number
     *            of two files, the one with the higher number was written later
     * @param checkpoint
     *            the run
     */
    record Contents(long number, Checkpoint checkpoint) {}

    /** Writes a file, whole or not at all. */
    static void write(long number, Checkpoint checkpoint, Path file) throws IOException {
        SequencedMap<String, float[]> tensors = new LinkedHashMap<>();
        tensors.put("weights", checkpoint.values());
        tensors.put("kept", checkpoint.kept());
        tensors.put("best", checkpoint.best());
        SequencedMap<String, List<Integer>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, floats) -> shapes.put(name, List.of(floats.length)));
        byte[] values = bytes(tensors.values());
        byte[] header = TensorFile.header(metadata(number, checkpoint), shapes);
        byte[] hash = hash(header, values).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hash, 0, header, placeOfHash(header), hash.length);
        WholeFile.write(file, header, values);
    }

    private static byte[] bytes(Collection<float[]> tensors) {
        ByteBuffer bytes = ByteBuffer.allocate(tensors.stream().mapToInt(floats -> Float.BYTES * floats.length).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer values = bytes.asFloatBuffer();
        tensors.forEach(values::put);
        return bytes.array();
    }

    private static Map<String, String> metadata(long number, Checkpoint checkpoint) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("sha256", NO_HASH);
        metadata.put("format", FORMAT);
        metadata.put("number", String.valueOf(number));
        metadata.put("finished", String.valueOf(checkpoint.finished()));
        Trainer.Position position = checkpoint.position();
        metadata.put("position", position.epochs() + " " + position.images() + " " + position.loss() + " "
                + position.correct() + " " + position.seconds());
        checkpoint.settings().forEach((name, value) -> metadata.put(SETTING + name, value));
        for (int i = 0; i < checkpoint.arguments().size(); i++) {
            metadata.put(ARGUMENT + i, checkpoint.arguments().get(i));
        }
        for (EpochResult epoch : checkpoint.history()) {
            metadata.put(EPOCH + (epoch.epoch() - 1), text(epoch.training()) + " " + text(epoch.validation()));
        }
        return metadata;
    }

    private static String text(Trainer.Result result) {
        return result.images() + " " + result.loss() + " " + result.accuracy() + " " + result.seconds();
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws IOException
     *             if it cannot be read, or is torn, altered or no such file: the message names the file and what is wrong
     */
    static Contents read(Path file) throws IOException {
        byte[] bytes = TensorFile.bytes(file);
        try {
            TensorFile contents = TensorFile.parse(bytes);
            check(bytes, String.valueOf(contents.metadata().get("sha256")));
            return new Contents(Long.parseLong(String.valueOf(contents.metadata().get("number"))),
                    checkpoint(contents));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + " is torn, altered or no checkpoint: " + e.getMessage(), e);
        }
    }

    private static void check(byte[] bytes, String hash) throws IOException {
        int place = placeOfHash(bytes);
        byte[] zeros = NO_HASH.getBytes(StandardCharsets.US_ASCII);
        if (place < 0 || place + zeros.length > bytes.length) {
            throw new IOException("it has no SHA-256");
        }
        byte[] without = bytes.clone();
        System.arraycopy(zeros, 0, without, place, zeros.length);
        if (!hash(without).equals(hash)) {
            throw new IOException("it has the SHA-256 " + hash(without) + "; its header says " + hash);
        }
    }

    private static Checkpoint checkpoint(TensorFile contents) throws IOException {
        Map<String, String> metadata = contents.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new IOException("its format is " + metadata.get("format") + "; expected " + FORMAT);
        }
        Map<String, String> settings = new TreeMap<>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), value);
            }
        });
        List<EpochResult> history = new ArrayList<>();
        for (String epoch : list(metadata, EPOCH)) {
            Numbers numbers = new Numbers(epoch);
            history.add(new EpochResult(history.size() + 1, numbers.result(), numbers.result()));
        }
        float[] weights = contents.floats("weights");
        float[] best = contents.floats("best");
        if (best.length != 0 && best.length != weights.length) {
            throw new IOException("best has " + best.length + " numbers; expected " + weights.length + " or none");
        }
        return new Checkpoint(settings, list(metadata, ARGUMENT),
                new Numbers(String.valueOf(metadata.get("position"))).position(),
                Boolean.parseBoolean(metadata.get("finished")), history, weights, contents.floats("kept"), best);
    }

    /** Where the first hash begins, or −1. */
    private static int placeOfHash(byte[] bytes) {
        // ISO 8859-1 has a character for each byte, so that places are the same.
        int key = new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(new String(HASH_KEY, StandardCharsets.ISO_8859_1));
        return key < 0 ? -1 : key + HASH_KEY.length;
    }

    static String hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<String> list(Map<String, String> metadata, String prefix) {
        List<String> list = new ArrayList<>();
        for (String text = metadata.get(prefix + 0); text != null; text = metadata.get(prefix + list.size())) {
            list.add(text);
        }
        return list;
    }

    /** Numbers in a row, with spaces between. */
    private static final class Numbers {
        private final String[] words;
        private int next;

        Numbers(String text) {
            words = text.split(" ");
        }

        private int whole() {
            return Integer.parseInt(words[next++]);
        }

        private double real() {
            return Double.parseDouble(words[next++]);
        }

        Trainer.Result result() {
            return new Trainer.Result(whole(), real(), real(), real(), true);
        }

        Trainer.Position position() {
            return new Trainer.Position(whole(), whole(), real(), whole(), real());
        }
    }
}
