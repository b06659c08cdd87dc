package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;
import io.github.lanewise.kernels.MaximumAPosteriori;
import io.github.lanewise.kernels.MeanSquaredError;
import io.github.lanewise.kernels.NegativeLogLikelihood;
import io.github.lanewise.kernels.Pad2d;
import io.github.lanewise.kernels.Pad2dShape.Mode;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasis;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.SoftmaxCrossEntropyOfProbabilities;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.kernels.Subsampling2d;
import io.github.lanewise.kernels.Subsampling2dShape;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Bad shapes, sizes, indices, labels and views: each is refused in the caller's words, and nothing is written. */
@Tag("once")
class BadShapeTest {
    private static final Parallel SERIAL = Parallel.serial();

    private final Scratch scratch = new Scratch();

    @Test
    void convolutions() {
        refused(() -> Conv2dShape.builder(0, 1, 5, 5).outChannels(1).kernel(3, 3).build(), "batch is 0");
        refused(() -> Conv2dShape.builder(1, -1, 5, 5).outChannels(1).kernel(3, 3).build(), "inChannels is -1");
        refused(() -> Conv2dShape.builder(1, 1, 0, 5).outChannels(1).kernel(3, 3).build(), "inHeight is 0");
        refused(() -> Conv2dShape.builder(1, 1, 5, 0).outChannels(1).kernel(3, 3).build(), "inWidth is 0");
        refused(() -> Conv2dShape.builder(1, 1, 5, 5).kernel(3, 3).build(), "outChannels is 0");
        refused(() -> Conv2dShape.builder(1, 1, 5, 5).outChannels(1).build(), "kernelHeight is 0");
        refused(() -> convolution().stride(1, 0).build(), "strideWidth is 0");
        refused(() -> convolution().padding(-1, 0, 0, 0).build(), "padTop is -1");
        refused(() -> convolution().padding(0, 0, 0, -2).build(), "padRight is -2");
        refused(() -> convolution().dilation(0, 1).build(), "dilationHeight is 0");
        refused(() -> convolution().groups(0).build(), "groups is 0");
        refused(() -> convolution().groups(2).build(), "multiple of groups");
        refused(() -> convolution().kernel(6, 3).build(), "kernelHeight 6", "inHeight with its padding, which is 5");
        refused(() -> convolution().dilation(1, 3).build(), "kernelWidth 3", "covers 7");
        refused(() -> convolution().padding(Integer.MAX_VALUE, 0, 0, 0).build(), "inHeight");
        refused(() -> Conv2dShape.builder(1 << 15, 1 << 10, 64, 64).outChannels(1).kernel(3, 3).build(), "input needs");
        refused(() -> Conv2dShape.builder(1 << 20, 1, 1, 1).outChannels(1 << 12).kernel(1, 1).build(), "output needs");
        refused(NullPointerException.class,
                () -> Conv2d.plan(Conv2dShape.parse("ic1ih3oc1kh1"), (Conv2d.Algorithm) null), "algorithm");
        refused(NullPointerException.class, () -> Conv2d.plan(null), "shape");
        refused(NullPointerException.class, () -> Conv2d.candidates(null), "shape");
    }

    @Test
    void connections() {
        refused(NullPointerException.class, () -> Connections.of(null), "table");
        refused(NullPointerException.class, () -> Connections.of(new boolean[][]{{true}, null}), "table[1]");
        refused(() -> Connections.of(new boolean[0][]), "outChannels of table is 0");
        refused(() -> Connections.of(new boolean[][]{{}}), "table[0] connects output channel 0 to no input channel");
        refused(() -> Connections.of(new boolean[][]{{true, true}, {false, false}}), "table[1] connects");
        refused(() -> Connections.of(new boolean[][]{{true, true}, {true}}), "table[1] has 1 elements", "2");
        refused(() -> Connections.LENET5_C3.connected(16, 0), "outChannel is 16", "0 to 15");
        refused(() -> Connections.LENET5_C3.connected(0, -1), "inChannel is -1");
        refused(() -> Connections.LENET5_C3.seenBy(-1), "outChannel is -1");
        Conv2dShape shape = Conv2dShape.parse("ic6ih5oc16kh3");
        refused(NullPointerException.class, () -> Conv2d.plan(shape, (Connections) null), "connections");
        refused(NullPointerException.class, () -> Conv2d.plan(null, Connections.LENET5_C3), "shape");
        refused(NullPointerException.class, () -> Conv2d.plan(shape, Connections.LENET5_C3, (Conv2d.Algorithm) null),
                "algorithm");
        refused(() -> Conv2d.plan(Conv2dShape.parse("g2ic6ih5oc16kh3"), Connections.LENET5_C3), "groups is 2");
        refused(() -> Conv2d.candidates(Conv2dShape.parse("ic7ih5oc16kh3"), Connections.LENET5_C3),
                "connections are 16×6", "16×7");
        refused(() -> Conv2d.plan(Conv2dShape.parse("ic6ih5oc15kh3"), Connections.LENET5_C3), "15×6");
    }

