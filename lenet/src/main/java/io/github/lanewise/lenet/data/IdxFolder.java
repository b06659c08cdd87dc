package io.github.lanewise.lenet.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with the four files of an MNIST-like data set, each gzipped (.gz) or not. Where both forms lie, the gzipped
 * one is read: it carries a checksum, and it is what downloads are checked by.
 */
final class IdxFolder {
    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
    static final List<String> STEMS = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

    private final Path folder;

    IdxFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether any of the files is there. */
    static boolean isOne(Path folder) {
        IdxFolder files = new IdxFolder(folder);
        return STEMS.stream().anyMatch(stem -> files.find(stem) != null);
    }

    /**
     * Reads all four files.
     *
     * @param name
     *            how the data set calls itself
     * @param description
     *            one line about it, to which the counts are added
     * @param classNames
     *            ten names
     * @return the data set
     * @throws DataException
     *             if a file is missing or bad, or a split has not as many labels as images
     */
    Dataset read(String name, String description, List<String> classNames) throws DataException {
        checkComplete();
        byte[] trainImages = IdxReader.images(find(TRAIN_IMAGES));
        byte[] trainLabels = labels(TRAIN_LABELS, TRAIN_IMAGES, trainImages);
        byte[] testImages = IdxReader.images(find(TEST_IMAGES));
        byte[] testLabels = labels(TEST_LABELS, TEST_IMAGES, testImages);
        return new LabelledImages(trainImages, trainLabels).with(new LabelledImages(testImages, testLabels), name,
                description, "", classNames);
    }

    private byte[] labels(String stem, String imagesStem, byte[] images) throws DataException {
        byte[] labels = IdxReader.labels(find(stem));
        int count = images.length / (IdxReader.SIDE * IdxReader.SIDE);
        if (labels.length != count) {
            throw new DataException(find(stem).toString(), "byte 4 (count)",
                    "%d labels; %s has %d images".formatted(labels.length, find(imagesStem), count));
        }
        return labels;
    }

    private void checkComplete() throws DataException {
        List<String> missing = new ArrayList<>();
        for (String stem : STEMS) {
            if (find(stem) == null) {
                missing.add(stem + "[.gz]");
            }
        }
        if (!missing.isEmpty()) {
            throw new DataException(folder.toString(), "", "looked for "
                    + String.join(", ", STEMS.stream().map(stem -> stem + "[.gz]").toList()) + "; missing: "
                    + String.join(", ", missing));
        }
    }

    /** Only regular files count: a pipe or a device of that name could block or never end. */
    private Path find(String stem) {
        Path plain = folder.resolve(stem);
        Path gzipped = folder.resolve(stem + ".gz");
        return Files.isRegularFile(gzipped) ? gzipped : Files.isRegularFile(plain) ? plain : null;
    }
}
