package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.Sgd.Form;
import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.verify.data.LossTarget;
import io.github.lanewise.verify.harness.Slope;
import io.github.lanewise.verify.oracle.ActivationOracle;
import io.github.lanewise.verify.oracle.AdamOracle;
import io.github.lanewise.verify.oracle.Conv2dOracle;
import io.github.lanewise.verify.oracle.DenseOracle;
import io.github.lanewise.verify.oracle.GemmOracle;
import io.github.lanewise.verify.oracle.GlobalPool2dOracle;
import io.github.lanewise.verify.oracle.LossOracle;
import io.github.lanewise.verify.oracle.Pad2dOracle;
import io.github.lanewise.verify.oracle.Pool2dOracle;
import io.github.lanewise.verify.oracle.RadialBasisOracle;
import io.github.lanewise.verify.oracle.SgdOracle;
import io.github.lanewise.verify.oracle.SoftmaxOracle;
import io.github.lanewise.verify.oracle.SquaredErrorOracle;
import io.github.lanewise.verify.oracle.Subsampling2dOracle;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle itself, on examples worked by hand. */
@Tag("once")
class OracleTest {
    private static final double[] NINE = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    private static final double[] FOUR = {0, 1, 2, 3};

    @Test
    void convolutionForward() {
        Conv2dShape shape = Conv2dShape.parse("ic1ih3oc1kh2");
        assertArrayEquals(new double[]{19, 25, 37, 43}, Conv2dOracle.forward(shape, NINE, FOUR, null).values());
        assertArrayEquals(new double[]{20, 26, 38, 44},
                Conv2dOracle.forward(shape, NINE, FOUR, new double[]{1}).values());
    }

    @Test
    void convolutionWithPaddingStrideAndDilation() {
        assertArrayEquals(new double[]{0, 3, 8, 4, 9, 19, 25, 10, 21, 37, 43, 16, 6, 7, 8, 0},
                Conv2dOracle.forward(Conv2dShape.parse("ic1ih3oc1kh2ph1"), NINE, FOUR, null).values());
        assertArrayEquals(new double[]{0, 4, 12, 16},
                Conv2dOracle.forward(Conv2dShape.parse("ic1ih3oc1kh1sh2"), NINE, new double[]{2}, null).values());
        assertArrayEquals(new double[]{1 * 2 + 2 * 6 + 3 * 8},
                Conv2dOracle.forward(Conv2dShape.parse("ic1ih3oc1kh2dh2"), NINE, FOUR, null).values());
    }

    @Test
    void convolutionInGroups() {
        double[] x = {1, 2, 3, 4};
        double[] w = {10, 100};
        assertArrayEquals(new double[]{10, 20, 300, 400},
                Conv2dOracle.forward(Conv2dShape.parse("g2ic2ih1iw2oc2kh1"), x, w, null).values());
    }

    @Test
    void convolutionWithPartialConnection() {
        Conv2dShape shape = Conv2dShape.parse("ic3iw2oc2kw1");
        Connections connections = Connections.of(new boolean[][]{{true, false, true}, {false, false, true}});
        double[] x = {1, 2, 30, 40, 500, 600};
        double[] w = {1, 10, 7};
        assertArrayEquals(new double[]{5001, 6002, 3500, 4200},
                Conv2dOracle.forward(shape, connections, x, w, null).values());
        double[] g = {1, 2, 3, 4};
        assertArrayEquals(new double[]{1, 2, 0, 0, 10 + 21, 20 + 28},
                Conv2dOracle.gradInput(shape, connections, g, w).values());
        assertArrayEquals(new double[]{1 + 4, 500 + 1200, 1500 + 2400},
                Conv2dOracle.gradWeight(shape, connections, x, g).values());
    }