    private static Conv2dShape.Builder convolution() {
        return Conv2dShape.builder(1, 3, 5, 5).outChannels(3).kernel(3, 3);
    }

    @Test
    void paddings() {
        refused(NullPointerException.class, () -> new Pad2dShape(null, 1, 1, 4, 4, 1, 1, 1, 1), "mode");
        refused(() -> Pad2dShape.of1d(Mode.EDGE, 0, 1, 4, 1, 1), "batch is 0");
        refused(() -> Pad2dShape.of1d(Mode.EDGE, 1, 0, 4, 1, 1), "channels is 0");
        refused(() -> Pad2dShape.of1d(Mode.EDGE, 1, 1, 0, 1, 1), "inWidth is 0");
        refused(() -> new Pad2dShape(Mode.EDGE, 1, 1, 0, 4, 1, 1, 1, 1), "inHeight is 0");
        refused(() -> new Pad2dShape(Mode.EDGE, 1, 1, 4, 4, -1, 1, 1, 1), "padTop is -1");
        refused(() -> new Pad2dShape(Mode.CONSTANT, 1, 1, 4, 4, 1, 1, -1, 1), "padBottom is -1");
        refused(() -> Pad2dShape.of1d(Mode.CONSTANT, 1, 1, 4, -1, 1), "padLeft is -1");
        refused(() -> Pad2dShape.of1d(Mode.CONSTANT, 1, 1, 4, 1, -1), "padRight is -1");
        refused(() -> Pad2dShape.of1d(Mode.REFLECT, 1, 1, 4, 0, 4), "padRight is 4", "at most 3", "inWidth is 4");
        refused(() -> new Pad2dShape(Mode.REFLECT, 1, 1, 1, 4, 0, 0, 1, 0), "padBottom is 1", "inHeight is 1");
        refused(() -> Pad2dShape.of1d(Mode.EDGE, 1, 1, 4, Integer.MAX_VALUE, Integer.MAX_VALUE), "output needs");
        refused(() -> Pad2dShape.of1d(Mode.EDGE, 1 << 16, 1 << 16, 1, 0, 0), "input needs");
        refused(NullPointerException.class, () -> Pad2d.plan(null), "shape");
        refused(NullPointerException.class, () -> Pad2d.plan(null, 1), "shape");
        refused(() -> Pad2d.plan(Pad2dShape.of1d(Mode.EDGE, 1, 1, 4, 1, 1), 1), "value is 1.0", "EDGE");
    }

    @Test
    void poolings() {
        refused(NullPointerException.class, () -> Pool2dShape.builder(null, 1, 1, 4, 4).kernel(2, 2).build(), "kind");
        refused(() -> Pool2dShape.builder(Kind.MAX, 1, 0, 4, 4).kernel(2, 2).build(), "channels is 0");
        refused(() -> Pool2dShape.builder(Kind.MAX, 1, 1, 4, 4).kernel(2, 5).build(), "kernelWidth 5");
        refused(() -> Pool2dShape.builder(Kind.MAX, 1, 1, 4, 4).kernel(2, 2).padding(2, 0, 0, 0).build(),
                "window 0 along the height holds no cell");
        for (String kind : new String[]{"max:", "avg_p:", "avg_np:", "avg_p:div4", "avg_np:div4"}) {
            refused(() -> Pool2dShape.parse(kind + "ic1ih4kh2ph2"), "window 0 along the height holds no cell");
            refused(() -> Pool2dShape.parse(kind + "ic1ih4iw2kh1kw2pw1dw3"), "window 0 along the width holds no cell");
            refused(() -> Pool2dShape.parse(kind + "ic1iw4kw2pw2"), "window 0 along the width holds no cell");
            refused(() -> Pool2dShape.parse(kind + "ic1iw3kw2qw4dw2ceil1"), "window 3 along the width holds no cell");
            refused(() -> Pool2dShape.parse(kind + "ic1ih2kh2qh3qw0ceil1"), "window 2 along the height holds");
        }
        refused(() -> Pool2dShape.parse("max:ic1ih4kh2div3"), "divisorOverride is 3", "expected 0 for a maximum");
        refused(() -> Pool2dShape.builder(Kind.AVERAGE_INCLUDING_PADDING, 1, 1, 4, 4).kernel(2, 2).divisorOverride(-1)
                .build(), "divisorOverride is -1");
        refused(() -> Pool2d.plan(Pool2dShape.parse("max:ic1ih2iw134217728kh2kw1sw134217728")), "span so many cells");
        refused(NullPointerException.class, () -> Pool2d.plan(null), "shape");
    }

