package io.github.lanewise.bench.results;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of results in JSON, as {@code bench peak} (no rows) and {@code bench rivals} write it.
 *
 * @param machine what it was measured on
 * @param peak the ceiling
 * @param rows the contenders' times
 */
public record Results(Machine machine, Peak peak, List<Row> rows) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * Takes them.
     *
     * @param machine see above
     * @param peak see above
     * @param rows see above; null for none
     */
    public Results {
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    /**
     * Reads a file's JSON.
     *
     * @param file the file
     * @return its top: an array is JMH's, an object one of these
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is empty
     */
    public static JsonNode tree(Path file) throws IOException {
        JsonNode top = JSON.readTree(file.toFile());
        if (top == null || !top.isContainerNode()) {
            throw new IllegalArgumentException(file + " holds no results; expected the JSON of JMH or of bench rivals");
        }
        return top;
    }

    /**
     * Reads results.
     *
     * @param file the file
     * @return what it holds
     * @throws IOException if it cannot be read
     */
    public static Results read(Path file) throws IOException {
        return of(tree(file));
    }

    /**
     * Takes results from JSON.
     *
     * @param top the object
     * @return what it holds
     * @throws IOException if it is something else
     */
    public static Results of(JsonNode top) throws IOException {
        return JSON.treeToValue(top, Results.class);
    }

    /**
     * Writes them.
     *
     * @param file where to; its folder is made
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }
}
