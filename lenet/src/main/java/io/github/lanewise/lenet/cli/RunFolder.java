package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Checkpoint;
import io.github.lanewise.lenet.Checkpoints;
import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run leaves in its folder. Each file is written whole or not at all; without a folder nothing is. */
final class RunFolder {
    static final String METRICS = "metrics.csv";
    static final String REPORT = "report.html";
    static final String WEIGHTS = "weights.safetensors";
    static final String BEST = "best.safetensors";

    private static final String HEADER = "epoch,loss,accuracy,validation_loss,validation_accuracy,images_per_second\n";

    /** null where nothing is kept. */
    private final Path folder;
    private final Checkpoints checkpoints;
    private final Map<String, String> settings;
    private final List<String> arguments;
    private final long interval;
    private long last = System.nanoTime();

    private RunFolder(Path folder, Checkpoints checkpoints, Map<String, String> settings, List<String> arguments,
            Duration interval) {
        this.folder = folder;
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.arguments = arguments;
        this.interval = interval.toNanos();
    }

    /** A run that leaves nothing. */
    static RunFolder none() {
        return new RunFolder(null, null, Map.of(), List.of(), Duration.ZERO);
    }

    /** A run from the beginning. What another has chosen, or where it stood, is not this one's. */
    static RunFolder fresh(Path folder, Map<String, String> settings, List<String> arguments, Duration interval)
            throws IOException {
        sweep(folder);
        Files.deleteIfExists(folder.resolve(BEST));
        return new RunFolder(folder, Checkpoints.fresh(folder), settings, arguments, interval);
    }

    /** A run that goes on, with the settings that it began with. */
    static RunFolder after(Checkpoints.Found found, Map<String, String> settings, List<String> arguments,
            Duration interval) throws IOException {
        RunSettings.check(found.checkpoint().settings(), settings);
        sweep(found.file().getParent());
        return new RunFolder(found.file().getParent(), Checkpoints.after(found), settings, arguments, interval);
    }

    /** Removes what a run that was killed while it wrote has left. */
    private static void sweep(Path folder) throws IOException {
        for (String name : List.of(METRICS, REPORT, WEIGHTS, BEST)) {
            WholeFile.sweep(folder.resolve(name));
        }
    }

    /** Whether the last checkpoint is so old that the next is wanted. */
    boolean isDue() {
        return folder != null && System.nanoTime() - last >= interval;
    }

    void checkpoint(Trainer trainer, Parameters parameters, List<EpochResult> history, Best best, boolean finished)
            throws IOException {
        if (folder == null) {
            return;
        }
        float[] bestValues = best.epoch() == null ? new float[0] : best.weights().values();
        checkpoints.write(new Checkpoint(settings, arguments, trainer.position(), finished, history,
                parameters.values(), trainer.kept(), bestValues));
        last = System.nanoTime();
    }

    void saveMetrics(List<EpochResult> history) throws IOException {
        if (folder == null) {
            return;
        }
        StringBuilder metrics = new StringBuilder(HEADER);
        for (EpochResult result : history) {
            Trainer.Result training = result.training();
            Trainer.Result validation = result.validation();
            metrics.append(String.format(Locale.ROOT, "%d,%.6f,%.6f,%.6f,%.6f,%.1f\n", result.epoch(),
                    training.loss(), training.accuracy(), validation.loss(), validation.accuracy(),
                    training.imagesPerSecond()));
        }
        WholeFile.write(folder.resolve(METRICS), metrics.toString().getBytes(StandardCharsets.UTF_8));
    }

    void saveWeights(Parameters last) throws IOException {
        save(last, WEIGHTS);
    }

    void saveBest(Parameters best) throws IOException {
        save(best, BEST);
    }

    private void save(Parameters weights, String name) throws IOException {
        if (folder != null) {
            Safetensors.write(weights, folder.resolve(name));
        }
    }
}