    @Test
    void globalPoolings() {
        refused(NullPointerException.class, () -> new GlobalPool2dShape(null, 1, 1, 1, 1), "kind");
        refused(() -> GlobalPool2dShape.parse("gmax:mb0ic1ih1"), "batch is 0");
        refused(() -> GlobalPool2dShape.parse("gmax:ic0ih1"), "channels is 0");
        refused(() -> GlobalPool2dShape.parse("gavg:ic1ih0iw1"), "inHeight is 0");
        refused(() -> GlobalPool2dShape.parse("gavg:ic1iw0"), "inWidth is 0");
        refused(() -> GlobalPool2dShape.parse("gavg:mb65536ic65536ih1"), "input needs");
        refused(NullPointerException.class, () -> GlobalPool2d.plan(null), "shape");
    }

    @Test
    void subsamplings() {
        refused(() -> new Subsampling2dShape(0, 1, 2, 2), "batch is 0");
        refused(() -> new Subsampling2dShape(1, 0, 2, 2), "channels is 0");
        refused(() -> new Subsampling2dShape(1, 1, 1, 2), "inHeight is 1", "at least 2");
        refused(() -> new Subsampling2dShape(1, 1, 2, 1), "inWidth is 1", "at least 2");
        refused(() -> new Subsampling2dShape(1 << 15, 1 << 15, 2, 2), "input needs");
        refused(NullPointerException.class, () -> Subsampling2d.plan(null), "shape");
        assertEquals(12, Subsampling2dShape.parse("sub:mb128ic6ih28").parameters());
        assertEquals(32, Subsampling2dShape.parse("sub:ic16ih10").parameters());
    }

    @Test
    void indicesOfGlobalPoolings() {
        GlobalPool2d maximum = GlobalPool2d.plan(GlobalPool2dShape.parse("gmax:ic4ih2"));
        GlobalPool2d average = GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:ic4ih2"));
        float[] in = ones(16);
        float[] out = ones(4);
        refused(() -> maximum.forward(in, 0, out, 0, new int[3], 0, scratch, SERIAL), "indices has 3", "1×4");
        refused(() -> maximum.forward(in, 0, out, 0, new int[4], -1, scratch, SERIAL), "indicesOffset is -1");
        refused(() -> average.forward(in, 0, out, 0, new int[4], 0, scratch, SERIAL), "indices are given");
        refused(() -> average.backward(out, 0, new int[4], 0, in, 0, scratch, SERIAL), "indices are given");
        refused(NullPointerException.class, () -> maximum.backward(out, 0, null, 0, in, 0, scratch, SERIAL), "indices");
        refused(() -> maximum.backward(out, 0, new int[]{3, 0, 0, 0, 4}, 1, in, 0, scratch, SERIAL),
                "indices[4] is 4", "expected 0 to 3");
        assertArrayEquals(ones(16), in);
        assertArrayEquals(ones(4), out);
    }