    /** The lines of Pad2dShape's Javadoc, and how often each cell is copied. */
    @Test
    void padding() {
        double[] line = {1, 2, 3, 4};
        double[] g = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        Pad2dShape constant = Pad2dShape.parse("pad_constant:ic1iw4pw3");
        assertArrayEquals(new double[]{9, 9, 9, 1, 2, 3, 4, 9, 9, 9}, Pad2dOracle.forward(constant, 9, line).values());
        assertArrayEquals(new double[]{1, 1, 1, 1}, Pad2dOracle.gradInput(constant, g).values());
        Pad2dShape edge = Pad2dShape.parse("pad_edge:ic1iw4pw3");
        assertArrayEquals(new double[]{1, 1, 1, 1, 2, 3, 4, 4, 4, 4}, Pad2dOracle.forward(edge, 9, line).values());
        assertArrayEquals(new double[]{4, 1, 1, 4}, Pad2dOracle.gradInput(edge, g).values());
        Pad2dShape reflect = Pad2dShape.parse("pad_reflect:ic1iw4pw3");
        assertArrayEquals(new double[]{4, 3, 2, 1, 2, 3, 4, 3, 2, 1}, Pad2dOracle.forward(reflect, 9, line).values());
        assertArrayEquals(new double[]{2, 3, 3, 2}, Pad2dOracle.gradInput(reflect, g).values());
        assertArrayEquals(new double[]{4, 3, 4, 3, 2, 1, 2, 1, 4, 3, 4, 3}, Pad2dOracle
                .forward(Pad2dShape.parse("pad_reflect:ic1ih2ph1qh0pw1qw1"), 9, new double[]{1, 2, 3, 4}).values(),
                "rows and columns");
    }

    @Test
    void convolutionGradients() {
        Conv2dShape shape = Conv2dShape.parse("ic1ih3oc1kh2");
        double[] g = {1, 10, 100, 1000};
        assertArrayEquals(new double[]{0, 1, 10, 2, 3 + 20 + 100, 30 + 1000, 200, 300 + 2000, 3000},
                Conv2dOracle.gradInput(shape, g, FOUR).values());
        assertArrayEquals(new double[]{10 + 300 + 4000, 1 + 20 + 400 + 5000, 3 + 40 + 600 + 7000, 4 + 50 + 700 + 8000},
                Conv2dOracle.gradWeight(shape, NINE, g).values());
        assertArrayEquals(new double[]{1111}, Conv2dOracle.gradBias(shape, g).values());
    }

    @Test
    void pooling() {
        Pool2dShape max = Pool2dShape.parse("max:ic1ih3kh2");
        assertArrayEquals(new double[]{4, 5, 7, 8}, Pool2dOracle.forward(max, NINE).values());
        assertArrayEquals(new int[]{4, 5, 7, 8}, Pool2dOracle.winners(max, NINE));
        Pool2dShape average = padded(0, Kind.AVERAGE_EXCLUDING_PADDING);
        assertArrayEquals(new double[]{2, 3, 5, 6}, Pool2dOracle.forward(average, NINE).values());
    }

    /** The window over the upper edge holds the cells 0 and 1, and two of the padding. */
    @Test
    void averagesCountPaddingOrNot() {
        assertEquals(0.5, Pool2dOracle.forward(padded(1, Kind.AVERAGE_EXCLUDING_PADDING), NINE).value(1));
        assertEquals(0.25, Pool2dOracle.forward(padded(1, Kind.AVERAGE_INCLUDING_PADDING), NINE).value(1));
    }

    /** Taps two apart: the corners; with padding, the last window of a row holds one column and one of the padding. */
    @Test
    void dilatedAverages() {
        assertArrayEquals(new double[]{4},
                Pool2dOracle.forward(Pool2dShape.parse("avg_np:ic1ih3kh2dh2"), NINE).values());
        assertArrayEquals(new double[]{1.6},
                Pool2dOracle.forward(Pool2dShape.parse("avg_np:ic1ih3kh2dh2div10"), NINE).values());
        assertArrayEquals(new double[]{4, 2},
                Pool2dOracle.forward(Pool2dShape.parse("avg_p:ic1ih3kh2dh2qh0qw1"), NINE).values());
    }

    private static Pool2dShape padded(int padding, Kind kind) {
        return Pool2dShape.builder(kind, 1, 1, 3, 3).kernel(2, 2).stride(1, 1)
                .padding(padding, padding, padding, padding).build();
    }

