package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A block against its three parts in lanes, one after the other, where the property in verify seldom comes. */
class ConvolutionBlockTest {
    private static final Parallel SERIAL = Parallel.serial();

    private final Random random = new Random(3);
    private final Scratch scratch = new Scratch();

    private float[] floats(int length) {
        return Floats.plain(random, length).array;
    }

    private static void refuses(String words, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertEquals(words, message.substring(0, Math.min(words.length(), message.length())));
    }

    @Test
    void problemStrings() {
        String text = "mb3ic2ih9oc4kh3+leaky_relu(0.25)+max:mb3ic4ih7kh2sh2";
        assertEquals(text, ConvolutionBlock.parse(text).toString());
        refuses("problem string \"ic2ih9oc4kh3+relu\" has 2 parts; expected",
                () -> ConvolutionBlock.parse("ic2ih9oc4kh3+relu"));
        refuses("text is \"relu6\"; expected relu, sigmoid",
                () -> ConvolutionBlock.parse("ic2ih9oc4kh3+relu6+max:ic4ih7kh2"));
        refuses("text is \"relu(1)\"; expected", () -> Activation.parse("relu(1)"));
        refuses("text is \"elu\"; expected", () -> Activation.parse("elu"));
        refuses("text is \"elu(1.2.3)\"; expected", () -> Activation.parse("elu(1.2.3)"));
        refuses("alpha is -1.0; expected", () -> Activation.parse("elu(-1)"));
        for (Activation activation : new Activation[]{Activation.RELU, Activation.SIGMOID, Activation.TANH,
                Activation.SCALED_TANH, Activation.SOFTPLUS, Activation.leakyRelu(1e-9f), Activation.elu(3e9f)}) {
            assertEquals(activation.toString(), Activation.parse(activation.toString()).toString());
        }
    }

    @Test
    void indicesAreChecked() {
        ConvolutionBlock block = ConvolutionBlock.parse("mb16ic1ih5oc2kh2+relu+max:mb16ic2ih4kh2sh2");
        assertFalse(block.needsActivated());
        assertTrue(ConvolutionBlock.parse("mb16ic1ih5oc2kh2+tanh+max:mb16ic2ih4kh2sh2").needsActivated());
        assertTrue(ConvolutionBlock.parse("mb16ic1ih5oc2kh2+relu+avg_p:mb16ic2ih4kh2sh2").needsActivated());
        float[] input = new float[25 * 16];
        float[] weight = new float[8];
        float[] output = new float[8 * 16];
        int[] shorter = new int[8 * 16 - 1];
        refuses("indices has 127 elements",
                () -> block.forward(input, 0, weight, 0, null, 0, null, 0, output, 0, shorter, 0, scratch, SERIAL));
        int[] outside = new int[8 * 16];
        outside[77] = 16;
        for (int[] indices : new int[][]{shorter, outside}) {
            refuses(indices == shorter ? "indices has 127 elements" : "indices[77] is 16; expected 0 to 15",
                    () -> block.backwardInput(null, 0, output, 0, indices, 0, output.clone(), 0, weight, 0, input, 0,
                            scratch, SERIAL));
        }
    }

    /** Bands of one and of several rows of windows, the last one lower; a short batch; planes higher than a stretch of gradients. */
    @ParameterizedTest
    @ValueSource(strings = {"mb37ic2ih10oc3kh3", "mb20ic1ih28oc6kh5ph2", "mb6ic1ih6iw66oc2kh3", "mb17ic1ih66iw6oc2kh3",
            "mb70ic3ih14oc9kh5", "mb16ic1ih3oc1kh2"})
    void reluAndMaximaOfSquares(String problem) {
        Conv2dShape s = Conv2dShape.parse(problem);
        check(s, Pool2dShape.builder(Pool2dShape.Kind.MAX, s.batch(), s.outChannels(), s.outHeight(), s.outWidth())
                .kernel(2, 2).stride(2, 2).build());
    }

