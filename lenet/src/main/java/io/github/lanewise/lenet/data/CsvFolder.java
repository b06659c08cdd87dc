package io.github.lanewise.lenet.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One CSV file, or a folder with one whose name ends in {@code train.csv} and one that ends in {@code test.csv}. Where there are no
 * test images, or they have no labels as those of Kaggle's competition, every sixth training image becomes one.
 */
final class CsvFolder {
    private CsvFolder() {}

    /** The CSV files of a folder. */
    static List<Path> files(Path folder) throws DataException {
        return FolderEntries.files(folder).stream().filter(file -> endsWith(file, ".csv")).toList();
    }

    /** Whether a file's name ends so, in capitals or not. */
    static boolean endsWith(Path file, String end) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    /**
     * Reads one file.
     *
     * @param file
     *            the file
     * @param name
     *            how the data set calls itself
     * @return the data set
     * @throws DataException
     *             if it is bad, or has fewer than six images
     */
    static Dataset file(Path file, String name) throws DataException {
        return CsvFile.read(file).split(name, "CSV file " + name, Datasets.classNames(file));
    }

    /**
     * Reads a folder.
     *
     * @param folder
     *            a folder that has CSV files
     * @param name
     *            how the data set calls itself
     * @return the data set
     * @throws DataException
     *             if it is not clear which file is which, or one is bad
     */
    static Dataset folder(Path folder, String name) throws DataException {
        List<Path> files = files(folder);
        Path train = files.size() == 1 ? files.getFirst() : only(folder, files, "train.csv");
        Path test = only(folder, files, "test.csv");
        if (train == null || train.equals(test)) {
            throw new DataException(folder.toString(), "",
                    "has " + names(files) + "; expected a CSV file whose name ends in train.csv");
        }
        LabelledImages training = CsvFile.read(train);
        String description = "CSV files in " + name;
        return test == null || CsvFile.unlabelled(test)
                ? training.split(name, description, Datasets.classNames(folder))
                : training.with(CsvFile.read(test), name, description, "", Datasets.classNames(folder));
    }

    private static Path only(Path folder, List<Path> files, String end) throws DataException {
        List<Path> matches = files.stream().filter(file -> endsWith(file, end)).toList();
        if (matches.size() > 1) {
            throw new DataException(folder.toString(), "",
                    "has " + names(matches) + "; expected one file whose name ends in " + end);
        }
        return matches.isEmpty() ? null : matches.getFirst();
    }

    private static List<Path> names(List<Path> files) {
        return files.stream().map(Path::getFileName).toList();
    }
}