    /** In ceil mode the last window holds one column; what sticks out beyond the padding counts in no divisor. */
    @Test
    void ceilModeCountsNoCellBeyondThePadding() {
        Pool2dShape shape = Pool2dShape.builder(Kind.AVERAGE_INCLUDING_PADDING, 1, 1, 1, 5).kernel(1, 2).stride(1, 2)
                .ceilMode(true).build();
        double[] got = Pool2dOracle.forward(shape, new double[]{1, 2, 3, 4, 5}).values();
        assertArrayEquals(new double[]{1.5, 3.5, 5}, got);
    }

    @Test
    void globalPooling() {
        GlobalPool2dShape max = GlobalPool2dShape.parse("gmax:ic3iw3");
        assertArrayEquals(new double[]{2, 5, 8}, GlobalPool2dOracle.forward(max, NINE).values());
        assertArrayEquals(new int[]{2, 2, 2}, GlobalPool2dOracle.winners(max, NINE));
        assertArrayEquals(new int[]{0},
                GlobalPool2dOracle.winners(GlobalPool2dShape.parse("gmax:ic1ih2"), new double[4]));
        assertArrayEquals(new double[]{4},
                GlobalPool2dOracle.forward(GlobalPool2dShape.parse("gavg:ic1ih3"), NINE).values());
        assertArrayEquals(new double[]{2, 2, 2, 2}, GlobalPool2dOracle
                .gradInput(GlobalPool2dShape.parse("gavg:ic1ih2"), new double[]{8}, null).values());
    }

    /** Cells 0, 1, 3 and 4 of 3×3; the last row and column belong to no window. */
    @Test
    void subsampling() {
        Subsampling2dShape shape = Subsampling2dShape.parse("sub:ic1ih3");
        double[] two = {2};
        double[] g = {10};
        assertArrayEquals(new double[]{2 * 8 + 5},
                Subsampling2dOracle.forward(shape, NINE, two, new double[]{5}).values());
        assertArrayEquals(new double[]{20, 20, 0, 20, 20, 0, 0, 0, 0},
                Subsampling2dOracle.gradInput(shape, g, two).values());
        assertArrayEquals(new double[]{80}, Subsampling2dOracle.gradCoefficient(shape, NINE, g).values());
        assertArrayEquals(g, Subsampling2dOracle.gradBias(shape, g).values());
    }

    @Test
    void firstOfEqualCellsWins() {
        assertArrayEquals(new int[]{0}, Pool2dOracle.winners(Pool2dShape.parse("max:ic1ih2kh2"), new double[4]));
    }

    @Test
    void products() {
        MatrixBatch a = MatrixBatch.of(new float[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0}, 2, 2, 3);
        MatrixBatch b = new MatrixBatch(Matrix.of(new float[]{1, 10, 100}, 3, 1), 2, 0);
        MatrixBatch addend = MatrixBatch.of(new float[]{1, 2, 3, 4}, 2, 2, 1);
        assertArrayEquals(new double[]{2 * 321 - 1, 2 * 654 - 2, 2 * 987 - 3, -4},
                GemmOracle.multiply(2, a, b, -1, addend).values());
    }

    @Test
    void denseLayer() {
        DenseShape shape = new DenseShape(1, 3, 2);
        double[] x = {1, 10, 100};
        double[] w = {1, 2, 3, 4, 5, 6};
        double[] g = {1, 10};
        assertArrayEquals(new double[]{322, 656}, DenseOracle.forward(shape, x, w, new double[]{1, 2}).values());
        assertArrayEquals(new double[]{41, 52, 63}, DenseOracle.gradInput(shape, g, w).values());
        assertArrayEquals(new double[]{1, 10, 100, 10, 100, 1000}, DenseOracle.gradWeight(shape, x, g).values());
        assertArrayEquals(g, DenseOracle.gradBias(shape, g).values());
    }

    static List<Activation> activations() {
        return List.of(Activation.RELU, Activation.leakyRelu(0.3f), Activation.elu(0.7f), Activation.SIGMOID,
                Activation.TANH, Activation.SCALED_TANH, Activation.SOFTPLUS);
    }