    @Test
    void indicesOfPoolings() {
        Pool2d maximum = Pool2d.plan(Pool2dShape.parse("max:ic1ih4kh2sh2"));
        Pool2d average = Pool2d.plan(Pool2dShape.parse("avg_p:ic1ih4kh2sh2"));
        float[] in = ones(16);
        float[] out = ones(4);
        refused(() -> maximum.forward(in, 0, out, 0, new int[3], 0, scratch, SERIAL), "indices has 3");
        refused(() -> maximum.forward(in, 0, out, 0, new int[4], -1, scratch, SERIAL), "indicesOffset is -1");
        refused(() -> average.forward(in, 0, out, 0, new int[4], 0, scratch, SERIAL), "indices are given");
        refused(() -> average.backward(out, 0, new int[4], 0, in, 0, scratch, SERIAL), "indices are given");
        refused(NullPointerException.class, () -> maximum.backward(out, 0, null, 0, in, 0, scratch, SERIAL), "indices");
        refused(() -> maximum.backward(out, 0, new int[]{0, 0, -1, 0}, 0, in, 0, scratch, SERIAL),
                "indices[2] is -1");
        refused(() -> maximum.backward(out, 0, new int[]{9, 0, 0, 0, 16}, 1, in, 0, scratch, SERIAL),
                "indices[4] is 16");
        assertArrayEquals(ones(16), in);
        assertArrayEquals(ones(4), out);
    }

    @Test
    void denseLayers() {
        refused(() -> new DenseShape(0, 1, 1), "batch is 0");
        refused(() -> new DenseShape(1, 0, 1), "inFeatures is 0");
        refused(() -> new DenseShape(1, 1, -5), "outFeatures is -5");
        refused(() -> new DenseShape(1, 1 << 16, 1 << 16), "weight needs");
        refused(NullPointerException.class, () -> Dense.plan(null), "shape");
    }

    @Test
    void activations() {
        refused(() -> Activation.TANH.forward(new float[1], 0, new float[1], 0, -1, scratch, SERIAL), "length is -1");
        Activation.TANH.forward(new float[0], 0, new float[0], 0, 0, scratch, SERIAL);
    }

    @Test
    void activationParameters() {
        for (float wrong : new float[]{-0.1f, -Float.MIN_VALUE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY,
                Float.NaN}) {
            refused(() -> Activation.leakyRelu(wrong), "negativeSlope is " + wrong);
            refused(() -> Activation.elu(wrong), "alpha is " + wrong);
        }
    }

    @Test
    void softmaxes() {
        refused(() -> SoftmaxShape.of(SoftmaxShape.Kind.SOFTMAX, 2, 3, 4), "axis is 2", "0 to 1");
        refused(() -> SoftmaxShape.of(SoftmaxShape.Kind.SOFTMAX, -1, 3, 4), "axis is -1");
        refused(() -> SoftmaxShape.of(SoftmaxShape.Kind.SOFTMAX, 0, 3, 0), "sizes[1] is 0");
        refused(() -> SoftmaxShape.of(SoftmaxShape.Kind.SOFTMAX, 0, 1 << 16, 1 << 16), "input needs 65536×65536");
        refused(NullPointerException.class, () -> SoftmaxShape.of(SoftmaxShape.Kind.SOFTMAX, 0, (int[]) null),
                "sizes");
        refused(NullPointerException.class, () -> new SoftmaxShape(null, 1, 1, 1), "kind");
        refused(() -> SoftmaxShape.parse("softmax:ic0"), "classes is 0");
        refused(() -> SoftmaxShape.parse("softmax:mb0ic1"), "outer is 0");
        refused(() -> SoftmaxShape.parse("softmax:ic1sp0"), "inner is 0");
        refused(NullPointerException.class, () -> Softmax.plan(null), "shape");
        assertEquals(new SoftmaxShape(SoftmaxShape.Kind.SOFTMAX, 6, 4, 35),
                SoftmaxShape.of(SoftmaxShape.Kind.SOFTMAX, 2, 2, 3, 4, 5, 7));
    }

