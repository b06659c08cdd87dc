package io.github.lanewise.lenet;

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

    private Parameters(Model model, List<LayerSpec> layers, Shape input) {
        this.model = model;
        this.layers = List.copyOf(layers);
        this.input = input;
        Shape shape = input;
        int offset = 0;
        for (LayerSpec layer : layers) {
            switch (layer) {
                case LayerSpec.Convolution c -> offset = add(c.name(), offset, c.outChannels(), shape.channels(),
                        c.kernel().height(), c.kernel().width());
                case LayerSpec.Dense d -> offset = add(d.name(), offset, d.outFeatures(), shape.length());
                case LayerSpec.Activate _,LayerSpec.Pooling _ -> {
                    // nothing to train
                }
            }
            shape = layer.output(shape);
        }
        values = new float[offset];
        gradients = new float[offset];
    }

    private int add(String name, int offset, Integer... weightShape) {
        Tensor weight = new Tensor(name + ".weight", offset, List.of(weightShape));
        Tensor bias = new Tensor(name + ".bias", offset + weight.length(), List.of(weightShape[0]));
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
     *            28 or 32
     * @return the parameters
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
     * Parameters as training starts: weights uniform within the model's bound, biases uniform within 1 / √in.
     *
     * @param model
     *            the model
     * @param inputSize
     *            28 or 32
     * @param seed
     *            of the random numbers
     * @return the parameters
     */
    public static Parameters initial(Model model, int inputSize, long seed) {
        Parameters parameters = zero(model, inputSize);
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        int fanIn = 0;
        for (Tensor tensor : parameters.tensors) {
            boolean weight = tensor.shape().size() > 1;
            float bound;
            if (weight) {
                int area = tensor.shape().size() == 4 ? tensor.shape().get(2) * tensor.shape().get(3) : 1;
                fanIn = tensor.shape().get(1) * area;
                bound = model.weightBound(fanIn, tensor.shape().get(0) * area);
            } else {
                bound = (float) (1 / StrictMath.sqrt(fanIn));
            }
            for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
                float unit = (random.nextLong() >> 40) * 0x1p-23f; // 24 bits, −1 to 1
                parameters.values[i] = unit * bound;
            }
        }
        return parameters;
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
     * Rows of an image, and its columns where it is square.
     *
     * @return 28 or 32 of a model
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
