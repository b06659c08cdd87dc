package io.github.lanewise.lenet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * A file in the safetensors format: eight bytes of header length (little-endian), a JSON header, then the values as little-endian
 * floats. The header names each tensor with type, sizes and place, and under {@code __metadata__} texts of one's own.
 *
 * <p>
 * Format: Hugging Face, safetensors, README of version 0.4.
 *
 * @param metadata
 *            the texts
 * @param tensors
 *            by name
 * @param values
 *            what the places of the tensors count in
 */
record TensorFile(Map<String, String> metadata, Map<String, Entry> tensors, ByteBuffer values) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;
    private static final int LENGTH_BYTES = 8;
    /** The files here have headers of some KiB and values of at most some MiB. */
    private static final long MOST_BYTES = 16 << 20;

    /** What a header says of a tensor. */
    record Entry(String type, List<Integer> shape, int begin, int end) {
        @Override
        public String toString() {
            return type + ", " + shape + ", bytes " + begin + " to " + end;
        }
    }

    /** The header's length and the header, of tensors of these sizes that lie one after the other. */
    static byte[] header(Map<String, String> metadata, SequencedMap<String, List<Integer>> shapes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            for (Map.Entry<String, String> text : metadata.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            json.writeEndObject();
            long begin = 0;
            for (Map.Entry<String, List<Integer>> shape : shapes.entrySet()) {
                int[] sizes = shape.getValue().stream().mapToInt(i -> i).toArray();
                long end = begin + Float.BYTES * IntStream.of(sizes).asLongStream().reduce(1, Math::multiplyExact);
                json.writeObjectFieldStart(shape.getKey());
                json.writeStringField("dtype", "F32");
                json.writeFieldName("shape");
                json.writeArray(sizes, 0, sizes.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[]{begin, end}, 0, 2);
                json.writeEndObject();
                begin = end;
            }
            json.writeEndObject();
        }
        return padded(bytes.toByteArray());
    }

    private static byte[] padded(byte[] json) {
        int length = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        byte[] header = new byte[LENGTH_BYTES + length];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json);
        return header;
    }

    /** The bytes of a file that is not too large to be one of ours. */
    static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; expected a file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has " + Files.size(file) + " bytes; expected at most " + MOST_BYTES);
        }
        return Files.readAllBytes(file);
    }

    /**
     * Takes the bytes of a file apart.
     *
     * @throws IOException
     *             if they are no such file: the message says why, not of which file
     */
    static TensorFile parse(byte[] all) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.remaining() < LENGTH_BYTES ? -1 : bytes.getLong();
        if (length < 0 || length > bytes.remaining()) {
            throw new IOException("its header does not fit into its " + bytes.capacity() + " bytes");
        }
        byte[] json = new byte[(int) length];
        bytes.get(json);
        TensorFile file = new TensorFile(new HashMap<>(), new HashMap<>(), bytes.slice());
        try (JsonParser parser = JSON.createParser(new String(json, StandardCharsets.UTF_8))) {
            file.fill(parser);
            return file;
        } catch (IOException e) {
            throw new IOException("its header is not what safetensors demands: " + e.getMessage(), e);
        }
    }

    /** A tensor of floats, of whatever shape, in the order in which they stand. */
    float[] floats(String name) throws IOException {
        Entry entry = tensors.get(name);
        if (entry == null || !entry.type.equals("F32") || entry.end > values.capacity()
                || (entry.end - entry.begin) % Float.BYTES != 0) {
            throw new IOException(name + " is " + entry + "; expected F32 within " + values.capacity() + " bytes");
        }
        float[] floats = new float[(entry.end - entry.begin) / Float.BYTES];
        values.slice(entry.begin, entry.end - entry.begin).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private void fill(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            if (name.equals(METADATA)) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String key = parser.currentName();
                    metadata.put(key, text(parser));
                }
            } else {
                tensors.put(name, entry(parser));
            }
        }
    }

    private static Entry entry(JsonParser parser) throws IOException {
        String type = null;
        List<Integer> shape = null;
        List<Integer> place = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "dtype" -> type = text(parser);
                case "shape" -> shape = numbers(parser);
                case "data_offsets" -> place = numbers(parser);
                default -> throw new IOException("the key " + parser.currentName() + " is unknown");
            }
        }
        if (type == null || shape == null || place.size() != 2 || place.getFirst() > place.getLast()) {
            throw new IOException("a tensor is " + type + ", " + shape + ", " + place
                    + "; expected a type, its sizes, where it begins and ends");
        }
        return new Entry(type, shape, place.getFirst(), place.getLast());
    }

    private static String text(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.VALUE_STRING);
        return parser.getText();
    }

    private static List<Integer> numbers(JsonParser parser) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        expect(parser.nextToken(), JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            long number = parser.getLongValue();
            if (number < 0 || number > MOST_BYTES) {
                throw new IOException("the number " + number + " is out of range");
            }
            numbers.add((int) number);
        }
        expect(parser.currentToken(), JsonToken.END_ARRAY);
        return numbers;
    }

    private static void expect(JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("found " + token + " where " + expected + " should stand");
        }
    }
}