    @Test
    void losses() {
        refused(() -> SoftmaxCrossEntropy.plan(0, 3), "batch is 0");
        refused(() -> SoftmaxCrossEntropy.plan(3, 0), "classes is 0");
        refused(() -> SoftmaxCrossEntropy.plan(1 << 16, 1 << 16), "input needs");
        refused(() -> LossShape.parse("nll_loss:ic2sp0"), "positions is 0");
        refused(() -> LossShape.parse("nll_loss:ic2ls0.1"), "labelSmoothing is 0.1", "0 for nll_loss");
        refused(() -> LossShape.parse("softmax_cross_entropy:ic2ls1.5"), "labelSmoothing is 1.5", "0 to 1");
        refused(() -> LossShape.parse("softmax_cross_entropy:ic2ls-0.5"), "labelSmoothing is -0.5");
        refused(() -> LossShape.builder(LossShape.Kind.SOFTMAX_CROSS_ENTROPY, 1, 2).labelSmoothing(Float.NaN).build(),
                "labelSmoothing is NaN");
        refused(() -> LossShape.parse("softmax_cross_entropy:ic2j1"), "rubbish is 1.0", "0 for softmax_cross_entropy");
        refused(() -> LossShape.parse("map_loss:ic2"), "rubbish is 0.0", "greater than 0");
        refused(() -> LossShape.parse("map_loss:ic2j-1"), "rubbish is -1.0");
        refused(() -> LossShape.builder(LossShape.Kind.MAXIMUM_A_POSTERIORI, 1, 2).rubbish(Float.POSITIVE_INFINITY)
                .build(), "rubbish is Infinity");
        refused(() -> LossShape.parse("nll_loss:ic2il1.5"), "il is 1.5");
        refused(NullPointerException.class, () -> LossShape.builder(null, 1, 2).build(), "kind");
        refused(NullPointerException.class, () -> new LossShape(null, Reduction.SUM, 1, 2, 1, -100, 0, 0),
                "kind is null");
        refused(NullPointerException.class,
                () -> new LossShape(LossShape.Kind.NEGATIVE_LOG_LIKELIHOOD, null, 1, 2, 1, -100, 0, 0),
                "reduction is null");
        refused(NullPointerException.class,
                () -> LossShape.builder(LossShape.Kind.NEGATIVE_LOG_LIKELIHOOD, 1, 2).reduction(null).build(),
                "reduction");
        refused(() -> LossShape.parse("map_loss:ic2j0.0000000000000000000000000000000000000000000000000001"),
                "rubbish is 0.0");
        assertEquals(Float.MAX_VALUE, LossShape.builder(LossShape.Kind.MAXIMUM_A_POSTERIORI, 1, 2)
                .rubbish(Float.MAX_VALUE).build().rubbish());
        assertEquals(LossShape.parse("softmax_cross_entropy:ic2"),
                LossShape.builder(LossShape.Kind.SOFTMAX_CROSS_ENTROPY, 1, 2).labelSmoothing(-0f).rubbish(-0f).build());
    }

    @Test
    void plansOfAnotherLoss() {
        LossShape softmax = LossShape.parse("softmax_cross_entropy:ic2");
        LossShape probabilities = LossShape.parse("softmax_cross_entropy_prob:ic2");
        LossShape likelihood = LossShape.parse("nll_loss:ic2");
        LossShape posterior = LossShape.parse("map_loss:ic2j1");
        refused(() -> SoftmaxCrossEntropy.plan(likelihood), "shape is nll_loss:ic2",
                "expected kind SOFTMAX_CROSS_ENTROPY");
        refused(() -> SoftmaxCrossEntropyOfProbabilities.plan(softmax),
                "expected kind SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES");
        refused(() -> NegativeLogLikelihood.plan(posterior), "expected kind NEGATIVE_LOG_LIKELIHOOD");
        refused(() -> MaximumAPosteriori.plan(probabilities), "expected kind MAXIMUM_A_POSTERIORI");
        refused(NullPointerException.class, () -> SoftmaxCrossEntropy.plan(null), "shape");
        refused(NullPointerException.class, () -> SoftmaxCrossEntropyOfProbabilities.plan(null), "shape");
        refused(NullPointerException.class, () -> NegativeLogLikelihood.plan(null), "shape");
        refused(NullPointerException.class, () -> MaximumAPosteriori.plan(null), "shape");
    }

    @Test
    void labels() {
        SoftmaxCrossEntropy softmax = SoftmaxCrossEntropy
                .plan(LossShape.parse("softmax_cross_entropy:mb2ic3il7"));
        NegativeLogLikelihood likelihood = NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb2ic3il7"));
        MaximumAPosteriori posterior = MaximumAPosteriori.plan(LossShape.parse("map_loss:mb2ic3il7j1"));
        float[] written = ones(6);
        float[] loss = ones(1);
        for (int[] labels : new int[][]{{0, 3}, {7, -1}, {2, -100}}) {
            String[] words = {"labels[1] is " + labels[1], "expected 0 to 2, or 7"};
            refused(() -> softmax.forward(ones(6), labels, null, written, loss, scratch, SERIAL), words);
            refused(() -> softmax.backward(ones(6), labels, null, loss, written, scratch, SERIAL), words);
            refused(() -> likelihood.forward(ones(6), labels, null, loss, scratch, SERIAL), words);
            refused(() -> likelihood.backward(labels, null, loss, written, scratch, SERIAL), words);
            refused(() -> posterior.forward(ones(6), labels, written, loss, scratch, SERIAL), words);
            refused(() -> posterior.backward(ones(6), labels, loss, written, scratch, SERIAL), words);
        }
        refused(() -> softmax.forward(ones(6), new int[1], null, written, loss, scratch, SERIAL), "labels has 1",
                "2×1 needs 2");
        refused(() -> softmax.forward(ones(6), 0, new int[2], -1, null, 0, written, 0, loss, 0, scratch, SERIAL),
                "labelsOffset is -1");
        refused(NullPointerException.class,
                () -> softmax.forward(ones(6), null, null, written, loss, scratch, SERIAL), "labels");
        assertArrayEquals(ones(6), written);
        assertArrayEquals(ones(1), loss);
    }

