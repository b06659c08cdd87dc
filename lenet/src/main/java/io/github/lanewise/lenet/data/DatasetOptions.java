package io.github.lanewise.lenet.data;

import java.nio.file.Path;

/**
 * How to open a data set. Start from {@link #defaults()}.
 *
 * @param seed
 *            of {@code digits}
 * @param trainCount
 *            training images of {@code digits}, 1 to {@value SyntheticDigits#MAX_COUNT}
 * @param testCount
 *            test images of {@code digits}, 1 to {@value SyntheticDigits#MAX_COUNT}
 * @param threads
 *            how many threads draw {@code digits}, at least 1; does not change them
 * @param cacheFolder
 *            where downloads are kept, each data set in a subfolder of its name
 * @param progress
 *            what to tell about downloads
 */
public record DatasetOptions(long seed, int trainCount, int testCount, int threads, Path cacheFolder,
        Progress progress) {
    /**
     * Seed 1, 60,000 and 10,000 images, one thread, the user's cache folder, no progress shown.
     *
     * @return the options when nothing is asked for
     */
    public static DatasetOptions defaults() {
        return new DatasetOptions(1, SyntheticDigits.DEFAULT_TRAIN_COUNT, SyntheticDigits.DEFAULT_TEST_COUNT, 1,
                cacheFolder(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home")), Progress.silent());
    }

    /** A relative XDG_CACHE_HOME counts as unset, as the XDG specification demands. */
    static Path cacheFolder(String xdgCacheHome, String home) {
        boolean given = xdgCacheHome != null && !xdgCacheHome.isEmpty() && Path.of(xdgCacheHome).isAbsolute();
        return (given ? Path.of(xdgCacheHome) : Path.of(home, ".cache")).resolve("lanewise");
    }

    /**
     * Changes what {@code digits} draws.
     *
     * @param newSeed
     *            the seed
     * @param newTrainCount
     *            training images
     * @param newTestCount
     *            test images
     * @return the changed options
     */
    public DatasetOptions withDigits(long newSeed, int newTrainCount, int newTestCount) {
        return new DatasetOptions(newSeed, newTrainCount, newTestCount, threads, cacheFolder, progress);
    }

    /**
     * Changes how many threads draw.
     *
     * @param newThreads
     *            at least 1
     * @return the changed options
     */
    public DatasetOptions withThreads(int newThreads) {
        return new DatasetOptions(seed, trainCount, testCount, newThreads, cacheFolder, progress);
    }

    /**
     * Changes where downloads are kept.
     *
     * @param newCacheFolder
     *            the folder of all data sets
     * @return the changed options
     */
    public DatasetOptions withCacheFolder(Path newCacheFolder) {
        return new DatasetOptions(seed, trainCount, testCount, threads, newCacheFolder, progress);
    }

    /**
     * Changes what is told about downloads.
     *
     * @param newProgress
     *            such as {@link Progress#on}
     * @return the changed options
     */
    public DatasetOptions withProgress(Progress newProgress) {
        return new DatasetOptions(seed, trainCount, testCount, threads, cacheFolder, newProgress);
    }
}
