package io.github.lanewise.lenet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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

/**
 * Weights in the safetensors format: eight bytes of header length (little-endian), a JSON header, then the values as
 * little-endian floats. The header names each tensor with type, sizes and place, and under {@code __metadata__} the
 * model, its input size and the SHA-256 of the values.
 *
 * <p>
 * Format: Hugging Face, safetensors, README of version 0.4.
 */
public final class Safetensors {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;
    /** The models here have headers of under 2 KiB and values of under 1 MiB. */
    private static final long MOST_BYTES = 16 << 20;

    private Safetensors() {}

    /** What a header says of a tensor. */
    private record Entry(String type, List<Integer> shape, List<Long> place) {}

    /** All that a header says. */
    private record Header(Map<String, String> metadata, Map<String, Entry> tensors) {}

    /**
     * Writes weights, whole or not at all.
     *
     * @param parameters
     *            the weights of a model
     * @param file
     *            where to; replaced if it is there
     * @throws IOException
     *             if it cannot be written; the file is then as before
     * @throws IllegalArgumentException
     *             if they are of no model, so that nobody could read the file
     */
    public static void write(Parameters parameters, Path file) throws IOException {
        if (parameters.model() == null) {
            throw new IllegalArgumentException("parameters are of layers of one's own; expected those of a model");
        }
        byte[] json = header(parameters);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = Arrays.copyOf(json, padded);
        Arrays.fill(header, json.length, padded, (byte) ' ');
        byte[] length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).array();
        WholeFile.write(file, length, header, parameters.bytes());
    }

    private static byte[] header(Parameters parameters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            json.writeStringField("model", parameters.model().toString());
            json.writeStringField("input", String.valueOf(parameters.inputSize()));
            json.writeStringField("sha256", parameters.hash());
            json.writeEndObject();
            for (Parameters.Tensor tensor : parameters.tensors()) {
                json.writeObjectFieldStart(tensor.name());
                json.writeStringField("dtype", "F32");
                json.writeFieldName("shape");
                json.writeArray(tensor.shape().stream().mapToInt(i -> i).toArray(), 0, tensor.shape().size());
                json.writeFieldName("data_offsets");
                json.writeArray(new long[]{4L * tensor.offset(), 4L * (tensor.offset() + tensor.length())}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads weights that {@link #write} wrote, and checks them against their hash.
     *
     * @param file
     *            the file
     * @return the weights, with their model
     * @throws IOException
     *             if it cannot be read, or is not such a file: the message names the file and what is wrong
     */
    public static Parameters read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw bad(file, "it has " + Files.size(file) + " bytes; expected at most " + MOST_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.remaining() < 8 ? -1 : bytes.getLong();
        if (length < 0 || length > bytes.remaining()) {
            throw bad(file, "its header does not fit into its " + bytes.capacity() + " bytes");
        }
        byte[] json = new byte[(int) length];
        bytes.get(json);
        Header header = parse(file, json);
        Model model = model(file, header);
        Parameters parameters = Parameters.zero(model, inputSize(file, header, model));
        check(file, header, parameters, bytes.remaining());
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parameters.values);
        if (!parameters.hash().equals(header.metadata.get("sha256"))) {
            throw bad(file, "its values have the SHA-256 " + parameters.hash() + "; its header says "
                    + header.metadata.get("sha256"));
        }
        return parameters;
    }

    private static Model model(Path file, Header header) throws IOException {
        String name = header.metadata.get("model");
        for (Model model : Model.values()) {
            if (model.toString().equals(name)) {
                return model;
            }
        }
        throw bad(file, "its model is " + name + "; expected one of " + Arrays.toString(Model.values()));
    }

    private static int inputSize(Path file, Header header, Model model) throws IOException {
        String size = header.metadata.get("input");
        for (int taken : model.inputSizes()) {
            if (String.valueOf(taken).equals(size)) {
                return taken;
            }
        }
        throw bad(file, "its input is " + size + "; " + model + " takes " + model.inputSizes());
    }

    /** The tensors must be those of the model, in its order, and nothing else. */
    private static void check(Path file, Header header, Parameters parameters, int remaining) throws IOException {
        for (Parameters.Tensor tensor : parameters.tensors()) {
            List<Long> place = List.of(4L * tensor.offset(), 4L * (tensor.offset() + tensor.length()));
            Entry expected = new Entry("F32", tensor.shape(), place);
            if (!expected.equals(header.tensors.get(tensor.name()))) {
                throw bad(file, tensor.name() + " is " + header.tensors.get(tensor.name()) + "; expected " + expected);
            }
        }
        int needed = 4 * parameters.values.length;
        if (header.tensors.size() != parameters.tensors().size() || remaining != needed) {
            throw bad(file, "it has " + header.tensors.size() + " tensors in " + remaining + " bytes; expected "
                    + parameters.tensors().size() + " in " + needed);
        }
    }

    private static Header parse(Path file, byte[] json) throws IOException {
        Header header = new Header(new HashMap<>(), new HashMap<>());
        try (JsonParser parser = JSON.createParser(new String(json, StandardCharsets.UTF_8))) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                expect(parser.nextToken(), JsonToken.START_OBJECT);
                if (name.equals(METADATA)) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        header.metadata.put(parser.currentName(), parser.nextTextValue());
                    }
                } else {
                    header.tensors.put(name, entry(parser));
                }
            }
            return header;
        } catch (IOException e) {
            throw new IOException(file + " is not a weights file: its header is not what safetensors demands: "
                    + e.getMessage(), e);
        }
    }

    private static Entry entry(JsonParser parser) throws IOException {
        String type = null;
        List<Integer> shape = new ArrayList<>();
        List<Long> place = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "dtype" -> type = parser.nextTextValue();
                case "shape" -> {
                    for (long size : numbers(parser)) {
                        shape.add(Math.toIntExact(size));
                    }
                }
                case "data_offsets" -> place.addAll(numbers(parser));
                default -> throw new IOException("the key " + parser.currentName() + " is unknown");
            }
        }
        return new Entry(type, shape, place);
    }

    private static List<Long> numbers(JsonParser parser) throws IOException {
        List<Long> numbers = new ArrayList<>();
        expect(parser.nextToken(), JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            long number = parser.getLongValue();
            if (number < 0 || number > MOST_BYTES) {
                throw new IOException("the number " + number + " is out of range");
            }
            numbers.add(number);
        }
        expect(parser.currentToken(), JsonToken.END_ARRAY);
        return numbers;
    }

    private static void expect(JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("found " + token + " where " + expected + " should stand");
        }
    }

    private static IOException bad(Path file, String what) {
        return new IOException(file + " is not a weights file of these models: " + what);
    }
}
