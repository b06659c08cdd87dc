package io.github.lanewise.lenet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The checkpoints of a run in its folder: the last two, in two files that take turns. The one before stays as it is while the
 * next is written, so that there is always a whole one, whenever the run is killed.
 */
public final class Checkpoints {
    private static final List<String> NAMES = List.of("checkpoint-a.safetensors", "checkpoint-b.safetensors");

    /**
     * The last good checkpoint of a folder.
     *
     * @param checkpoint
     *            what it holds
     * @param number
     *            how many the run had written before
     * @param file
     *            where it stands
     * @param refused
     *            why another file, if there is one, was not believed
     */
    public record Found(Checkpoint checkpoint, long number, Path file, List<String> refused) {}

    private final Path folder;
    /** How many were written. */
    private long number;
    /** The file that is not needed. */
    private int next;

    private Checkpoints(Path folder, long number, int next) throws IOException {
        this.folder = folder;
        this.number = number;
        this.next = next;
        for (String name : NAMES) {
            WholeFile.sweep(folder.resolve(name));
        }
    }

    /**
     * Makes room for the checkpoints of a new run: those that are there are removed.
     *
     * @param folder
     *            where they go
     * @return nothing yet
     * @throws IOException
     *             if one cannot be removed
     */
    public static Checkpoints fresh(Path folder) throws IOException {
        for (String name : NAMES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        return new Checkpoints(folder, 0, 0);
    }

    /**
     * Goes on behind a checkpoint, which stays as it is when the next is written.
     *
     * @param found
     *            the last one
     * @return it and those that follow
     * @throws IOException
     *             if its folder cannot be read
     */
    public static Checkpoints after(Found found) throws IOException {
        Path name = found.file().getFileName();
        return new Checkpoints(found.file().getParent(), found.number() + 1, 1 - NAMES.indexOf(name.toString()));
    }

    /**
     * Reads the last checkpoint that is whole.
     *
     * @param folder
     *            where they are
     * @return the checkpoint
     * @throws IOException
     *             if there is none, or none that is whole: the message says what is wrong with each
     */
    public static Found last(Path folder) throws IOException {
        List<Found> good = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                try {
                    CheckpointFile.Contents contents = CheckpointFile.read(file);
                    good.add(new Found(contents.checkpoint(), contents.number(), file, refused));
                } catch (IOException e) {
                    refused.add(e.getMessage());
                }
            }
        }
        if (good.isEmpty()) {
            throw new IOException(refused.isEmpty()
                    ? folder + " holds no checkpoint; lenet train --out leaves them"
                    : folder + " holds no checkpoint that is whole: " + String.join("; ", refused));
        }
        return good.stream().max(Comparator.comparingLong(Found::number)).orElseThrow();
    }

    /**
     * Says whether a folder holds a run that can go on and has not come to its end.
     *
     * @param folder
     *            where the checkpoints are
     * @return false where there is nothing to lose
     */
    public static boolean isUnfinished(Path folder) {
        try {
            return !last(folder).checkpoint().finished();
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Writes the next one, whole or not at all.
     *
     * @param checkpoint
     *            the run as it stands
     * @throws IOException
     *             if it cannot be written; the one before is then still there
     */
    public void write(Checkpoint checkpoint) throws IOException {
        CheckpointFile.write(number, checkpoint, folder.resolve(NAMES.get(next)));
        number++;
        next = 1 - next;
    }
}
