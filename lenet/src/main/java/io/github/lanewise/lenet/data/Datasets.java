package io.github.lanewise.lenet.data;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Finds data sets by name or path. */
public final class Datasets {
    /** The names that stand for a data set; anything else is a path. */
    public static final List<String> NAMES = List.of(SyntheticDigits.NAME, PublicDataset.MNIST.name(),
            PublicDataset.FASHION_MNIST.name());

    private Datasets() {}

    /**
     * Loads, draws or downloads a data set.
     *
     * @param nameOrFolder
     *            {@code digits} (drawn), {@code mnist} or {@code fashion-mnist} (downloaded once, then cached), a folder with
     *            the four IDX files, gzipped or not, a folder with {@code train.csv} and {@code test.csv}, or one such file, or a
     *            folder with {@code train} and {@code test} in which each class has a folder of images; a folder called like a
     *            data set is written {@code ./mnist}
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
        return read(path(nameOrFolder), nameOrFolder, options);
    }

    private static Dataset read(Path path, String name, DatasetOptions options) throws DataException {
        if (Files.isRegularFile(path) && CsvFolder.endsWith(path, ".csv")) {
            return CsvFolder.file(path, name);
        }
        if (!Files.isDirectory(path)) {
            throw new DataException(path.toString(), "", Files.exists(path)
                    ? "neither a folder nor a CSV file (.csv)"
                    : "there is no such file or folder");
        }
        if (IdxFolder.isOne(path)) {
            return new IdxFolder(path).read(name, "IDX files in " + name, classNames(path));
        }
        if (!CsvFolder.files(path).isEmpty()) {
            return CsvFolder.folder(path, name);
        }
        if (!FolderEntries.folders(path).isEmpty()) {
            return new ClassFolders(path, options.threads()).read(name);
        }
        throw new DataException(path.toString(), "", "no images in it; looked for " + IdxFolder.TRAIN_IMAGES
                + "[.gz] and its like, for train.csv, and for folders train and test");
    }

    /** Nothing in a file of numbered classes says what they are, but who has Fashion-MNIST calls the file or its folder so. */
    static List<String> classNames(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        String end = names == 0 ? "" : whole.subpath(Math.max(0, names - 2), names).toString();
        return end.toLowerCase(Locale.ROOT).contains("fashion") ? Dataset.FASHION : Dataset.DIGITS;
    }

    /** The way of {@code mnist} and {@code fashion-mnist}, for any mirrors and patience. */
    static Dataset download(PublicDataset dataset, DatasetOptions options, Duration patience)
            throws DataException {
        Path folder = new DownloadCache(options.cacheFolder(), patience, options.progress()).fetch(dataset);
        return new IdxFolder(folder).read(dataset.name(), dataset.description(), dataset.classNames());
    }

    /** What exists, or looks like a path, is taken for one; the rest for a misspelt name. */
    private static Path path(String text) throws DataException {
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
        return new DataException("'" + text + "'", "", "neither a data set nor a file or folder; expected "
                + String.join(", ", NAMES) + ", a folder of images or a CSV file"
                + Nearest.of(text, NAMES).map(name -> "; did you mean " + name + "?").orElse(""), cause);
    }
}