    /** Points that avoid 0, the kink of the ReLU and its kin. The step of 10^-5 leaves an error of 10^-10. */
    @ParameterizedTest
    @MethodSource("activations")
    void derivativesAreSlopes(Activation activation) {
        for (double x = -6.05; x < 7; x += 0.1) {
            double slope = Slope.at(new double[]{x}, 0, 1e-5, p -> ActivationOracle.value(activation, p[0]));
            assertEquals(slope, ActivationOracle.derivative(activation, x), 1e-9, activation + " at " + x);
        }
    }

    @Test
    void activationsAtKnownPoints() {
        assertEquals(1.7159 * 0.5, ActivationOracle.value(Activation.SCALED_TANH, 0.75 * StrictMath.log(3)), 1e-15);
        assertEquals(StrictMath.log(4), ActivationOracle.value(Activation.SOFTPLUS, StrictMath.log(3)), 1e-15);
        assertEquals(-0.375, ActivationOracle.value(Activation.elu(0.5f), -StrictMath.log(4)), 1e-15);
        assertEquals(-0.75, ActivationOracle.value(Activation.leakyRelu(0.25f), -3));
        assertEquals(0.5, ActivationOracle.derivative(Activation.elu(0.5f), 0));
        assertEquals(0.25, ActivationOracle.derivative(Activation.leakyRelu(0.25f), 0));
        assertEquals(0, ActivationOracle.derivative(Activation.RELU, 0));
    }

    @Test
    void softmax() {
        double[] x = {0, StrictMath.log(3)};
        double[] y = {0.25, 0.75};
        double[] logarithms = {-StrictMath.log(4), StrictMath.log(0.75)};
        SoftmaxShape softmax = SoftmaxShape.parse("softmax:ic2");
        SoftmaxShape logSoftmax = SoftmaxShape.parse("log_softmax:ic2");
        assertArrayEquals(y, SoftmaxOracle.forward(softmax, x).values(), 1e-15);
        assertArrayEquals(logarithms, SoftmaxOracle.forward(logSoftmax, x).values(), 1e-15);
        double[] g = {1, 10};
        assertArrayEquals(new double[]{0.25 * (1 - 7.75), 0.75 * (10 - 7.75)},
                SoftmaxOracle.gradInput(softmax, y, g).values(), 1e-15);
        assertArrayEquals(new double[]{1 - 0.25 * 11, 10 - 0.75 * 11},
                SoftmaxOracle.gradInput(logSoftmax, logarithms, g).values(), 1e-14);
    }

    /** Two examples of two classes at two positions: the softmax runs over the second axis. */
    @Test
    void softmaxOfTheMiddleAxis() {
        double[] x = {0, 5, StrictMath.log(3), 5, 7, 0, 7, StrictMath.log(9)};
        assertArrayEquals(new double[]{0.25, 0.5, 0.75, 0.5, 0.5, 0.1, 0.5, 0.9},
                SoftmaxOracle.forward(SoftmaxShape.parse("softmax:mb2ic2sp2"), x).values(), 1e-15);
    }

    @Test
    void crossEntropy() {
        double[] logits = {0, StrictMath.log(3), 5, 5};
        LossOracle oracle = oracle("softmax_cross_entropy:mb2ic2", new int[]{1, 0}, null);
        double[] p = {0.25, 0.75, 0.5, 0.5};
        assertArrayEquals(p, oracle.probabilities(logits).values(), 1e-15);
        assertEquals((StrictMath.log(4.0 / 3) + StrictMath.log(2)) / 2, oracle.loss(logits).value(0), 1e-15);
        assertArrayEquals(new double[]{0.125, -0.125, -0.25, 0.25}, oracle.gradInput(p, new double[]{1}).values(),
                1e-15);
    }

    /** −ln p are ln 4 and ln 4/3; class weights 1 and 3, of which smoothing takes a fifth and gives half of it to each. */
    @Test
    void smoothedAndWeighted() {
        double[] logits = {0, StrictMath.log(3)};
        double[] p = {0.25, 0.75};
        double loss = 0.8 * 3 * StrictMath.log(4.0 / 3) + 0.1 * (StrictMath.log(4) + 3 * StrictMath.log(4.0 / 3));
        float[] weights = {1, 3};
        LossOracle sum = oracle("softmax_cross_entropy_sum:ic2ls0.2", new int[]{1}, weights);
        assertEquals(loss, sum.loss(logits).value(0), 1e-8);
        double[] q = {0.1, 0.1 * 3 + 0.8 * 3};
        double total = q[0] + q[1];
        assertArrayEquals(new double[]{5 * (total * 0.25 - q[0]), 5 * (total * 0.75 - q[1])},
                sum.gradInput(p, new double[]{5}).values(), 1e-7);
        LossOracle mean = oracle("softmax_cross_entropy:ic2ls0.2", new int[]{1}, weights);
        assertEquals(loss / 3, mean.loss(logits).value(0), 1e-8);
    }

