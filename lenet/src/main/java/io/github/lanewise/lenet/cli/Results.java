package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a run leaves in its folder. */
final class Results {
    static final String METRICS = "metrics.csv";
    static final String REPORT = "report.html";
    static final String WEIGHTS = "weights.safetensors";

    private static final String HEADER = "epoch,loss,accuracy,validation_loss,validation_accuracy,images_per_second\n";

    private final Path folder;
    private final Parameters parameters;

    Results(Path folder, Parameters parameters) {
        this.folder = folder;
        this.parameters = parameters;
    }

    /** Writes both files, each whole or not at all. */
    void save(List<EpochResult> history) throws IOException {
        StringBuilder metrics = new StringBuilder(HEADER);
        for (EpochResult result : history) {
            Trainer.Result training = result.training();
            Trainer.Result validation = result.validation();
            metrics.append(String.format(Locale.ROOT, "%d,%.6f,%.6f,%.6f,%.6f,%.1f\n", result.epoch(),
                    training.loss(), training.accuracy(), validation.loss(), validation.accuracy(),
                    training.imagesPerSecond()));
        }
        WholeFile.write(folder.resolve(METRICS), metrics.toString().getBytes(StandardCharsets.UTF_8));
        Safetensors.write(parameters, folder.resolve(WEIGHTS));
    }
}
