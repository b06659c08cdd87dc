package io.github.lanewise.bench.results;

import java.nio.file.Path;

/** Where results lie. */
public final class Folders {
    private static final Path BENCH = Path.of(System.getProperty("bench.folder", "bench"));

    private Folders() {}

    /**
     * The JSON of runs.
     *
     * @return a folder that a clean build empties
     */
    public static Path results() {
        return BENCH.resolve("target/results");
    }

    /**
     * The ceiling.
     *
     * @return the file that {@code bench peak} writes
     */
    public static Path peak() {
        return results().resolve("peak.json");
    }

    /**
     * The reports, which are kept.
     *
     * @return a folder of the sources
     */
    public static Path reports() {
        return BENCH.resolve("results");
    }
}
