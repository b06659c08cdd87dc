package io.github.lanewise.verify.conformance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads a file of cases: JSON, one object a line, gzipped or not (the first two bytes tell). */
public final class CaseFile {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(400).maxNestingDepth(32).build())
            .build();

    private CaseFile() {}

    /**
     * The files among paths and below folders: any file that is named, and below a folder those whose name ends in {@code .jsonl}
     * or {@code .jsonl.gz}.
     *
     * @param paths files and folders
     * @return each file once, those of a folder by name
     * @throws IOException if a path is not there, or a folder cannot be read
     */
    public static List<Path> find(List<Path> paths) throws IOException {
        Map<Path, Path> found = new LinkedHashMap<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new IOException(path + " is not there");
            }
            try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : files.filter(file -> file.equals(path) || holdsCases(file)).sorted().toList()) {
                    if (!Files.isDirectory(file)) {
                        found.putIfAbsent(file.toRealPath(), file);
                    }
                }
            } catch (UncheckedIOException e) {
                throw new IOException(path + " cannot be read: " + e.getCause(), e);
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean holdsCases(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    /**
     * Reads all cases in order, one at a time.
     *
     * @param file the file
     * @param consumer receives each
     * @throws IOException if the file cannot be read or a line is not a case; the message names file and line
     */
    public static void read(Path file, Consumer<ConformanceCase> consumer) throws IOException {
        forEachLine(file, (number, line) -> consumer.accept(parse(file, number, line)));
    }

    /**
     * Counts the cases without looking into them.
     *
     * @param file the file
     * @return its lines, those that are empty apart
     * @throws IOException if the file cannot be read; the message names file and line
     */
    public static int count(Path file) throws IOException {
        int[] count = new int[1];
        forEachLine(file, (_, _) -> count[0]++);
        return count[0];
    }

    private interface Line {
        void read(int number, String text) throws IOException;
    }

    private static void forEachLine(Path file, Line line) throws IOException {
        int number = 0;
        // This decoder, unlike one from a Charset, refuses what is not UTF-8.
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(open(file), StandardCharsets.UTF_8.newDecoder()))) {
            String text = next(reader, file, 1);
            while (text != null) {
                number++;
                if (!text.isBlank()) {
                    line.read(number, text);
                }
                text = next(reader, file, number + 1);
            }
        }
    }

    private static String next(BufferedReader reader, Path file, int number) throws IOException {
        try {
            return reader.readLine();
        } catch (IOException e) { // a broken archive, a wrong byte, a disk
            throw new IOException(file + ", line " + number + ": " + e, e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        try {
            InputStream plain = new BufferedInputStream(Files.newInputStream(file));
            plain.mark(2);
            int magic = plain.read() << 8 | plain.read();
            plain.reset();
            return magic == GZIP_MAGIC ? new GZIPInputStream(plain, 1 << 16) : plain;
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e, e);
        }
    }

    private static ConformanceCase parse(Path file, int number, String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT);
            ConformanceCase parsed = conformanceCase(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("something follows the object");
            }
            return parsed;
        } catch (JacksonException e) {
            throw new IOException(file + ", line " + number + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException e) {
            throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private static ConformanceCase conformanceCase(JsonParser json) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        Set<String> tags = new LinkedHashSet<>();
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            switch (key) {
                case "name", "suite", "op" -> texts.put(key, text(json, token));
                case "attrs" -> attributes.putAll(object(json));
                case "tags" -> list(json).forEach(tag -> tags.add((String) tag));
                case "inputs" -> inputs.putAll(tensors(json));
                case "outputs" -> outputs.putAll(tensors(json));
                default -> json.skipChildren();
            }
        }
        for (String key : List.of("name", "suite", "op")) {
            if (!texts.containsKey(key)) {
                throw new IllegalArgumentException("the case has no " + key);
            }
        }
        return new ConformanceCase(texts.get("suite"), texts.get("name"), texts.get("op"), attributes, tags, inputs,
                outputs);
    }

    private static Map<String, Tensor> tensors(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            expect(json, json.nextToken(), JsonToken.START_OBJECT);
            tensors.put(name, tensor(json));
        }
        return tensors;
    }

    private static Tensor tensor(JsonParser json) throws IOException {
        String type = null;
        int[] shape = null;
        List<String> elements = null;
        boolean exact = false;
        double scale = Double.NaN;
        int terms = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            switch (key) {
                case "dtype" -> type = text(json, token);
                case "shape" -> shape = elements(json).stream().mapToInt(Integer::parseInt).toArray();
                case "data" -> elements = elements(json);
                case "exact" -> exact = json.getBooleanValue();
                case "scale" -> scale = json.getDoubleValue();
                case "terms" -> terms = json.getIntValue();
                default -> json.skipChildren();
            }
        }
        if (type == null || shape == null || elements == null) {
            throw new IllegalArgumentException("a tensor lacks one of dtype, shape, data");
        }
        return Tensor.parse(type, shape, elements, exact, scale, terms);
    }

    /** Numbers and strings ("NaN", "Infinity") as they are written. */
    private static List<String> elements(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        List<String> elements = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null || !token.isScalarValue()) {
                throw new IllegalArgumentException("an element is " + token + "; expected a number or a string");
            }
            elements.add(json.getText());
        }
        return elements;
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            object.put(key, value(json, json.nextToken()));
        }
        return object;
    }

    private static List<Object> list(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        List<Object> list = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            list.add(value(json, token));
        }
        return list;
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }

    private static String text(JsonParser json, JsonToken token) throws IOException {
        expect(json, token, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static void expect(JsonParser json, JsonToken got, JsonToken wanted) throws IOException {
        if (got != wanted) {
            throw new IllegalArgumentException(
                    "at column " + json.currentLocation().getColumnNr() + " stands " + got + "; expected " + wanted);
        }
    }
}