    /** Rows that are ignored have no loss and no gradient, and a mean leaves them out; of nothing it is NaN. */
    @Test
    void ignoredLabels() {
        double[] logits = {0, StrictMath.log(3), 5, 5};
        double[] p = {0.25, 0.75, 0.5, 0.5};
        LossOracle one = oracle("softmax_cross_entropy:mb2ic2il1", new int[]{1, 0}, null);
        assertEquals(StrictMath.log(2), one.loss(logits).value(0), 1e-15);
        assertArrayEquals(new double[]{0, 0, -0.5, 0.5}, one.gradInput(p, new double[]{1}).values(), 1e-15);
        LossOracle none = oracle("softmax_cross_entropy:mb2ic2il1", new int[]{1, 1}, null);
        assertTrue(Double.isNaN(none.loss(logits).value(0)));
        assertArrayEquals(new double[4], none.gradInput(p, new double[]{1}).values());
    }

    @Test
    void crossEntropyOfProbabilities() {
        LossShape shape = LossShape.parse("softmax_cross_entropy_prob:ic2");
        LossOracle oracle = new LossOracle(shape, new LossTarget(null, new float[]{0.5f, 1}, null));
        double[] logits = {0, StrictMath.log(3)};
        assertEquals(0.5 * StrictMath.log(4) + StrictMath.log(4.0 / 3), oracle.loss(logits).value(0), 1e-15);
        assertArrayEquals(new double[]{1.5 * 0.25 - 0.5, 1.5 * 0.75 - 1},
                oracle.gradInput(new double[]{0.25, 0.75}, new double[]{1}).values(), 1e-15);
    }

    @Test
    void logLikelihood() {
        LossOracle oracle = oracle("nll_loss:ic2sp2", new int[]{1, 0}, new float[]{1, 3});
        assertEquals((3 * 0.5 + 1 * 4) / 4, oracle.loss(new double[]{-9, -4, -0.5, -9}).value(0));
        assertArrayEquals(new double[]{0, -2.5, -7.5, 0}, oracle.gradInput(null, new double[]{10}).values());
    }

    /** Penalties ln 2 and ln 3, rubbish ln 6: e to their negatives are 1/2, 1/3 and 1/6, which add up to 1. */
    @Test
    void maximumAPosteriori() {
        LossShape shape = LossShape.builder(LossShape.Kind.MAXIMUM_A_POSTERIORI, 1, 2)
                .rubbish((float) StrictMath.log(6)).build();
        LossOracle oracle = new LossOracle(shape, new LossTarget(new int[]{0}, null, null));
        double[] penalties = {StrictMath.log(2), StrictMath.log(3)};
        assertArrayEquals(new double[]{0.5, 1.0 / 3}, oracle.probabilities(penalties).values(), 1e-7);
        assertEquals(StrictMath.log(2), oracle.loss(penalties).value(0), 1e-7);
        assertArrayEquals(new double[]{0.5, -1.0 / 3},
                oracle.gradInput(new double[]{0.5, 1.0 / 3}, new double[]{1}).values(), 1e-15);
    }

    private static LossOracle oracle(String problem, int[] labels, float[] classWeights) {
        return new LossOracle(LossShape.parse(problem), new LossTarget(labels, null, classWeights));
    }

    @Test
    void squaredError() {
        double[] x = {1, 2};
        double[] t = {0, 4};
        SquaredErrorShape mean = SquaredErrorShape.parse("mse:n2");
        assertEquals(2.5, SquaredErrorOracle.loss(mean, x, t).value(0));
        assertArrayEquals(new double[]{3, -6}, SquaredErrorOracle.gradInput(mean, x, t, new double[]{3}).values());
        SquaredErrorShape none = SquaredErrorShape.parse("mse_none:n2");
        assertArrayEquals(new double[]{1, 4}, SquaredErrorOracle.loss(none, x, t).values());
        assertArrayEquals(new double[]{2, -40},
                SquaredErrorOracle.gradInput(none, x, t, new double[]{1, 10}).values());
    }

