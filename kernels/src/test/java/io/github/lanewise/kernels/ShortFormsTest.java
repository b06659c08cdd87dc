package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The forms without offsets do what the longer ones do at offset 0, from a scratch that nothing has grown yet. */
class ShortFormsTest {
    private static final Parallel SERIAL = Parallel.serial();

    private final Random random = new Random(7);

    private float[] values(int length) {
        Floats values = Floats.plain(random, length);
        return Arrays.copyOfRange(values.array, values.offset, values.offset + length);
    }

    @Test
    void convolution() {
        Conv2dShape shape = Conv2dShape.parse("mb3ic2ih6oc5kh3ph1");
        for (Conv2d.Algorithm algorithm : Conv2d.candidates(shape)) {
            Conv2d plan = Conv2d.plan(shape, algorithm);
            float[] input = values(3 * 2 * 36);
            float[] weight = values(5 * 2 * 9);
            float[] bias = values(5);
            float[] gradOutput = values(3 * 5 * 36);
            float[][] brief = {new float[gradOutput.length], new float[input.length], new float[weight.length],
                    new float[5]};
            float[][] full = {new float[gradOutput.length], new float[input.length], new float[weight.length],
                    new float[5]};
            plan.forward(input, weight, bias, brief[0], new Scratch(), SERIAL);
            plan.forward(input, 0, weight, 0, bias, 0, full[0], 0, new Scratch(), SERIAL);
            plan.backwardInput(gradOutput, weight, brief[1], new Scratch(), SERIAL);
            plan.backwardInput(gradOutput, 0, weight, 0, full[1], 0, new Scratch(), SERIAL);
            plan.backwardWeight(input, gradOutput, brief[2], brief[3], new Scratch(), SERIAL);
            plan.backwardWeight(input, 0, gradOutput, 0, full[2], 0, full[3], 0, new Scratch(), SERIAL);
            assertArrayEquals(full, brief, algorithm.toString());
        }
    }

    @Test
    void pooling() {
        for (String problem : new String[]{"max:mb2ic3ih6kh3sh1", "avg_p:mb2ic3ih6kh3sh1"}) {
            Pool2d plan = Pool2d.plan(Pool2dShape.parse(problem));
            boolean max = problem.startsWith("max");
            float[] input = values(2 * 3 * 36);
            float[] gradOutput = values(2 * 3 * 16);
            float[][] brief = {new float[gradOutput.length], new float[input.length]};
            float[][] full = {new float[gradOutput.length], new float[input.length]};
            int[] briefIndices = max ? new int[gradOutput.length] : null;
            int[] fullIndices = max ? new int[gradOutput.length] : null;
            plan.forward(input, brief[0], briefIndices, new Scratch(), SERIAL);
            plan.forward(input, 0, full[0], 0, fullIndices, 0, new Scratch(), SERIAL);
            plan.backward(gradOutput, briefIndices, brief[1], new Scratch(), SERIAL);
            plan.backward(gradOutput, 0, fullIndices, 0, full[1], 0, new Scratch(), SERIAL);
            assertArrayEquals(full, brief, problem);
            assertArrayEquals(fullIndices, briefIndices, problem);
        }
    }

