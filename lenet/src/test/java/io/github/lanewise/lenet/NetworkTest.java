package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.WarmUp;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
    private static final Dataset DIGITS = SyntheticDigits.generate(3, 40, 1, 1);

    private static Network network(Parameters parameters, int batch, Layout layout) {
        Network network = new Network(parameters, batch, layout, new Scratch(), Parallel.serial());
        new Images(DIGITS.trainImages(), DIGITS.trainLabels(), 28, 28).fill(network, parameters.inputSize(), 0);
        return network;
    }

    /** Logits by forward and by inference, and gradients, to the bit in both layouts. */
    @ParameterizedTest
    @EnumSource(Model.class)
    void oneResultInEveryLayout(Model model) {
        int size = model.inputSizes().getFirst();
        Parameters parameters = Parameters.initial(model, size, 1);
        Layout other = Network.layouts(parameters.layers()).contains(Layout.LANES) ? Layout.LANES : Layout.NCHW;
        for (int batch : new int[]{1, 2, 5, 6, 16, 37}) {
            Network lanes = network(parameters, batch, other);
            float loss = lanes.forward();
            float[] logits = lanes.logits().clone();
            int correct = lanes.correct();
            lanes.backward();
            float[] gradients = parameters.gradients().clone();
            Network images = network(parameters, batch, Layout.NCHW);
            assertEquals(loss, images.forward(), "loss of " + batch);
            assertArrayEquals(logits, images.logits(), "logits of " + batch);
            assertEquals(correct, images.correct(), "correct of " + batch);
            images.backward();
            assertArrayEquals(gradients, parameters.gradients(), "gradients of " + batch);
            for (Network network : new Network[]{lanes, images,
                    new Network(parameters, batch, new Scratch(), Parallel.serial())}) {
                new Images(DIGITS.trainImages(), DIGITS.trainLabels(), 28, 28).fill(network, parameters.inputSize(), 0);
                network.freeze();
                assertArrayEquals(logits, network.infer(), "inference of " + batch);
            }
        }
    }

    @Test
    void aFrozenNetworkKeepsItsWeights() {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Network network = network(parameters, 3, Layout.NCHW);
        assertTrue(assertThrows(IllegalStateException.class, network::infer).getMessage().contains("freeze"));
        network.freeze();
        float[] logits = network.infer().clone();
        Parameters.Tensor weight = parameters.tensor("conv1.weight");
        Arrays.fill(parameters.values(), weight.offset(), weight.offset() + weight.length(), 0.5f);
        assertArrayEquals(logits, network.infer());
        network.forward();
        assertFalse(Arrays.equals(logits, network.logits()));
        network.freeze();
        network.forward();
        assertArrayEquals(network.logits().clone(), network.infer());
    }

    /** Paper and ink as LeNet-5 of 1998 has them, also around an image that is smaller than its input. */
    @Test
    void pixelsInTheScaleOfTheModel() {
        byte[] page = new byte[28 * 28];
        page[0] = (byte) 255;
        page[1] = (byte) 51;
        for (int batch : new int[]{1, 6}) {
            for (Model model : new Model[]{Model.LENET5_1998, Model.LENET5_RELU}) {
                Parameters parameters = Parameters.zero(model, 32);
                Network network = new Network(parameters, batch, new Scratch(), Parallel.serial());
                byte[] pages = new byte[batch * page.length];
                System.arraycopy(page, 0, pages, (batch - 1) * page.length, page.length);
                new Images(pages, new byte[batch], 28, 28).fill(network, 32, 0);
                int corner = network.pixel(batch - 1);
                int ink = corner + (2 * 32 + 2) * network.pixelStride();
                boolean ofThePaper = model == Model.LENET5_1998;
                assertEquals(ofThePaper ? -0.1f : 0, network.memory()[corner]);
                assertEquals(ofThePaper ? 1.175f : 1, network.memory()[ink]);
                assertEquals(ofThePaper ? 0.155f : 0.2f, network.memory()[ink + network.pixelStride()], 2e-8f);
                assertEquals(ofThePaper ? -0.1f : 0, network.memory()[ink + 2 * network.pixelStride()]);
            }
        }
    }

    @Test
    void unitScaleIsAByteOver255() {
        float[] table = PixelScale.UNIT.table();
        for (int i = 0; i < 256; i++) {
            assertEquals(i / 255f, table[i]);
        }
    }

    @Test
    void layersThatTakeOneImageAfterTheOther() {
        Parameters parameters = Parameters.zero(Model.LENET5_1998, 32);
        String message = assertThrows(IllegalArgumentException.class,
                () -> new Network(parameters, 16, Layout.LANES, new Scratch(), Parallel.serial())).getMessage();
        assertTrue(message.contains("LANES") && message.contains("NCHW"), message);
    }

    /** The nearest digit is the largest logit. */
    @Test
    void logitsOfDistances() {
        Parameters parameters = Parameters.zero(List.of(new LayerSpec.DigitDistance()), new Shape(84, 1, 1));
        Network network = new Network(parameters, 10, new Scratch(), Parallel.serial());
        for (int digit = 0; digit < 10; digit++) {
            network.put(digit, DigitBitmaps.centres(), digit * 84, digit);
        }
        network.forward();
        assertEquals(10, network.correct());
        assertTrue(network.logits()[0] == 0, "a 0 is a 0");
        assertEquals(-4 * 57, network.logits()[1]); // 57 pixels are not those of a 1
    }

    @Test
    void warmUpChangesNoWeights() {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        String hash = parameters.hash();
        Network network = network(parameters, 6, Layout.LANES);
        WarmUp.Outcome outcome = network.warmUp(Duration.ofMillis(50));
        assertTrue(outcome.calls() >= 1 && outcome.elapsed().toMillis() >= 50, outcome::toString);
        assertTrue(parameters.gradients()[0] != 0, "it runs the way back");
        network.freeze();
        Arrays.fill(parameters.gradients(), 0);
        network.warmUp(Duration.ofMillis(50));
        assertEquals(0, parameters.gradients()[0], "a frozen one runs forward alone");
        assertEquals(hash, parameters.hash());
    }
}