    private void check(Conv2dShape s, Pool2dShape pool) {
        Conv2d convolution = Conv2d.plan(s, Layout.LANES);
        Pool2d pooling = Pool2d.plan(pool, Layout.LANES);
        ConvolutionBlock block = ConvolutionBlock.plan(s, Activation.RELU, pool);
        float[] input = floats(convolution.inputLength());
        float[] weight = floats(convolution.weightLength());
        float[] bias = floats(s.outChannels());
        float[] planes = new float[convolution.outputLength()];
        int outputs = pooling.outputLength();
        float[] expected = new float[outputs];
        int[] expectedIndices = new int[outputs];
        convolution.forward(input, weight, bias, planes, scratch, SERIAL);
        Activation.RELU.forward(planes, 0, planes, 0, planes.length, scratch, SERIAL);
        pooling.forward(planes, expected, expectedIndices, scratch, SERIAL);

        float[] output = new float[outputs];
        int[] indices = new int[outputs];
        block.forward(input, 0, weight, 0, bias, 0, null, 0, output, 0, indices, 0, scratch, SERIAL);
        assertSame(s.batch(), expected, output);
        assertSame(s.batch(), expectedIndices, indices);
        float[] alone = new float[outputs];
        block.forward(input, 0, weight, 0, bias, 0, null, 0, alone, 0, null, 0, scratch, SERIAL);
        assertSame(s.batch(), expected, alone);
        float[] activated = new float[planes.length];
        block.forward(input, 0, weight, 0, bias, 0, activated, 0, alone, 0, indices, 0, scratch, SERIAL);
        assertSame(s.batch(), planes, activated);
        assertSame(s.batch(), expected, alone);
        assertSame(s.batch(), expectedIndices, indices);

        float[] gradOutput = floats(outputs);
        poisonAbsent(s.batch(), expectedIndices);
        gradients(convolution, pooling, block, input, planes, expected, expectedIndices, gradOutput);
        // lanes without an image may name cells of their own windows too, and have any gradient
        float[] poisoned = gradOutput.clone();
        int[] own = expectedIndices.clone();
        int group = outputs / Layout.groups(s.batch());
        for (int i = 0; i < outputs; i++) {
            if (i / group * 16 + i % 16 >= s.batch()) {
                int w = i / 16 % (pool.outHeight() * pool.outWidth());
                own[i] = w / pool.outWidth() * 2 * s.outWidth() + w % pool.outWidth() * 2;
                poisoned[i] = Float.NaN;
                expected[i] = 1;
            }
        }
        gradients(convolution, pooling, block, input, planes, expected, own, poisoned);
        gradients(convolution, pooling, block, input, planes, expected, expectedIndices, gradOutput);
        // an index may name a cell that its window does not hold
        int plane = s.outHeight() * s.outWidth();
        int image = s.batch() - 1; // of the last group, which is checked by itself
        int channel = random.nextInt(s.outChannels());
        int window = random.nextInt(pool.outHeight() * pool.outWidth());
        int place = ((image / 16 * s.outChannels() + channel) * pool.outHeight() * pool.outWidth() + window) * 16
                + image % 16;
        expectedIndices[place] = (expectedIndices[place] + plane / 2) % plane;
        gradients(convolution, pooling, block, input, planes, expected, expectedIndices, gradOutput);
    }

    /** The indices of lanes without an image may be anything. */
    private static void poisonAbsent(int batch, int[] indices) {
        int group = indices.length / Layout.groups(batch);
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i / group * 16 + i % 16 < batch ? indices[i] : 1 << 27;
        }
    }

    /** Maxima of overlapping windows behind tanh, which is another activation's way back, over more positions than one stretch. */
    @Test
    void otherBlocksTakeIndicesOfImagesAlone() {
        Conv2dShape s = Conv2dShape.parse("mb19ic2ih13oc5kh2");
        Pool2dShape pool = Pool2dShape.parse("max:mb19ic5ih12kh3sh2");
        Conv2d convolution = Conv2d.plan(s, Layout.LANES);
        ConvolutionBlock block = ConvolutionBlock.plan(s, Activation.TANH, pool);
        float[] input = floats(convolution.inputLength());
        float[] weight = floats(convolution.weightLength());
        float[] activated = new float[convolution.outputLength()];
        float[] output = new float[Pool2d.plan(pool, Layout.LANES).outputLength()];
        int[] indices = new int[output.length];
        block.forward(input, 0, weight, 0, null, 0, activated, 0, output, 0, indices, 0, scratch, SERIAL);
        float[] gradOutput = floats(output.length);
        float[][] gradients = new float[2][convolution.weightLength()];
        float[][] gradInputs = new float[2][convolution.inputLength()];
        for (int i = 0; i < 2; i++) {
            block.backwardWeight(input, 0, activated, 0, output, 0, indices, 0, gradOutput, 0, gradients[i], 0,
                    new float[5], 0, scratch, SERIAL);
            block.backwardInput(activated, 0, output, 0, indices, 0, gradOutput, 0, weight, 0, gradInputs[i], 0,
                    scratch, SERIAL);
            poisonAbsent(19, indices);
        }
        assertArrayEquals(gradients[0], gradients[1]);
        assertSame(19, gradInputs[0], gradInputs[1]);
    }

    private void gradients(Conv2d convolution, Pool2d pooling, ConvolutionBlock block, float[] input, float[] planes,
            float[] output, int[] indices, float[] gradOutput) {
        float[] gradPlanes = new float[planes.length];
        float[] gradActivated = new float[output.length];
        Activation.RELU.backward(output, 0, gradOutput, 0, gradActivated, 0, output.length, scratch, SERIAL);
        pooling.backward(gradActivated, indices, gradPlanes, scratch, SERIAL);
        float[] expectedWeight = new float[convolution.weightLength()];
        float[] expectedBias = new float[convolution.shape().outChannels()];
        convolution.backwardWeight(input, gradPlanes, expectedWeight, expectedBias, scratch, SERIAL);
        float[] gradWeight = new float[expectedWeight.length];
        float[] gradBias = new float[expectedBias.length];
        block.backwardWeight(input, 0, null, 0, output, 0, indices, 0, gradOutput, 0, gradWeight, 0, gradBias, 0,
                scratch, SERIAL);
        assertArrayEquals(expectedWeight, gradWeight);
        assertArrayEquals(expectedBias, gradBias);
    }

    /** Lanes with an image. */
    private static void assertSame(int batch, float[] expected, float[] actual) {
        int group = expected.length / Layout.groups(batch);
        for (int i = 0; i < expected.length; i++) {
            if (i / group * 16 + i % 16 < batch) {
                assertEquals(Float.floatToIntBits(expected[i]), Float.floatToIntBits(actual[i]), "element " + i);
            }
        }
    }

    private static void assertSame(int batch, int[] expected, int[] actual) {
        int group = expected.length / Layout.groups(batch);
        for (int i = 0; i < expected.length; i++) {
            if (i / group * 16 + i % 16 < batch) {
                assertEquals(expected[i], actual[i], "element " + i);
            }
        }
    }
}
