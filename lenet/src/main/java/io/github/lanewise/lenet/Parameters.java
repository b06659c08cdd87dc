package io.github.lanewise.lenet;

import io.github.lanewise.lenet.data.Dataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** All weights and biases of a network in one array, their gradients in another of the same layout. */
public final class Parameters {
    /** The generator of initial weights and of shuffling; named, so that a seed means the same everywhere. */
    static final String GENERATOR = "L64X128MixRandom";

    /**
     * One parameter tensor.
     *
     * @param name
     *            such as {@code conv1.weight}
     * @param offset
     *            where it begins in the arrays
     * @param shape
     *            its sizes, outermost first
     */
    public record Tensor(String name, int offset, List<Integer> shape) {
        /**
         * How many numbers there are.
         *
         * @return the product of its sizes
         */
        public int length() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private final Model model;
    private final List<LayerSpec> layers;
    private final Shape input;
    private final List<Tensor> tensors = new ArrayList<>();
    final float[] values;
    final float[] gradients;
    private List<String> classNames = Dataset.DIGITS;

    private Parameters(Model model, List<LayerSpec> layers, Shape input) {
        this.model = model;
        this.layers = List.copyOf(layers);
        this.input = input;
        Shape shape = input;
        int offset = 0;
        for (LayerSpec layer : layers) {
            LayerSpec.Weights weights = layer.weights(shape).orElse(null);
            if (weights != null) {
                offset = add(weights, offset);
            }
            shape = layer.output(shape);
        }
        values = new float[offset];
        gradients = new float[offset];
    }

    private int add(LayerSpec.Weights weights, int offset) {
        Tensor weight = new Tensor(weights.name() + ".weight", offset, weights.shape());
        Tensor bias = new Tensor(weights.name() + ".bias", offset + weight.length(), List.of(weights.biases()));
        tensors.add(weight);
        tensors.add(bias);
        return bias.offset() + bias.length();
    }

    /**
     * Parameters that are all zero, to be filled.
     *
     * @param model
     *            the model
     * @param inputSize
     *            one of {@link Model#inputSizes}
     * @return the parameters
     * @throws IllegalArgumentException
     *             if the size is none of them
     */
    public static Parameters zero(Model model, int inputSize) {
        return new Parameters(model, model.layers(inputSize), new Shape(1, inputSize, inputSize));
    }

    /**
     * Parameters of layers of one's own that are all zero, to be filled.
     *
     * @param layers
     *            the layers in order, whose names differ
     * @param input
     *            what an image is before the first
     * @return the parameters
     * @throws IllegalArgumentException
     *             if a layer does not fit what comes before it
     */
    public static Parameters zero(List<LayerSpec> layers, Shape input) {
        return new Parameters(null, layers, input);
    }

    /**
     * Parameters as training starts: weights and biases uniform within the bounds of the model.
     *
     * @param model
     *            the model
     * @param inputSize
     *            one of {@link Model#inputSizes}
     * @param seed
     *            of the random numbers
     * @return the parameters
     * @throws IllegalArgumentException
     *             if the size is none of them
     */
    public static Parameters initial(Model model, int inputSize, long seed) {
        Parameters parameters = zero(model, inputSize);
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        Shape shape = parameters.input;
        for (LayerSpec layer : parameters.layers) {
            layer.weights(shape).ifPresent(weights -> {
                Initialisation start = model.initialisation();
                parameters.fill(weights.name() + ".weight", (float) start.weightBound(weights), random);
                parameters.fill(weights.name() + ".bias", (float) start.biasBound(weights), random);
            });
            shape = layer.output(shape);
        }
        return parameters;
    }

    private void fill(String name, float bound, RandomGenerator random) {
        Tensor tensor = tensor(name);
        for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
            float unit = (random.nextLong() >> 40) * 0x1p-23f; // 24 bits, −1 to 1
            values[i] = unit * bound;
        }
    }

    /**
     * The model.
     *
     * @return the model, or null where the layers are one's own
     */
    public Model model() {
        return model;
    }

    /**
     * What the outputs stand for.
     *
     * @return the names of the classes, digits unless {@link #nameClasses} was called
     */
    public List<String> classNames() {
        return classNames;
    }

    /**
     * Says what the outputs stand for, so that who has the weights can say it too. Changes no value.
     *
     * @param names
     *            of the classes, as {@link Dataset#classNames}
     */
    public void nameClasses(List<String> names) {
        classNames = List.copyOf(names);
    }

    /**
     * The layers.
     *
     * @return the layers in order
     */
    public List<LayerSpec> layers() {
        return layers;
    }

    /**
     * What an image is before the first layer.
     *
     * @return its shape
     */
    public Shape input() {
        return input;
    }

    /**
     * What the bytes of an image become on their way in.
     *
     * @return the scale of the model, or {@link PixelScale#UNIT} where the layers are one's own
     */
    public PixelScale pixelScale() {
        return model == null ? PixelScale.UNIT : model.pixelScale();
    }

    /**
     * Rows of an image, and its columns where it is square.
     *
     * @return of a model one of {@link Model#inputSizes}
     */
    public int inputSize() {
        return input.height();
    }

    /**
     * The tensors in the order of the layers.
     *
     * @return the tensors
     */
    public List<Tensor> tensors() {
        return List.copyOf(tensors);
    }

    /**
     * All values, tensor after tensor. Shared, not copied.
     *
     * @return the values
     */
    public float[] values() {
        return values;
    }

    /**
     * The gradients that the last backward pass left, laid out like {@link #values}. Shared, not copied.
     *
     * @return the gradients
     */
    public float[] gradients() {
        return gradients;
    }

    Tensor tensor(String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Values as bytes, little-endian, tensor after tensor.
     *
     * @return four bytes a value
     */
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /**
     * The SHA-256 of all values as little-endian floats: equal bits, equal hash.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
