package io.github.lanewise.lenet.data;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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
        String wanted = text.toLowerCase(Locale.ROOT);
        String nearest = NAMES.stream().min(Comparator.comparingDouble(name -> unlikeness(name, wanted))).orElseThrow();
        boolean near = unlikeness(nearest, wanted) <= 0.5;
        return new DataException("'" + text + "'", "", "neither a data set nor a folder; expected "
                + String.join(", ", NAMES) + " or a folder with four IDX files"
                + (near ? "; did you mean " + nearest + "?" : ""), cause);
    }

    /** From 0 for the same to 1 for nothing in common. */
    private static double unlikeness(String name, String other) {
        return (double) distance(name, other) / Math.max(name.length(), other.length());
    }

    /** Levenshtein's distance: insertions, deletions and replacements that turn one text into the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
