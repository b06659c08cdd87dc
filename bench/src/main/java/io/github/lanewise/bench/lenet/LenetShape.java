package io.github.lanewise.bench.lenet;

import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A LeNet on batches of images of its usual size, and its operations. Multiply-adds count as two, padded taps among them; backward a
 * layer with weights has as many by weight, and as many by input unless nothing before it is trained.
 *
 * @param model which
 * @param batch images of a batch
 */
public record LenetShape(Model model, int batch) {
    /** What an image may be. */
    public static final int CLASSES = 10;

    private static final Pattern TEXT = Pattern.compile("(.+):mb([1-9]\\d{0,5})");

    /**
     * Reads a problem string.
     *
     * @param text such as {@code lenet5-relu:mb128}
     * @return the shape
     * @throws IllegalArgumentException if it is none
     */
    public static LenetShape parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            for (Model model : Model.values()) {
                if (model.toString().equals(matcher.group(1))) {
                    return new LenetShape(model, Integer.parseInt(matcher.group(2)));
                }
            }
        }
        throw new IllegalArgumentException("problem is \"" + text + "\"; expected one of "
                + Arrays.toString(Model.values()) + " with its batch, such as lenet5-relu:mb128");
    }

    /**
     * Whether a problem string is meant for here.
     *
     * @param operation what stands before its colon
     * @return true if it is a model's name
     */
    public static boolean isModel(String operation) {
        return Arrays.stream(Model.values()).anyMatch(model -> model.toString().equals(operation));
    }

    /**
     * The network's layers.
     *
     * @return layers in order
     */
    public List<LayerSpec> layers() {
        return model.layers(input().height());
    }

    /**
     * What an image is before the first layer.
     *
     * @return one channel, square
     */
    public Shape input() {
        int size = model.inputSizes().getFirst();
        return new Shape(1, size, size);
    }

    /**
     * Operations of a forward pass.
     *
     * @return of each layer for the whole batch
     */
    public long[] forwardOperations() {
        return operations(false);
    }

    /**
     * Operations of a backward pass.
     *
     * @return of each layer for the whole batch
     */
    public long[] backwardOperations() {
        return operations(true);
    }

    private long[] operations(boolean backward) {
        List<LayerSpec> layers = layers();
        long[] operations = new long[layers.size()];
        Shape shape = input();
        boolean trainedBefore = false;
        for (int i = 0; i < operations.length; i++) {
            LayerSpec layer = layers.get(i);
            operations[i] = 2L * batch * layer.products(shape) * (backward && trainedBefore ? 2 : 1);
            trainedBefore |= layer.parameters(shape) > 0;
            shape = layer.output(shape);
        }
        return operations;
    }

    /**
     * Operations of inference.
     *
     * @return of all layers, forward
     */
    public long inferenceOperations() {
        return Arrays.stream(forwardOperations()).sum();
    }

    /**
     * Operations of a training step; those of loss and optimiser, an additional percent or two, are not counted.
     *
     * @return of all layers, forward and backward
     */
    public long trainingOperations() {
        return inferenceOperations() + Arrays.stream(backwardOperations()).sum();
    }

    /**
     * Trainable numbers.
     *
     * @return weights and biases
     */
    public long parameters() {
        long sum = 0;
        Shape shape = input();
        for (LayerSpec layer : layers()) {
            sum += layer.parameters(shape);
            shape = layer.output(shape);
        }
        return sum;
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return model + ":mb" + batch;
    }
}
