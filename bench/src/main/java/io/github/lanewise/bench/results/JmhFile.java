package io.github.lanewise.bench.results;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * A file of JMH's JSON among the results.
 *
 * @param path where it is
 */
public record JmhFile(Path path) {
    /**
     * A file for a run that begins now.
     *
     * @return {@code run-DATE.json}, not yet written
     */
    public static JmhFile now() {
        return new JmhFile(Folders.results().resolve("run-"
                + LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss"))
                + ".json"));
    }

    /**
     * Writes what there is so far, so that a run that is stopped loses little.
     *
     * @param results all results until now
     * @throws IOException if it cannot be written
     */
    public void write(Collection<RunResult> results) throws IOException {
        Files.createDirectories(path.getParent());
        try (PrintStream json = new PrintStream(Files.newOutputStream(path), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
    }
}