    @Test
    void squaresAndDistances() {
        refused(() -> new SquaredErrorShape(Reduction.MEAN, 0), "length is 0");
        refused(NullPointerException.class, () -> new SquaredErrorShape(null, 1), "reduction");
        refused(NullPointerException.class, () -> MeanSquaredError.plan(null), "shape");
        refused(() -> new RadialBasisShape(0, 1, 1), "batch is 0");
        refused(() -> new RadialBasisShape(1, 0, 1), "inFeatures is 0");
        refused(() -> new RadialBasisShape(1, 1, 0), "outFeatures is 0");
        refused(() -> new RadialBasisShape(1 << 16, 1 << 16, 1), "input needs");
        refused(() -> new RadialBasisShape(1, 1 << 16, 1 << 16), "weight needs");
        refused(() -> new RadialBasisShape(1 << 16, 1, 1 << 16), "output needs");
        refused(NullPointerException.class, () -> RadialBasis.plan(null), "shape");
    }

    @Test
    void matrices() {
        refused(NullPointerException.class, () -> Matrix.of(null, 1, 1), "data");
        refused(() -> new Matrix(new float[4], -1, 1, 1, 1, 1), "offset is -1");
        refused(() -> Matrix.of(new float[4], 0, 1), "rows is 0");
        refused(() -> new Matrix(new float[4], 0, 2, 2, -2, 1), "rowStride is -2");
        refused(() -> new Matrix(new float[4], 0, 2, 2, 2, -1), "columnStride is -1");
        refused(() -> Matrix.of(new float[5], 2, 3), "data has 5");
        refused(() -> new Matrix(new float[5], 0, 2, 1 << 20, 1 << 30, 1 << 12), "data has 5");
        Matrix two = Matrix.of(new float[8], 2, 2);
        refused(NullPointerException.class, () -> new MatrixBatch(null, 1, 0), "first");
        refused(() -> new MatrixBatch(two, 0, 4), "count is 0");
        refused(() -> new MatrixBatch(two, 2, -4), "step is -4");
        refused(() -> new MatrixBatch(two, 3, 4), "data of first has 8", "stands at 11");
        refused(() -> new MatrixBatch(two, 1 << 20, 1 << 20), "data of first has 8");
        refused(() -> MatrixBatch.of(new float[8], 3, 2, 2), "data of first has 8");
    }

    @Test
    void products() {
        float[] data = ones(40);
        Matrix c = new Matrix(data, 0, 2, 2, 2, 1);
        Matrix two = Matrix.of(ones(4), 2, 2);
        refused(() -> multiply(two, Matrix.of(ones(6), 3, 2), c), "b has 3 rows");
        refused(() -> multiply(two, Matrix.of(ones(6), 2, 3), c), "c is 2×2", "2×3");
        refused(() -> multiply(two, two, new Matrix(data, 0, 2, 2, 1, 1)), "c has strides 1, 1");
        refused(() -> multiply(two, two, new Matrix(data, 0, 2, 2, 0, 1)), "c has strides 0, 1");
        refused(() -> multiply(two, two, new Matrix(data, 0, 2, 2, 1, 0)), "c has strides 1, 0");
        refused(() -> multiply(new Matrix(data, 3, 2, 2, 2, 1), two, c), "overlaps a");
        refused(() -> multiply(two, new Matrix(data, 0, 2, 2, 2, 1), c), "overlaps b");
        refused(NullPointerException.class, () -> multiply(null, two, c), "a");
        refused(NullPointerException.class, () -> multiply(two, null, c), "b");
        refused(NullPointerException.class, () -> multiply(two, two, null), "c");
        refused(NullPointerException.class, () -> Gemm.multiply(two, two, c, scratch, null), "parallel");
        refused(() -> multiplyAndAdd(two, two, Matrix.of(ones(6), 2, 3), c), "addend is 2×3");
        refused(() -> multiplyAndAdd(two, two, new Matrix(data, 1, 2, 2, 2, 1), c), "c ", "overlaps addend");
        refused(() -> multiplyAndAdd(two, two, new Matrix(data, 0, 2, 2, 1, 2), c), "c ", "overlaps addend");
        refused(NullPointerException.class, () -> multiplyAndAdd(two, two, null, c), "addend");
        Matrix deep = Matrix.broadcastScalar(ones(1), 2, 1 << 26);
        refused(() -> multiply(deep, deep.transpose(), c), "a and b are 2×67108864 and 67108864×2");
        assertArrayEquals(ones(40), data);
        multiply(new Matrix(data, 4, 2, 2, 2, 1), two, c);
        assertEquals(2, data[0]);
    }

