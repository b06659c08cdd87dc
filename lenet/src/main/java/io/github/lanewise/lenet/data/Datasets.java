package io.github.lanewise.lenet.data;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Finds data sets by name or folder. */
public final class Datasets {
    /** The names that stand for a data set; anything else is a folder. */
    public static final List<String> NAMES = List.of(SyntheticDigits.NAME, PublicDataset.MNIST.name(),
            PublicDataset.FASHION_MNIST.name());

    private Datasets() {}

    /**
     * Loads, draws or downloads a data set.
     *
     * @param nameOrFolder
     *            {@code digits} (drawn), {@code mnist} or {@code fashion-mnist} (downloaded once, then cached), or a
     *            folder with the four IDX files, gzipped or not; a folder called like a data set is written
     *            {@code ./mnist}
     * @param options
     *            seed, counts, cache folder and the like
     * @return the data set
     * @throws DataException
     *             if there is no such data set, a file is missing or bad, or every mirror failed
     * @throws IllegalArgumentException
     *             if the counts or threads for {@code digits} are out of range
     */
    public static Dataset open(String nameOrFolder, DatasetOptions options) throws DataException {
        if (nameOrFolder.equals(SyntheticDigits.NAME)) {
            return SyntheticDigits.generate(options.seed(), options.trainCount(), options.testCount(),
                    options.threads());
        }
        for (PublicDataset dataset : List.of(PublicDataset.MNIST, PublicDataset.FASHION_MNIST)) {
            if (nameOrFolder.equals(dataset.name())) {
                return download(dataset, options, DownloadCache.DEFAULT_PATIENCE);
            }
        }
        return new IdxFolder(folder(nameOrFolder)).read(nameOrFolder, "IDX files in " + nameOrFolder);
    }

    /** The way of {@code mnist} and {@code fashion-mnist}, for any mirrors and patience. */
    static Dataset download(PublicDataset dataset, DatasetOptions options, Duration patience)
            throws DataException {
        Path folder = new DownloadCache(options.cacheFolder(), patience, options.progress()).fetch(dataset);
        return new IdxFolder(folder).read(dataset.name(), dataset.description());
    }

    /** What exists, or looks like a path, is taken for a folder; the rest for a misspelt name. */
    private static Path folder(String text) throws DataException {
        try {
            Path path = Path.of(text);
            boolean looksLikePath = text.contains("/") || text.contains(File.separator);
            if (!text.isEmpty() && (looksLikePath || Files.exists(path))) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw unknown(text, e);
        }
        throw unknown(text, null);
    }

    private static DataException unknown(String text, InvalidPathException cause) {
        return new DataException("'" + text + "'", "", "neither a data set nor a folder; expected "
                + String.join(", ", NAMES) + " or a folder with four IDX files"
                + Nearest.of(text, NAMES).map(name -> "; did you mean " + name + "?").orElse(""), cause);
    }
}
