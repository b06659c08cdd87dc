package io.github.lanewise.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lanewise.bench.results.Machine;
import io.github.lanewise.bench.results.Peak;
import io.github.lanewise.bench.results.Results;
import io.github.lanewise.bench.results.Row;
import io.github.lanewise.bench.results.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files hold together.
 *
 * @param machine that of the last file that tells it
 * @param peak the ceiling, from the file with bandwidths if there is one
 * @param rows of all files of rivals
 * @param timings of all files of JMH; of equal names the last
 * @param sources for each file: name, date, commit
 */
record Inputs(Machine machine, Peak peak, List<Row> rows, List<Timing> timings, List<List<String>> sources) {

    /**
     * Reads files, in this order.
     *
     * @throws IllegalArgumentException if none tells machine and peak, or they are of different processors
     */
    static Inputs read(List<Path> files) throws IOException {
        Machine machine = null;
        Peak peak = null;
        List<Row> rows = new ArrayList<>();
        Map<List<Object>, Timing> timings = new LinkedHashMap<>();
        List<List<String>> sources = new ArrayList<>();
        for (Path file : files) {
            JsonNode top = Results.tree(file);
            if (top.isArray()) {
                Timing.of(top).forEach(timing -> timings.put(List.of(timing.benchmark(), timing.parameters()), timing));
                sources.add(List.of(file.getFileName().toString(), "", ""));
                continue;
            }
            Results results = Results.of(top);
            Machine its = results.machine();
            if (its == null) {
                throw new IllegalArgumentException(file + " does not tell its machine; expected a file of this bench");
            }
            if (machine != null && !machine.processor().equals(its.processor())) {
                throw new IllegalArgumentException("results are of " + machine.cpu() + " and, in " + file + ", of "
                        + its.cpu() + "; expected those of one machine");
            }
            machine = its;
            if (peak == null || results.peak() != null && peak.bandwidth().isEmpty()) {
                peak = results.peak();
            }
            rows.addAll(results.rows());
            sources.add(List.of(file.getFileName().toString(), its.date(), its.commit()));
        }
        if (machine == null || peak == null) {
            throw new IllegalArgumentException("no file tells machine and peak: run bench peak first");
        }
        return new Inputs(machine, peak, rows, List.copyOf(timings.values()), sources);
    }
}