    @Test
    void radialBasis() {
        RadialBasisShape shape = new RadialBasisShape(1, 2, 2);
        double[] x = {1, 2};
        double[] w = {0, 0, 1, 1};
        double[] g = {1, 10};
        assertArrayEquals(new double[]{5, 1}, RadialBasisOracle.forward(shape, x, w).values());
        assertArrayEquals(new double[]{2, 24}, RadialBasisOracle.gradInput(shape, x, g, w).values());
        assertArrayEquals(new double[]{-2, -4, 0, -20}, RadialBasisOracle.gradWeight(shape, x, g, w).values());
    }

    /** From weight 2, velocity 1 and gradient 3 (with a decay of a half, 4), rate 1/8, momentum 1/2. */
    @Test
    void gradientDescent() {
        assertDescends(new Sgd(Form.PYTORCH, 0, 0, false, 0), 2 - 3.0 / 8, 1);
        assertDescends(new Sgd(Form.KERAS, 0, 0, false, 0.5), 2 - 4.0 / 8, 1);
        assertDescends(new Sgd(Form.PYTORCH, 0.5, 0, false, 0.5), 2 - 4.5 / 8, 0.5 + 4);
        assertDescends(new Sgd(Form.PYTORCH, 0.5, 0.25, false, 0), 2 - 2.75 / 8, 0.5 + 2.25);
        assertDescends(new Sgd(Form.PYTORCH, 0.5, 0, true, 0), 2 - (3 + 1.75) / 8, 0.5 + 3);
        assertDescends(new Sgd(Form.KERAS, 0.5, 0, false, 0), 2 + 0.125, 0.5 - 0.375);
        assertDescends(new Sgd(Form.KERAS, 0.5, 0, true, 0), 2 + 0.0625 - 0.375, 0.5 - 0.375);
    }

    private static void assertDescends(Sgd sgd, double weight, double velocity) {
        SgdOracle oracle = new SgdOracle(new float[]{2}, new float[]{1});
        oracle.step(sgd, new float[]{3}, 0.125);
        assertEquals(weight, oracle.weight().value(0), sgd.toString());
        assertEquals(velocity, oracle.velocity().value(0), sgd.toString());
    }

    /** From moments of 0, corrected moments are means: equal gradients keep them at g and g². */
    @Test
    void adam() {
        Adam adam = new Adam(0.9, 0.99, 0.5, 0, false);
        AdamOracle oracle = new AdamOracle(new float[]{1}, new float[1], new float[1]);
        for (int t = 1; t <= 3; t++) {
            oracle.step(adam, new float[]{-2}, 0.1, t);
            assertEquals(1 + t * 0.1 * 2 / (2 + 0.5), oracle.weight().value(0), 1e-15);
            assertEquals(-2 * (1 - Math.pow(0.9, t)), oracle.firstMoment().value(0), 1e-15);
            assertEquals(4 * (1 - Math.pow(0.99, t)), oracle.secondMoment().value(0), 1e-15);
        }
    }

    /** The same first step, −rate·g / (|g| + ε), with g = −2 + 3·1 in Adam, and after a shrinking of 0.1·3 in AdamW. */
    @Test
    void adamWithWeightDecay() {
        AdamOracle joined = new AdamOracle(new float[]{1}, new float[1], new float[1]);
        joined.step(new Adam(0.9, 0.99, 0.5, 3, false), new float[]{-2}, 0.1, 1);
        assertEquals(1 - 0.1 / 1.5, joined.weight().value(0), 1e-15);
        AdamOracle decoupled = new AdamOracle(new float[]{1}, new float[1], new float[1]);
        decoupled.step(new Adam(0.9, 0.99, 0.5, 3, true), new float[]{-2}, 0.1, 1);
        assertEquals(0.7 + 0.1 * 2 / 2.5, decoupled.weight().value(0), 1e-15);
    }
}
