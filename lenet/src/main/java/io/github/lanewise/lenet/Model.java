package io.github.lanewise.lenet;

import static io.github.lanewise.kernels.Activation.RELU;
import static io.github.lanewise.kernels.Activation.SIGMOID;
import static io.github.lanewise.kernels.Pool2dShape.Kind.AVERAGE_EXCLUDING_PADDING;
import static io.github.lanewise.kernels.Pool2dShape.Kind.MAX;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.lenet.LayerSpec.Activate;
import io.github.lanewise.lenet.LayerSpec.Convolution;
import io.github.lanewise.lenet.LayerSpec.Dense;
import io.github.lanewise.lenet.LayerSpec.Pooling;
import java.util.List;
import java.util.Locale;

/** The networks, each with how its weights start and the settings that train it well. */
public enum Model {
    /** LeNet with sigmoid and average pooling, Xavier weights, as taught on Fashion-MNIST. */
    LENET5_SIGMOID(SIGMOID, AVERAGE_EXCLUDING_PADDING, false, new Settings(10, 256, 0.9f, 0f)),
    /** LeNet with ReLU and max pooling, He weights. */
    LENET5_RELU(RELU, MAX, true, new Settings(5, 128, 0.05f, 0.9f));

    /**
     * What a training takes.
     *
     * @param epochs
     *            passes over the training images
     * @param batch
     *            images of a step
     * @param learningRate
     *            factor of a step; the largest one where the schedule changes it
     * @param momentum
     *            part of the last step that is kept, 0 for plain gradient descent
     * @param schedule
     *            how the learning rate goes over the epochs
     * @param validationSplit
     *            share of the training images, the last ones, that are kept out of training to validate on, 0 to below 1
     */
    public record Settings(int epochs, int batch, float learningRate, float momentum, Schedule schedule,
            double validationSplit) {
        /**
         * Settings without validation split.
         *
         * @param epochs
         *            see above
         * @param batch
         *            see above
         * @param learningRate
         *            see above
         * @param momentum
         *            see above
         * @param schedule
         *            see above
         */
        public Settings(int epochs, int batch, float learningRate, float momentum, Schedule schedule) {
            this(epochs, batch, learningRate, momentum, schedule, 0);
        }

        /**
         * Settings with a constant learning rate.
         *
         * @param epochs
         *            see above
         * @param batch
         *            see above
         * @param learningRate
         *            see above
         * @param momentum
         *            see above
         */
        public Settings(int epochs, int batch, float learningRate, float momentum) {
            this(epochs, batch, learningRate, momentum, Schedule.CONSTANT);
        }
    }

    private final Activation activation;
    private final Pool2dShape.Kind pooling;
    private final boolean he;
    private final Settings defaults;

    Model(Activation activation, Pool2dShape.Kind pooling, boolean he, Settings defaults) {
        this.activation = activation;
        this.pooling = pooling;
        this.he = he;
        this.defaults = defaults;
    }

    /**
     * The layers for images of 28×28, which the first convolution pads by 2, or of 32×32, which it does not.
     *
     * @param inputSize
     *            28 or 32
     * @return the layers in order
     * @throws IllegalArgumentException
     *             if the size is neither
     */
    public List<LayerSpec> layers(int inputSize) {
        if (inputSize != 28 && inputSize != 32) {
            throw new IllegalArgumentException("input is " + inputSize + "; expected 28 or 32");
        }
        return List.of(new Convolution("conv1", 6, 5, inputSize == 28 ? 2 : 0), new Activate(activation),
                new Pooling(pooling, 2), new Convolution("conv2", 16, 5, 0), new Activate(activation),
                new Pooling(pooling, 2), new Dense("fc1", 120), new Activate(activation), new Dense("fc2", 84),
                new Activate(activation), new Dense("fc3", 10));
    }

    /**
     * How far uniform weights start from zero: He's √(6 / in) or Xavier's √(6 / (in + out)).
     *
     * @param fanIn
     *            inputs of one output
     * @param fanOut
     *            outputs of one input
     * @return the bound
     */
    float weightBound(int fanIn, int fanOut) {
        return (float) StrictMath.sqrt(6.0 / (he ? fanIn : fanIn + fanOut));
    }

    /**
     * The settings where nothing else is asked for.
     *
     * @return the settings
     */
    public Settings defaults() {
        return defaults;
    }

    /**
     * The name on the command line.
     *
     * @return such as {@code lenet5-relu}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