    @Test
    void globalPooling() {
        GlobalPool2d plan = GlobalPool2d.plan(GlobalPool2dShape.parse("gmax:mb2ic3ih6"));
        float[] input = values(6 * 36);
        float[] gradOutput = values(6);
        float[][] brief = {new float[6], new float[input.length]};
        float[][] full = {new float[6], new float[input.length]};
        int[] briefIndices = new int[6];
        int[] fullIndices = new int[6];
        plan.forward(input, brief[0], briefIndices, new Scratch(), SERIAL);
        plan.forward(input, 0, full[0], 0, fullIndices, 0, new Scratch(), SERIAL);
        plan.backward(gradOutput, briefIndices, brief[1], new Scratch(), SERIAL);
        plan.backward(gradOutput, 0, fullIndices, 0, full[1], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
        assertArrayEquals(fullIndices, briefIndices);
    }

    @Test
    void subsampling() {
        Subsampling2d plan = Subsampling2d.plan(Subsampling2dShape.parse("sub:mb2ic3ih6"));
        float[] input = values(6 * 36);
        float[] coefficient = values(3);
        float[] bias = values(3);
        float[] gradOutput = values(6 * 9);
        float[][] brief = {new float[gradOutput.length], new float[input.length], new float[3], new float[3]};
        float[][] full = {new float[gradOutput.length], new float[input.length], new float[3], new float[3]};
        plan.forward(input, coefficient, bias, brief[0], new Scratch(), SERIAL);
        plan.forward(input, 0, coefficient, 0, bias, 0, full[0], 0, new Scratch(), SERIAL);
        plan.backwardInput(gradOutput, coefficient, brief[1], new Scratch(), SERIAL);
        plan.backwardInput(gradOutput, 0, coefficient, 0, full[1], 0, new Scratch(), SERIAL);
        plan.backwardCoefficient(input, gradOutput, brief[2], brief[3], new Scratch(), SERIAL);
        plan.backwardCoefficient(input, 0, gradOutput, 0, full[2], 0, full[3], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
    }

    @Test
    void padding() {
        Pad2d plan = Pad2d.plan(Pad2dShape.parse("pad_reflect:mb2ic3ih6ph1"));
        float[] input = values(6 * 36);
        float[] gradOutput = values(6 * 64);
        float[][] brief = {new float[gradOutput.length], new float[input.length]};
        float[][] full = {new float[gradOutput.length], new float[input.length]};
        plan.forward(input, brief[0], new Scratch(), SERIAL);
        plan.forward(input, 0, full[0], 0, new Scratch(), SERIAL);
        plan.backward(gradOutput, brief[1], new Scratch(), SERIAL);
        plan.backward(gradOutput, 0, full[1], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
    }

    @Test
    void dense() {
        Dense plan = Dense.plan(new DenseShape(3, 7, 5));
        float[] input = values(21);
        float[] weight = values(35);
        float[] bias = values(5);
        float[] gradOutput = values(15);
        float[][] brief = {new float[15], new float[21], new float[35], new float[5]};
        float[][] full = {new float[15], new float[21], new float[35], new float[5]};
        plan.forward(input, weight, bias, brief[0], new Scratch(), SERIAL);
        plan.forward(input, 0, weight, 0, bias, 0, full[0], 0, new Scratch(), SERIAL);
        plan.backwardInput(gradOutput, weight, brief[1], new Scratch(), SERIAL);
        plan.backwardInput(gradOutput, 0, weight, 0, full[1], 0, new Scratch(), SERIAL);
        plan.backwardWeight(input, gradOutput, brief[2], brief[3], new Scratch(), SERIAL);
        plan.backwardWeight(input, 0, gradOutput, 0, full[2], 0, full[3], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
    }

    @Test
    void softmax() {
        Softmax plan = Softmax.plan(SoftmaxShape.of(SoftmaxShape.Kind.SOFTMAX, 1, 3, 4, 5));
        float[] input = values(60);
        float[] gradOutput = values(60);
        float[][] brief = {new float[60], new float[60]};
        float[][] full = {new float[60], new float[60]};
        plan.forward(input, brief[0], new Scratch(), SERIAL);
        plan.forward(input, 0, full[0], 0, new Scratch(), SERIAL);
        plan.backward(input, gradOutput, brief[1], new Scratch(), SERIAL);
        plan.backward(input, 0, gradOutput, 0, full[1], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
    }

    @Test
    void crossEntropy() {
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(3, 7);
        SoftmaxCrossEntropyOfProbabilities ofTargets = SoftmaxCrossEntropyOfProbabilities
                .plan(LossShape.parse("softmax_cross_entropy_prob:mb3ic7"));
        float[] logits = values(21);
        float[] targets = values(21);
        float[] weights = values(7);
        int[] labels = {0, 6, 3};
        float[] one = {0.5f};
        float[][] brief = {new float[21], new float[1], new float[21], new float[21], new float[1], new float[21]};
        float[][] full = {new float[21], new float[1], new float[21], new float[21], new float[1], new float[21]};
        plan.forward(logits, labels, weights, brief[0], brief[1], new Scratch(), SERIAL);
        plan.forward(logits, 0, labels, 0, weights, 0, full[0], 0, full[1], 0, new Scratch(), SERIAL);
        plan.backward(logits, labels, weights, one, brief[2], new Scratch(), SERIAL);
        plan.backward(logits, 0, labels, 0, weights, 0, one, 0, full[2], 0, new Scratch(), SERIAL);
        ofTargets.forward(logits, targets, weights, brief[3], brief[4], new Scratch(), SERIAL);
        ofTargets.forward(logits, 0, targets, 0, weights, 0, full[3], 0, full[4], 0, new Scratch(), SERIAL);
        ofTargets.backward(logits, targets, weights, one, brief[5], new Scratch(), SERIAL);
        ofTargets.backward(logits, 0, targets, 0, weights, 0, one, 0, full[5], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
    }

    @Test
    void otherLosses() {
        NegativeLogLikelihood likelihood = NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb3ic7"));
        MaximumAPosteriori posterior = MaximumAPosteriori.plan(LossShape.parse("map_loss:mb3ic7j1"));
        MeanSquaredError squares = MeanSquaredError.plan(SquaredErrorShape.parse("mse:n21"));
        float[] input = values(21);
        float[] target = values(21);
        float[] weights = values(7);
        int[] labels = {0, 6, 3};
        float[] one = {0.5f};
        float[][] brief = {new float[1], new float[21], new float[21], new float[1], new float[21], new float[1],
                new float[21]};
        float[][] full = {new float[1], new float[21], new float[21], new float[1], new float[21], new float[1],
                new float[21]};
        likelihood.forward(input, labels, weights, brief[0], new Scratch(), SERIAL);
        likelihood.forward(input, 0, labels, 0, weights, 0, full[0], 0, new Scratch(), SERIAL);
        likelihood.backward(labels, weights, one, brief[1], new Scratch(), SERIAL);
        likelihood.backward(labels, 0, weights, 0, one, 0, full[1], 0, new Scratch(), SERIAL);
        posterior.forward(input, labels, brief[2], brief[3], new Scratch(), SERIAL);
        posterior.forward(input, 0, labels, 0, full[2], 0, full[3], 0, new Scratch(), SERIAL);
        posterior.backward(input, labels, one, brief[4], new Scratch(), SERIAL);
        posterior.backward(input, 0, labels, 0, one, 0, full[4], 0, new Scratch(), SERIAL);
        squares.forward(input, target, brief[5], new Scratch(), SERIAL);
        squares.forward(input, 0, target, 0, full[5], 0, new Scratch(), SERIAL);
        squares.backward(input, target, one, brief[6], new Scratch(), SERIAL);
        squares.backward(input, 0, target, 0, one, 0, full[6], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
    }

    @Test
    void radialBasis() {
        RadialBasis plan = RadialBasis.plan(new RadialBasisShape(3, 7, 5));
        float[] input = values(21);
        float[] weight = values(35);
        float[] gradOutput = values(15);
        float[][] brief = {new float[15], new float[21], new float[35]};
        float[][] full = {new float[15], new float[21], new float[35]};
        plan.forward(input, weight, brief[0], new Scratch(), SERIAL);
        plan.forward(input, 0, weight, 0, full[0], 0, new Scratch(), SERIAL);
        plan.backwardInput(input, gradOutput, weight, brief[1], new Scratch(), SERIAL);
        plan.backwardInput(input, 0, gradOutput, 0, weight, 0, full[1], 0, new Scratch(), SERIAL);
        plan.backwardWeight(input, gradOutput, weight, brief[2], new Scratch(), SERIAL);
        plan.backwardWeight(input, 0, gradOutput, 0, weight, 0, full[2], 0, new Scratch(), SERIAL);
        assertArrayEquals(full, brief);
    }
}
