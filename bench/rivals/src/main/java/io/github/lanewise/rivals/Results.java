package io.github.lanewise.rivals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, and what could not be. */
final class Results {
    /** One contender at one pass with a number of threads. */
    record Key(Task task, int threads, Contender contender) {}

    private final Map<Key, List<Double>> nanoseconds = new LinkedHashMap<>();
    private final Map<Key, String> notes = new LinkedHashMap<>();
    private final Map<Key, String> failures = new LinkedHashMap<>();

    /** Adds the median of one invocation. */
    void add(Key key, double nanos) {
        nanoseconds.computeIfAbsent(key, _ -> new ArrayList<>()).add(nanos);
    }

    /** Adds what a library says of its choice. */
    void note(Key key, String note) {
        notes.put(key, note);
    }

    /** Adds why a contender did not run. */
    void fail(Key key, String reason) {
        failures.put(key, reason);
    }

    /** Why contenders did not run. */
    Map<Key, String> failures() {
        return failures;
    }

    /** The median over the invocations, or NaN where there is none. */
    double nanos(Key key) {
        List<Double> medians = nanoseconds.get(key);
        return medians == null ? Double.NaN : Medians.median(medians);
    }

    /** Writes all. */
    void write(Path file, Machine machine) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter().writeStartObject();
            json.writeObjectFieldStart("machine");
            json.writeStringField("date", machine.date());
            json.writeStringField("cpu", machine.cpu());
            json.writeStringField("jdk", machine.jdk());
            json.writeStringField("flags", machine.flags());
            json.writeStringField("commit", machine.commit());
            json.writeStringField("load", machine.load());
            json.writeEndObject();
            json.writeObjectFieldStart("peak");
            json.writeNumberField("gflopsOneCore", machine.gflopsOneCore());
            json.writeNumberField("gflopsAllCores", machine.gflopsAllCores());
            json.writeEndObject();
            json.writeArrayFieldStart("rows");
            for (Map.Entry<Key, List<Double>> row : nanoseconds.entrySet()) {
                writeRow(json, row.getKey(), row.getValue());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notRun");
            for (Map.Entry<Key, String> failure : failures.entrySet()) {
                json.writeStartObject();
                writeKey(json, failure.getKey());
                json.writeStringField("reason", failure.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void writeRow(JsonGenerator json, Key key, List<Double> medians) throws IOException {
        json.writeStartObject();
        writeKey(json, key);
        json.writeBooleanField("userLayout", key.contender().isOnUserLayout());
        json.writeNumberField("operations", key.task().operations());
        json.writeStringField("note", notes.getOrDefault(key, ""));
        json.writeArrayFieldStart("nanoseconds");
        for (double nanos : medians) {
            json.writeNumber(nanos);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeKey(JsonGenerator json, Key key) throws IOException {
        json.writeStringField("problem", key.task().problem());
        json.writeStringField("pass", key.task().pass().toString());
        json.writeNumberField("threads", key.threads());
        json.writeStringField("contender", key.contender().toString());
    }
}
