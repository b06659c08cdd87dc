package io.github.lanewise.lenet;

import io.github.lanewise.lenet.data.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Weights in the safetensors format, see {@link TensorFile}; under {@code __metadata__} stand the model, its input size, its
 * classes and the SHA-256 of the trained values. Names and layout are PyTorch's: see {@link DenseTensor}.
 */
public final class Safetensors {
    /** Between the names of classes. */
    private static final String SEPARATOR = "\n";

    private Safetensors() {}

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
        WholeFile.write(file, header(parameters), values(parameters));
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
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt"); // tensors as PyTorch has them; some of its users look here
        metadata.put("model", parameters.model().toString());
        metadata.put("input", String.valueOf(parameters.inputSize()));
        metadata.put("classes", String.join(SEPARATOR, parameters.classNames()));
        metadata.put("sha256", parameters.hash());
        SequencedMap<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (DenseTensor tensor : DenseTensor.of(parameters)) {
            shapes.put(tensor.name(), tensor.shape());
        }
        return TensorFile.header(metadata, shapes);
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
        TensorFile contents = open(file);
        Map<String, String> metadata = contents.metadata();
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

    private static TensorFile open(Path file) throws IOException {
        byte[] bytes = TensorFile.bytes(file);
        try {
            return TensorFile.parse(bytes);
        } catch (IOException e) {
            throw new IOException(file + " is not a weights file of these models: " + e.getMessage(), e);
        }
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
    private static void fill(Path file, TensorFile contents, Parameters parameters) throws IOException {
        List<DenseTensor> tensors = DenseTensor.of(parameters);
        int needed = tensors.stream().mapToInt(tensor -> 4 * tensor.places().length).sum();
        int found = contents.tensors().size();
        if (found != tensors.size() || contents.values().capacity() != needed) {
            throw bad(file, "it has " + found + " tensors in " + contents.values().capacity() + " bytes; expected "
                    + tensors.size() + " in " + needed + " of " + parameters.model());
        }
        BitSet taken = new BitSet(needed);
        for (DenseTensor tensor : tensors) {
            TensorFile.Entry entry = contents.tensors().get(tensor.name());
            float[] elements = new float[tensor.places().length];
            int length = 4 * elements.length;
            if (entry == null || !entry.type().equals("F32") || !entry.shape().equals(tensor.shape())
                    || entry.end() - entry.begin() != length || entry.end() > needed
                    || !taken.get(entry.begin(), entry.end()).isEmpty()) {
                throw bad(file, tensor.name() + " is " + entry + "; expected F32, " + tensor.shape() + ", in "
                        + length + " bytes of its own");
            }
            taken.set(entry.begin(), entry.end());
            contents.values().slice(entry.begin(), length).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(elements);
            int wrong = tensor.put(elements, parameters.values);
            if (wrong != DenseTensor.NOWHERE) {
                throw bad(file, "element " + wrong + " of " + tensor.name() + " is " + elements[wrong]
                        + "; expected 0 between channels that " + parameters.model() + " does not connect");
            }
        }
    }

    private static IOException bad(Path file, String what) {
        return new IOException(file + " is not a weights file of these models: " + what);
    }
}
