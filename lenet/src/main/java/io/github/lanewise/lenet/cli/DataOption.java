package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.data.DataException;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.DatasetOptions;
import io.github.lanewise.lenet.data.Datasets;
import io.github.lanewise.lenet.data.Progress;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --data} and what belongs to it, the same in every command that reads images. */
final class DataOption {
    @Option(names = "--data", paramLabel = "NAME|PATH", defaultValue = "digits", completionCandidates = Candidates.class, description = "The images: digits (drawn by this program), mnist or fashion-mnist (downloaded once), a folder "
            + "with the four IDX files, gzipped or not, a folder with train.csv and test.csv or one such file (label and 784 pixels a line), or a folder with train and test in which each class has a folder of 28x28 images, PNG or JPEG, 0 the background. Where there are no test images, every sixth image becomes one (default: ${DEFAULT-VALUE}).")
    String data;

    @Option(names = "--train-images", paramLabel = "N", defaultValue = "60000", description = "How many training images digits draws (default: ${DEFAULT-VALUE}).")
    int trainImages;

    @Option(names = "--test-images", paramLabel = "N", defaultValue = "10000", description = "How many test images digits draws (default: ${DEFAULT-VALUE}).")
    int testImages;

    @Option(names = "--data-seed", paramLabel = "N", defaultValue = "1", description = "Which digits it draws (default: ${DEFAULT-VALUE}).")
    long seed;

    Dataset open(int threads) throws DataException {
        return Datasets.open(data, DatasetOptions.defaults().withDigits(seed, trainImages, testImages)
                .withThreads(threads).withProgress(Progress.on(System.err)));
    }

    /** For the shell. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("digits", "mnist", "fashion-mnist").iterator();
        }
    }
}
