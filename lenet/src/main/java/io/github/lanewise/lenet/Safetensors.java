package io.github.lanewise.lenet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.lanewise.lenet.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights in the safetensors format: eight bytes of header length (little-endian), a JSON header, then the values as
 * little-endian floats. The header names each tensor with type, sizes and place, and under {@code __metadata__} the
 * model, its input size, its classes and the SHA-256 of the trained values. Names and layout are PyTorch's: see {@link DenseTensor}.
 *
 * <p>
 * Format: Hugging Face, safetensors, README of version 0.4.
 */
public final class Safetensors {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final String METADATA = "__metadata__";
    /** Between the names of classes. */
    private static final String SEPARATOR = "\n";
    private static final int ALIGNMENT = 8;
    /** The models here have headers of under 2 KiB and values of under 1 MiB. */
    private static final long MOST_BYTES = 16 << 20;

    private Safetensors() {}

    /** What a header says of a tensor. */
    private record Entry(String type, List<Integer> shape, int begin, int end) {
        @Override
        public String toString() {
            return type + ", " + shape + ", bytes " + begin + " to " + end;
        }
    }

    /** All that a header says. */
    private record Header(Map<String, String> metadata, Map<String, Entry> tensors) {}

    /** A file: its header, and behind it the values. */
    private record Contents(Header header, ByteBuffer values) {}

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
        WholeFile.write(file, length, header, values(parameters));
    }

    private static byte[] values(Parameters parameters) {
        List<DenseTensor> tensors = DenseTensor.of(parameters);
        ByteBuffer values = ByteBuffer.allocate(tensors.stream().mapToInt(tensor -> 4 * tensor.places().length).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (DenseTensor tensor : tensors) {
            for (float element : tensor.elements(parameters.values)) {
                values.putFloat(element);
            }
        }
        return values.array();
    }

    private static byte[] header(Parameters parameters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            json.writeStringField("format", "pt"); // tensors as PyTorch has them; some of its users look here
            json.writeStringField("model", parameters.model().toString());
            json.writeStringField("input", String.valueOf(parameters.inputSize()));
            json.writeStringField("classes", String.join(SEPARATOR, parameters.classNames()));
            json.writeStringField("sha256", parameters.hash());
            json.writeEndObject();
            long begin = 0;
            for (DenseTensor tensor : DenseTensor.of(parameters)) {
                long end = begin + 4L * tensor.places().length;
                json.writeObjectFieldStart(tensor.name());
                json.writeStringField("dtype", "F32");
                json.writeFieldName("shape");
                json.writeArray(tensor.shape().stream().mapToInt(i -> i).toArray(), 0, tensor.shape().size());
                json.writeFieldName("data_offsets");
                json.writeArray(new long[]{begin, end}, 0, 2);
                json.writeEndObject();
                begin = end;
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
        Contents contents = open(file);
        Map<String, String> metadata = contents.header.metadata;
        if (!metadata.containsKey("model")) {
            throw bad(file, "it does not say its model, as those of other programs do; lenet import takes them");
        }
        Model model = model(file, metadata);
        Parameters parameters = Parameters.zero(model, inputSize(file, metadata, model));
        fill(file, contents, parameters);
        if (metadata.containsKey("classes")) {
            parameters.nameClasses(classes(file, metadata.get("classes")));
        }
        if (!parameters.hash().equals(metadata.get("sha256"))) {
            throw bad(file, "its values have the SHA-256 " + parameters.hash() + "; its header says "
                    + metadata.get("sha256"));
        }
        return parameters;
    }

    /**
     * Reads weights of another program, such as PyTorch's {@code save_file}, whose tensors have the names and sizes of a model's,
     * in any order. What its metadata says is not read.
     *
     * @param file
     *            the file
     * @param model
     *            the model
     * @param inputSize
     *            one of {@link Model#inputSizes}
     * @return the weights
     * @throws IOException
     *             if it cannot be read, or its tensors are not the model's: the message names the file and what is wrong
     */
    public static Parameters read(Path file, Model model, int inputSize) throws IOException {
        Parameters parameters = Parameters.zero(model, inputSize);
        fill(file, open(file), parameters);
        return parameters;
    }

    private static Contents open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw bad(file, "it is a folder");
        }
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
        return new Contents(parse(file, json), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static Model model(Path file, Map<String, String> metadata) throws IOException {
        String name = metadata.get("model");
        for (Model model : Model.values()) {
            if (model.toString().equals(name)) {
                return model;
            }
        }
        throw bad(file, "its model is " + name + "; expected one of " + Arrays.toString(Model.values()));
    }

    private static List<String> classes(Path file, String text) throws IOException {
        List<String> names = List.of(text.split(SEPARATOR, -1));
        if (names.size() != Dataset.CLASSES) {
            throw bad(file, "it names " + names.size() + " classes; expected " + Dataset.CLASSES);
        }
        return names;
    }

    private static int inputSize(Path file, Map<String, String> metadata, Model model) throws IOException {
        String size = metadata.get("input");
        for (int taken : model.inputSizes()) {
            if (String.valueOf(taken).equals(size)) {
                return taken;
            }
        }
        throw bad(file, "its input is " + size + "; " + model + " takes " + model.inputSizes());
    }

    /** The tensors must be those of the model, and fill the file without a gap. */
    private static void fill(Path file, Contents contents, Parameters parameters) throws IOException {
        List<DenseTensor> tensors = DenseTensor.of(parameters);
        int needed = tensors.stream().mapToInt(tensor -> 4 * tensor.places().length).sum();
        int found = contents.header.tensors.size();
        if (found != tensors.size() || contents.values.capacity() != needed) {
            throw bad(file, "it has " + found + " tensors in " + contents.values.capacity() + " bytes; expected "
                    + tensors.size() + " in " + needed + " of " + parameters.model());
        }
        BitSet taken = new BitSet(needed);
        for (DenseTensor tensor : tensors) {
            Entry entry = contents.header.tensors.get(tensor.name());
            float[] elements = new float[tensor.places().length];
            int length = 4 * elements.length;
            if (entry == null || !entry.type.equals("F32") || !entry.shape.equals(tensor.shape())
                    || entry.end - entry.begin != length || entry.end > needed
                    || !taken.get(entry.begin, entry.end).isEmpty()) {
                throw bad(file, tensor.name() + " is " + entry + "; expected F32, " + tensor.shape() + ", in "
                        + length + " bytes of its own");
            }
            taken.set(entry.begin, entry.end);
            contents.values.slice(entry.begin, length).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(elements);
            int wrong = tensor.put(elements, parameters.values);
            if (wrong != DenseTensor.NOWHERE) {
                throw bad(file, "element " + wrong + " of " + tensor.name() + " is " + elements[wrong]
                        + "; expected 0 between channels that " + parameters.model() + " does not connect");
            }
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
                        String key = parser.currentName();
                        header.metadata.put(key, text(parser));
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

    private static IOException bad(Path file, String what) {
        return new IOException(file + " is not a weights file of these models: " + what);
    }
}
