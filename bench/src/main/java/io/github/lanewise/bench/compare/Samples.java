package io.github.lanewise.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lanewise.bench.results.Results;
import io.github.lanewise.bench.results.Row;
import io.github.lanewise.bench.results.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a file of JMH or of {@code bench rivals} says of our own kernels: a name, and one time of each fork or round. */
final class Samples {
    private Samples() {}

    static Map<String, double[]> read(Path file) throws IOException {
        JsonNode top = Results.tree(file);
        Map<String, double[]> samples = new LinkedHashMap<>();
        if (top.isArray()) {
            for (Timing timing : Timing.of(top)) {
                samples.put(timing.benchmark() + " " + String.join(" ", timing.parameters().values()),
                        timing.forks());
            }
            return samples;
        }
        for (Row row : Results.of(top).rows()) {
            if (row.contender().equals(Row.OURS)) {
                samples.put(row.problem() + " " + row.pass() + " " + row.threads(), row.nanoseconds());
            }
        }
        return samples;
    }
}