    @Test
    void batches() {
        float[] data = ones(40);
        MatrixBatch c = new MatrixBatch(Matrix.of(data, 2, 2), 3, 4);
        MatrixBatch three = MatrixBatch.of(ones(12), 3, 2, 2);
        MatrixBatch two = MatrixBatch.of(ones(8), 2, 2, 2);
        refused(() -> multiply(two, three, c), "a has 2 items; c has 3");
        refused(() -> multiply(three, two, c), "b has 2 items; c has 3");
        refused(() -> Gemm.multiply(1, three, three, 1, two, c, scratch, SERIAL), "addend has 2 items; c has 3");
        refused(() -> multiply(MatrixBatch.of(ones(18), 3, 2, 3), three, c), "b has 2 rows");
        for (int step : new int[]{0, 1, 3}) {
            refused(() -> multiply(three, three, new MatrixBatch(Matrix.of(data, 2, 2), 3, step)),
                    "c has strides 2, 1", "step " + step);
        }
        refused(() -> multiply(three, three, new MatrixBatch(new Matrix(data, 0, 2, 2, 5, 1), 3, 5)),
                "c has strides 5, 1", "step 5");
        refused(() -> multiply(new MatrixBatch(new Matrix(data, 11, 2, 2, 2, 1), 3, 4), three, c), "overlaps a");
        refused(() -> multiply(three, new MatrixBatch(new Matrix(data, 11, 2, 2, 2, 1), 3, 4), c), "overlaps b");
        refused(() -> Gemm.multiply(1, three, three, 1, new MatrixBatch(c.first(), 3, 0), c, scratch, SERIAL),
                "overlaps addend");
        refused(NullPointerException.class, () -> multiply(null, three, c), "a");
        refused(NullPointerException.class, () -> multiply(three, null, c), "b");
        refused(NullPointerException.class, () -> multiply(three, three, null), "c");
        refused(NullPointerException.class, () -> Gemm.explain(null), "shape");
        assertArrayEquals(ones(40), data);
        multiply(new MatrixBatch(new Matrix(data, 12, 2, 2, 2, 1), 3, 4), three, c);
        // rows of items that interleave: each element is still written once
        multiply(three, three, new MatrixBatch(new Matrix(data, 0, 2, 2, 6, 1), 3, 2));
        assertEquals(2, data[11]);
        assertEquals(1, data[24]);
    }

    private void multiply(MatrixBatch a, MatrixBatch b, MatrixBatch c) {
        Gemm.multiply(a, b, c, scratch, SERIAL);
    }

    private void multiplyAndAdd(Matrix a, Matrix b, Matrix addend, Matrix c) {
        Gemm.multiply(1, a, b, 1, addend, c, scratch, SERIAL);
    }

    private void multiply(Matrix a, Matrix b, Matrix c) {
        Gemm.multiply(a, b, c, scratch, SERIAL);
    }

    private static float[] ones(int length) {
        float[] array = new float[length];
        Arrays.fill(array, 1);
        return array;
    }

    private static void refused(Executable call, String... words) {
        refused(IllegalArgumentException.class, call, words);
    }

    private static void refused(Class<? extends RuntimeException> type, Executable call, String... words) {
        RuntimeException refusal = assertThrows(type, call);
        for (String word : words) {
            assertTrue(refusal.getMessage() != null && refusal.getMessage().contains(word),
                    () -> "expected \"" + word + "\" in: " + refusal.getMessage());
        }
    }
}
