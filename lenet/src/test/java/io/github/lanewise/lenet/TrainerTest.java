package io.github.lanewise.lenet;

import static io.github.lanewise.kernels.Pool2dShape.Kind.AVERAGE_EXCLUDING_PADDING;
import static io.github.lanewise.kernels.Pool2dShape.Kind.AVERAGE_INCLUDING_PADDING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.data.Augmentation;
import io.github.lanewise.lenet.data.Augmenter;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final Settings SETTINGS = new Settings(1, 128, 0.05f, 0.9f);

    /**
     * Of a slope by central differences with a step of 0.03. A loss near 2.3 has an ulp of 2.4e-7 and carries a few of them;
     * over 2·0.03 that is under 2e-5. The third derivative adds 0.03²/6 of its size, which is below 1: 1.5e-4.
     */
    private static final double TOLERANCE = 2e-5 + 1.5e-4;

    @Test
    void learnsDigits() {
        Dataset digits = SyntheticDigits.generate(1, 20_000, 2_000, 2);
        Trainer trainer = new Trainer(Parameters.initial(Model.LENET5_RELU, 28, 1), digits, SETTINGS, 1,
                Parallel.serial());
        trainer.epoch(_ -> true);
        Trainer.Result second = trainer.epoch(_ -> true);
        assertEquals(20_000, second.images());
        assertTrue(second.complete());
        assertTrue(trainer.evaluate().accuracy() >= 0.97, () -> "accuracy " + trainer.evaluate().accuracy());
    }

    /** Varied images are the same in any layout and order of work; each epoch has others. */
    @Test
    void augmentationHasOneResult() {
        Dataset digits = SyntheticDigits.generate(1, 200, 10, 1);
        Augmentation augmentation = new Augmentation(2, 34);
        String hash = augmented(digits, augmentation, null, 2);
        assertEquals(hash, augmented(digits, augmentation, Layout.LANES, 2));
        assertEquals(hash, augmented(digits, augmentation, Layout.NCHW, 2));
        assertNotEquals(hash, augmented(digits, Augmentation.NONE, null, 2));
        assertNotEquals(augmented(digits, augmentation, null, 1), augmented(digits, Augmentation.NONE, null, 1));
    }

    @Test
    void eachEpochVariesImagesAnew() {
        Dataset digits = SyntheticDigits.generate(1, 1, 1, 1);
        Images images = new Images(digits.trainImages(), digits.trainLabels(), 28, 28, 0, 1,
                new Augmenter(new Augmentation(2, 34), 1, 28, 28));
        Network network = new Network(Parameters.initial(Model.LENET5_RELU, 28, 1), 1, new Scratch(),
                Parallel.serial());
        float[] first = filled(images, network, 0);
        assertFalse(Arrays.equals(first, filled(images, network, 1)));
        assertArrayEquals(first, filled(images, network, 0));
    }

    private static float[] filled(Images images, Network network, int epoch) {
        images.begin(epoch, new SplittableRandom(1));
        images.fill(network, 28, 0);
        return network.memory().clone();
    }

    private static String augmented(Dataset digits, Augmentation augmentation, Layout layout, int epochs) {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Trainer trainer = new Trainer(parameters, digits,
                new Settings(epochs, 64, 0.05f, 0.9).withAugmentation(augmentation), 1, layout,
                Parallel.serial());
        for (int epoch = 0; epoch < epochs; epoch++) {
            trainer.epoch(_ -> true);
        }
        return parameters.hash();
    }

    @Test
    void seedsDiffer() {
        assertNotEquals(Parameters.initial(Model.LENET5_RELU, 28, 1).hash(),
                Parameters.initial(Model.LENET5_RELU, 28, 2).hash());
    }

    @Test
    void listenerStops() {
        Dataset digits = SyntheticDigits.generate(1, 1_000, 10, 1);
        Trainer trainer = new Trainer(Parameters.initial(Model.LENET5_RELU, 28, 1), digits, SETTINGS, 1,
                Parallel.serial());
        Trainer.Result result = trainer.epoch(images -> images < 256);
        assertEquals(result.loss(), trainer.runningLoss());
        assertEquals(256, result.images());
        assertFalse(result.complete());
    }

    /** ⌊100·(1 − 0.29)⌋ = 71 images are trained on, as in Keras, and the last 29 are those of a data set of their own. */
    @Test
    void validatesOnTheLastImages() {
        Dataset digits = SyntheticDigits.generate(1, 100, 10, 1);
        int area = 28 * 28;
        Dataset halves = new Dataset("halves", "halves", true, 28, 28, Arrays.copyOf(digits.trainImages(), 71 * area),
                Arrays.copyOf(digits.trainLabels(), 71),
                Arrays.copyOfRange(digits.trainImages(), 71 * area, 100 * area),
                Arrays.copyOfRange(digits.trainLabels(), 71, 100));
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Trainer trainer = new Trainer(parameters, digits, split(0.29), 1, Parallel.serial());
        Parameters expected = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Trainer apart = new Trainer(expected, halves, split(0), 1, Parallel.serial());
        assertEquals(71, trainer.trainCount());
        assertEquals(71, trainer.epoch(_ -> true).images());
        apart.epoch(_ -> true);
        assertEquals(expected.hash(), parameters.hash());
        assertEquals(29, trainer.validate().images());
        assertEquals(apart.evaluate().loss(), trainer.validate().loss());
        assertThrows(IllegalStateException.class, apart::validate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 0.995, 1e-18, Double.NaN})
    void splitsThatLeaveNothing(double split) {
        Dataset digits = SyntheticDigits.generate(1, 100, 10, 1);
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        assertThrows(IllegalArgumentException.class,
                () -> new Trainer(parameters, digits, split(split), 1, Parallel.serial()));
    }

    private static Settings split(double share) {
        return new Settings(1, 16, 0.05f, 0.9f).withValidationSplit(share);
    }

    @Test
    void imagesThatAreTooLarge() {
        Dataset large = new Dataset("large", "large", true, 29, 28, new byte[29 * 28], new byte[1], new byte[29 * 28],
                new byte[1]);
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        assertThrows(IllegalArgumentException.class,
                () -> new Trainer(parameters, large, SETTINGS, 1, Parallel.serial()));
    }

    @Test
    void inputThatIsNotSquare() {
        Dataset digits = SyntheticDigits.generate(1, 1, 1, 1);
        Parameters parameters = Parameters.zero(List.of(new LayerSpec.Dense("fc", 10)), new Shape(3, 28, 28));
        assertThrows(IllegalArgumentException.class,
                () -> new Trainer(parameters, digits, SETTINGS, 1, Parallel.serial()));
    }

    /** Both in one trainer, whose batches of training and of evaluation have the same size. */
    @Test
    void labelsAreSmoothInTrainingAlone() {
        Dataset digits = SyntheticDigits.generate(1, 256, 256, 1);
        Settings plain = new Settings(1, 256, 1e-30f, 0); // a rate that changes no weight
        Trainer smooth = new Trainer(Parameters.initial(Model.LENET5_RELU, 28, 1), digits,
                plain.withLabelSmoothing(0.5f), 1, Parallel.serial());
        Trainer sharp = new Trainer(Parameters.initial(Model.LENET5_RELU, 28, 1), digits, plain, 1,
                Parallel.serial());
        assertNotEquals(sharp.epoch(_ -> true).loss(), smooth.epoch(_ -> true).loss());
        assertEquals(sharp.evaluate().loss(), smooth.evaluate().loss());
    }

    @Test
    void gradientIsTheSlope() {
        gradientIsTheSlope(Parameters.initial(Model.LENET5_SIGMOID, 28, 5), TOLERANCE);
    }

    /** What only LeNet-5 of 1998 has, before its output. */
    @Test
    void gradientOfSubsamplingAndPartialConvolutionIsTheSlope() {
        boolean[][] table = {{true, false, true}, {false, true, false}, {true, true, true}, {false, true, true}};
        gradientIsTheSlope(random(new LayerSpec.Subsampling("s1"), new LayerSpec.Activate(Activation.SCALED_TANH),
                new LayerSpec.Convolution("c2", 3, 5, 0), new LayerSpec.Activate(Activation.SCALED_TANH),
                new LayerSpec.Subsampling("s3"), new LayerSpec.PartialConvolution("c4", Connections.of(table), 2),
                new LayerSpec.Activate(Activation.SCALED_TANH), new LayerSpec.Dense("fc", 10)), TOLERANCE);
    }

    /**
     * A distance near 84 is a sum of 84 terms, each rounded to at most 3.8e-6: over 2·0.03 that is under 5.4e-3. The loss as a
     * function of one feature f is ln Σ exp(2·f·(c − c_label)) with centres c of ±1, whose third derivative is below 8 · 0.77,
     * and no pixel is larger than 1: 0.03²/6 of it is below 1e-3.
     */
    @Test
    void gradientOfTheDistancesIsTheSlope() {
        gradientIsTheSlope(random(new LayerSpec.Dense("f6", 84), new LayerSpec.DigitDistance()), 6.4e-3);
    }

    /** Layers in an order that no model has: an activation first, two in a row, pooling before and behind. */
    @Test
    void gradientOfAnyLayersIsTheSlope() {
        Parameters parameters = random(new LayerSpec.Activate(Activation.TANH),
                new LayerSpec.Pooling(AVERAGE_EXCLUDING_PADDING, 2),
                new LayerSpec.Convolution("conv", 3, new Size(3, 2), new Size(2, 1), new Size(1, 0)),
                new LayerSpec.Pooling(AVERAGE_INCLUDING_PADDING, new Size(2, 3), new Size(1, 2), new Size(1, 1)),
                new LayerSpec.Activate(Activation.SIGMOID), new LayerSpec.Activate(Activation.TANH),
                new LayerSpec.Dense("fc1", 20), new LayerSpec.Activate(Activation.TANH),
                new LayerSpec.Dense("fc2", 10));
        assertEquals(List.of(3, 1, 3, 2), parameters.tensors().getFirst().shape());
        gradientIsTheSlope(parameters, TOLERANCE);
    }

    private static Parameters random(LayerSpec... layers) {
        Parameters parameters = Parameters.zero(List.of(layers), new Shape(1, 28, 28));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = (float) random.nextDouble(-0.3, 0.3);
        }
        return parameters;
    }

    /** The gradient of the whole network against central differences of its loss, in the steepest weights. */
    private static void gradientIsTheSlope(Parameters parameters, double tolerance) {
        Dataset digits = SyntheticDigits.generate(3, 16, 1, 1);
        Network network = new Network(parameters, 16, new Scratch(), Parallel.serial());
        new Images(digits.trainImages(), digits.trainLabels(), 28, 28).fill(network, 28, 0);
        network.forward();
        network.backward();
        float[] gradient = parameters.gradients().clone();
        for (Parameters.Tensor tensor : parameters.tensors()) {
            int steepest = IntStream.range(tensor.offset(), tensor.offset() + tensor.length()).boxed()
                    .max((i, j) -> Float.compare(Math.abs(gradient[i]), Math.abs(gradient[j]))).orElseThrow();
            float step = 0.03f;
            float value = parameters.values()[steepest];
            parameters.values()[steepest] = value + step;
            double above = network.forward();
            parameters.values()[steepest] = value - step;
            double below = network.forward();
            parameters.values()[steepest] = value;
            assertEquals((above - below) / (2 * step), gradient[steepest], tolerance, tensor.name());
        }
    }
}
