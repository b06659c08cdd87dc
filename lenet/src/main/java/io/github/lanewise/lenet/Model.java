package io.github.lanewise.lenet;

import static io.github.lanewise.kernels.Activation.RELU;
import static io.github.lanewise.kernels.Activation.SCALED_TANH;
import static io.github.lanewise.kernels.Activation.SIGMOID;
import static io.github.lanewise.kernels.Activation.TANH;
import static io.github.lanewise.kernels.Pool2dShape.Kind.AVERAGE_EXCLUDING_PADDING;
import static io.github.lanewise.kernels.Pool2dShape.Kind.MAX;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.lenet.LayerSpec.Activate;
import io.github.lanewise.lenet.LayerSpec.Convolution;
import io.github.lanewise.lenet.LayerSpec.Dense;
import io.github.lanewise.lenet.LayerSpec.DigitDistance;
import io.github.lanewise.lenet.LayerSpec.PartialConvolution;
import io.github.lanewise.lenet.LayerSpec.Pooling;
import io.github.lanewise.lenet.LayerSpec.Subsampling;
import java.util.List;
import java.util.Locale;

/** The networks: layers, the sizes and pixels that they take, how their weights start and the settings that train them well. */
public enum Model {
    /** LeNet with sigmoid and average pooling, Xavier weights, as taught on Fashion-MNIST. */
    LENET5_SIGMOID(List.of(28, 32), PixelScale.UNIT, Initialisation.XAVIER, new Settings(10, 256, 0.9f, 0)) {
        @Override
        List<LayerSpec> ofSize(int inputSize) {
            return lenet5(inputSize, SIGMOID, AVERAGE_EXCLUDING_PADDING);
        }
    },
    /** LeNet with ReLU and max pooling, He weights. */
    LENET5_RELU(List.of(28, 32), PixelScale.UNIT, Initialisation.HE, new Settings(5, 128, 0.05f, 0.9)) {
        @Override
        List<LayerSpec> ofSize(int inputSize) {
            return lenet5(inputSize, RELU, MAX);
        }
    },
    /** LeNet with tanh and average pooling, and a third convolution where the others have their first dense layer, as in Keras. */
    LENET5_TANH(List.of(28, 32), PixelScale.UNIT, Initialisation.KERAS,
            new Settings(5, 512, 0.01f, 0)
                    .withOptimizer(new OptimizerSpec.Descent(new Sgd(Sgd.Form.KERAS, 0.9, 0, false, 0)))
                    .withSchedule(new Schedule.Exponential(0.98, 10_000)).withValidationSplit(0.2)) {
        @Override
        List<LayerSpec> ofSize(int inputSize) {
            return List.of(new Convolution("conv1", 6, 5, padding(inputSize)), new Activate(TANH),
                    new Pooling(AVERAGE_EXCLUDING_PADDING, 2), new Convolution("conv2", 16, 5, 0), new Activate(TANH),
                    new Pooling(AVERAGE_EXCLUDING_PADDING, 2), new Convolution("conv3", 120, 5, 0), new Activate(TANH),
                    new Dense("fc1", 84), new Activate(TANH), new Dense("fc2", 10));
        }
    },
    /** A LeNet of 32 and 64 channels, with max pooling before ReLU. */
    LENET_WIDE(List.of(28), PixelScale.UNIT, Initialisation.XAVIER, new Settings(3, 128, 0.05f, 0.9)) {
        @Override
        List<LayerSpec> ofSize(int inputSize) {
            return List.of(new Convolution("conv1", 32, 5, 0), new Pooling(MAX, 3), new Activate(RELU),
                    new Convolution("conv2", 64, 5, 0), new Pooling(MAX, 2), new Activate(RELU), new Dense("fc1", 200),
                    new Activate(RELU), new Dense("fc2", 10));
        }
    },
    /**
     * LeNet-5 as Y. LeCun, L. Bottou, Y. Bengio and P. Haffner describe it in "Gradient-based learning applied to document
     * recognition", Proceedings of the IEEE, 1998, section II-B, layers by their names there.
     */
    LENET5_1998(List.of(32), PixelScale.LECUN, Initialisation.LECUN, new Settings(20, 32, 0.003f, 0.9)
            .withSchedule(new Schedule.OneCycle(0.3, Schedule.Annealing.COSINE))) {
        @Override
        List<LayerSpec> ofSize(int inputSize) {
            return List.of(new Convolution("c1", 6, 5, 0), new Activate(SCALED_TANH), new Subsampling("s2"),
                    new Activate(SCALED_TANH), new PartialConvolution("c3", Connections.LENET5_C3, 5),
                    new Activate(SCALED_TANH), new Subsampling("s4"), new Activate(SCALED_TANH),
                    new Convolution("c5", 120, 5, 0), new Activate(SCALED_TANH), new Dense("f6", 84),
                    new Activate(SCALED_TANH), new DigitDistance());
        }
    };

    private final List<Integer> inputSizes;
    private final PixelScale pixelScale;
    private final Initialisation initialisation;
    private final Settings defaults;

    Model(List<Integer> inputSizes, PixelScale pixelScale, Initialisation initialisation, Settings defaults) {
        this.inputSizes = inputSizes;
        this.pixelScale = pixelScale;
        this.initialisation = initialisation;
        this.defaults = defaults;
    }

    /** The network of most lectures: what differs is the activation and the pooling. */
    private static List<LayerSpec> lenet5(int inputSize, Activation activation, Pool2dShape.Kind pooling) {
        return List.of(new Convolution("conv1", 6, 5, padding(inputSize)), new Activate(activation),
                new Pooling(pooling, 2), new Convolution("conv2", 16, 5, 0), new Activate(activation),
                new Pooling(pooling, 2), new Dense("fc1", 120), new Activate(activation), new Dense("fc2", 84),
                new Activate(activation), new Dense("fc3", 10));
    }

    /** The first convolution makes 28×28 of either size. */
    private static int padding(int inputSize) {
        return inputSize == 28 ? 2 : 0;
    }

    abstract List<LayerSpec> ofSize(int inputSize);

    /**
     * The layers for square images of one size.
     *
     * @param inputSize
     *            one of {@link #inputSizes}
     * @return the layers in order
     * @throws IllegalArgumentException
     *             if the size is none of them
     */
    public List<LayerSpec> layers(int inputSize) {
        if (!inputSizes.contains(inputSize)) {
            throw new IllegalArgumentException("input is " + inputSize + "; " + this + " takes " + sizes());
        }
        return ofSize(inputSize);
    }

    /**
     * Rows, and columns, of the images that it takes; smaller ones lie in the middle of these.
     *
     * @return the sizes, the usual one first
     */
    public List<Integer> inputSizes() {
        return inputSizes;
    }

    /** The sizes for people. */
    private String sizes() {
        return String.join(" or ", inputSizes.stream().map(String::valueOf).toList());
    }

    /**
     * What the bytes of an image become on their way in.
     *
     * @return the scale
     */
    public PixelScale pixelScale() {
        return pixelScale;
    }

    Initialisation initialisation() {
        return initialisation;
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
