package io.github.lanewise.verify.once;

import static io.github.lanewise.verify.once.Operation.Argument.read;
import static io.github.lanewise.verify.once.Operation.Argument.readOrNull;
import static io.github.lanewise.verify.once.Operation.Argument.written;
import static io.github.lanewise.verify.once.Operation.Argument.writtenOrNull;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.Lanes;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.MaximumAPosteriori;
import io.github.lanewise.kernels.MeanSquaredError;
import io.github.lanewise.kernels.NegativeLogLikelihood;
import io.github.lanewise.kernels.PackedWeight;
import io.github.lanewise.kernels.Pad2d;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasis;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.SoftmaxCrossEntropyOfProbabilities;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.kernels.Subsampling2d;
import io.github.lanewise.kernels.Subsampling2dShape;
import java.util.stream.Stream;

/** Every method of the public API that takes float arrays with offsets, on small shapes. */
final class Operations {
    private static final Conv2d CONVOLUTION = Conv2d.plan(Conv2dShape.parse("mb2ic3ih5oc4kh3ph1"));
    private static final Conv2d PARTIAL = Conv2d.plan(Conv2dShape.parse("mb2ic2ih5oc3kh3ph1"),
            Connections.of(new boolean[][]{{true, false}, {true, true}, {false, true}}));
    private static final Conv2d CONVOLUTION_IN_LANES = Conv2d.plan(Conv2dShape.parse("mb2ic3ih5oc4kh3ph1"),
            Layout.LANES);
    private static final Dense DENSE_IN_LANES = Dense.plan(new DenseShape(3, 5, 4), Layout.LANES);
    private static final Pool2d MAXIMUM_IN_LANES = Pool2d.plan(Pool2dShape.parse("max:mb2ic3ih6kh2sh2"), Layout.LANES);
    private static final ConvolutionBlock BLOCK = ConvolutionBlock.plan(Conv2dShape.parse("mb2ic3ih5oc4kh2"),
            Activation.TANH, Pool2dShape.parse("avg_p:mb2ic4ih4kh2sh2"));
    private static final Lanes LANES = Lanes.plan(3, 5);
    private static final Dense DENSE = Dense.plan(new DenseShape(3, 5, 4));
    private static final Pool2d MAXIMUM = Pool2d.plan(Pool2dShape.parse("max:mb2ic3ih6kh2sh2"));
    private static final Pool2d AVERAGE = Pool2d.plan(Pool2dShape.parse("avg_p:mb2ic3ih6kh2sh2"));
    private static final Pad2d PADDING = Pad2d.plan(Pad2dShape.parse("pad_reflect:mb2ic3ih6pw2ph1"));
    private static final GlobalPool2d GLOBAL_MAXIMUM = GlobalPool2d.plan(GlobalPool2dShape.parse("gmax:mb2ic3ih4"));
    private static final GlobalPool2d GLOBAL_AVERAGE = GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:mb2ic3ih4"));
    private static final Subsampling2d SUBSAMPLING = Subsampling2d.plan(Subsampling2dShape.parse("sub:mb2ic3ih6"));
    private static final Softmax SOFTMAX = Softmax.plan(SoftmaxShape.parse("softmax:mb3ic4sp2"));
    private static final SoftmaxCrossEntropy LOSS = SoftmaxCrossEntropy.plan(3, 4);
    private static final SoftmaxCrossEntropyOfProbabilities LOSS_OF_PROBABILITIES = SoftmaxCrossEntropyOfProbabilities
            .plan(LossShape.parse("softmax_cross_entropy_prob_none:mb3ic4sp2"));
    private static final NegativeLogLikelihood LIKELIHOOD = NegativeLogLikelihood
            .plan(LossShape.parse("nll_loss_none:mb3ic4"));
    private static final MaximumAPosteriori POSTERIOR = MaximumAPosteriori
            .plan(LossShape.parse("map_loss:mb3ic4j1"));
    private static final MeanSquaredError SQUARES = MeanSquaredError.plan(SquaredErrorShape.parse("mse_none:n20"));
    private static final RadialBasis RADIAL_BASIS = RadialBasis.plan(new RadialBasisShape(3, 5, 4));
    private static final Sgd DESCENT = new Sgd(Sgd.Form.PYTORCH, 0, 0, false, 0);
    private static final Sgd MOMENTUM = new Sgd(Sgd.Form.PYTORCH, 0.9, 0, false, 0);
    private static final Sgd NESTEROV = new Sgd(Sgd.Form.KERAS, 0.9, 0, true, 0);
    private static final Adam ADAM = new Adam(0.9, 0.999, 1e-8, 0, false);
    private static final PackedWeight PACKED = CONVOLUTION.pack(new float[108], 0, new Scratch(), Parallel.serial());
    private static final PackedWeight PACKED_DENSE = DENSE.pack(new float[20], 0, new Scratch(), Parallel.serial());
    private static final PackedWeight PACKED_BLOCK = BLOCK.pack(new float[48], 0, new Scratch(), Parallel.serial());
    private static final int[] LABELS = {0, 3, 1};
    private static final int[] WINNERS = new int[54];

    private Operations() {}

    static Stream<Operation> all() {
        return Stream
                .of(convolutions(), dense(), lanes(), poolings(), wholePlanes(), subsampling(), paddings(),
                        elementwise(),
                        losses(), radialBasis(), optimizers())
                .flatMap(stream -> stream);
    }

    private static Stream<Operation> convolutions() {
        return Stream.of(
                new Operation("Conv2d.forward",
                        (a, o, s, p) -> CONVOLUTION.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 150), read("weight", 108), readOrNull("bias", 4), written("output", 200)),
                new Operation("Conv2d.forward with packed weights",
                        (a, o, s, p) -> CONVOLUTION.forward(a[0], o[0], PACKED, a[1], o[1], a[2], o[2], s, p),
                        read("input", 150), readOrNull("bias", 4), written("output", 200)),
                new Operation("Conv2d.pack", (a, o, s, p) -> CONVOLUTION.pack(a[0], o[0], s, p), read("weight", 108)),
                new Operation("ConvolutionBlock.forward with packed weights",
                        (a, o, s, p) -> BLOCK.forward(a[0], o[0], PACKED_BLOCK, a[1], o[1], a[2], o[2], a[3], o[3],
                                null,
                                0, s, p),
                        read("input", 1200), readOrNull("bias", 4), writtenOrNull("activated", 1024),
                        written("output", 256)),
                new Operation("ConvolutionBlock.pack", (a, o, s, p) -> BLOCK.pack(a[0], o[0], s, p),
                        read("weight", 48)),
                new Operation("Conv2d.backwardInput",
                        (a, o, s, p) -> CONVOLUTION.backwardInput(a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        read("gradOutput", 200), read("weight", 108), written("gradInput", 150)),
                new Operation("Conv2d.backwardWeight",
                        (a, o, s, p) -> CONVOLUTION.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s,
                                p),
                        read("input", 150), read("gradOutput", 200), written("gradWeight", 108),
                        writtenOrNull("gradBias", 4)),
                new Operation("Conv2d.forward with connections",
                        (a, o, s, p) -> PARTIAL.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 100), read("weight", 36), readOrNull("bias", 3), written("output", 150)),
                new Operation("Conv2d.backwardInput with connections",
                        (a, o, s, p) -> PARTIAL.backwardInput(a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        read("gradOutput", 150), read("weight", 36), written("gradInput", 100)),
                new Operation("Conv2d.backwardWeight with connections",
                        (a, o, s, p) -> PARTIAL.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 100), read("gradOutput", 150), written("gradWeight", 36),
                        writtenOrNull("gradBias", 3)));
    }

    private static Stream<Operation> dense() {
        return Stream.of(
                new Operation("Dense.forward",
                        (a, o, s, p) -> DENSE.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 15), read("weight", 20), readOrNull("bias", 4), written("output", 12)),
                new Operation("Dense.forward with packed weights",
                        (a, o, s, p) -> DENSE.forward(a[0], o[0], PACKED_DENSE, a[1], o[1], a[2], o[2], s, p),
                        read("input", 15), readOrNull("bias", 4), written("output", 12)),
                new Operation("Dense.pack", (a, o, s, p) -> DENSE.pack(a[0], o[0], s, p), read("weight", 20)),
                new Operation("Dense.backwardInput",
                        (a, o, s, p) -> DENSE.backwardInput(a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        read("gradOutput", 12), read("weight", 20), written("gradInput", 15)),
                new Operation("Dense.backwardWeight",
                        (a, o, s, p) -> DENSE.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 15), read("gradOutput", 12), written("gradWeight", 20),
                        writtenOrNull("gradBias", 4)));
    }

    private static Stream<Operation> lanes() {
        return Stream.of(
                new Operation("Lanes.pack", (a, o, s, p) -> LANES.pack(a[0], o[0], a[1], o[1], s, p),
                        read("images", 15), written("lanes", 80)),
                new Operation("Lanes.unpack", (a, o, s, p) -> LANES.unpack(a[0], o[0], a[1], o[1], s, p),
                        read("lanes", 80), written("images", 15)),
                new Operation("Conv2d.forward in lanes",
                        (a, o, s, p) -> CONVOLUTION_IN_LANES.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s,
                                p),
                        read("input", 1200), read("weight", 108), readOrNull("bias", 4), written("output", 1600)),
                new Operation("Conv2d.backwardInput in lanes",
                        (a, o, s, p) -> CONVOLUTION_IN_LANES.backwardInput(a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        read("gradOutput", 1600), read("weight", 108), written("gradInput", 1200)),
                new Operation("Conv2d.backwardWeight in lanes",
                        (a, o, s, p) -> CONVOLUTION_IN_LANES.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], a[3],
                                o[3], s, p),
                        read("input", 1200), read("gradOutput", 1600), written("gradWeight", 108),
                        writtenOrNull("gradBias", 4)),
                new Operation("ConvolutionBlock.forward",
                        (a, o, s, p) -> BLOCK.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], a[4], o[4], null,
                                0, s, p),
                        read("input", 1200), read("weight", 48), readOrNull("bias", 4),
                        writtenOrNull("activated", 1024),
                        written("output", 256)),
                new Operation("ConvolutionBlock.backwardInput",
                        (a, o, s, p) -> BLOCK.backwardInput(a[0], o[0], a[1], o[1], null, 0, a[2], o[2], a[3], o[3],
                                a[4], o[4], s, p),
                        read("activated", 1024), read("output", 256), read("gradOutput", 256), read("weight", 48),
                        written("gradInput", 1200)),
                new Operation("ConvolutionBlock.backwardWeight",
                        (a, o, s, p) -> BLOCK.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], null, 0, a[3], o[3],
                                a[4], o[4], a[5], o[5], s, p),
                        read("input", 1200), read("activated", 1024), read("output", 256), read("gradOutput", 256),
                        written("gradWeight", 48), writtenOrNull("gradBias", 4)),
                new Operation("Dense.forward in lanes",
                        (a, o, s, p) -> DENSE_IN_LANES.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 80), read("weight", 20), readOrNull("bias", 4), written("output", 64)),
                new Operation("Dense.backwardWeight in lanes",
                        (a, o, s, p) -> DENSE_IN_LANES.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s,
                                p),
                        read("input", 80), read("gradOutput", 64), written("gradWeight", 20),
                        writtenOrNull("gradBias", 4)),
                new Operation("Pool2d.forward of a maximum in lanes",
                        (a, o, s, p) -> MAXIMUM_IN_LANES.forward(a[0], o[0], a[1], o[1], null, 0, s, p),
                        read("input", 1728), written("output", 432)));
    }

    private static Stream<Operation> poolings() {
        return Stream.of(
                new Operation("Pool2d.forward of a maximum",
                        (a, o, s, p) -> MAXIMUM.forward(a[0], o[0], a[1], o[1], null, 0, s, p), read("input", 216),
                        written("output", 54)),
                new Operation("Pool2d.backward of a maximum",
                        (a, o, s, p) -> MAXIMUM.backward(a[0], o[0], WINNERS, 0, a[1], o[1], s, p),
                        read("gradOutput", 54), written("gradInput", 216)),
                new Operation("Pool2d.forward of an average",
                        (a, o, s, p) -> AVERAGE.forward(a[0], o[0], a[1], o[1], null, 0, s, p), read("input", 216),
                        written("output", 54)),
                new Operation("Pool2d.backward of an average",
                        (a, o, s, p) -> AVERAGE.backward(a[0], o[0], null, 0, a[1], o[1], s, p),
                        read("gradOutput", 54), written("gradInput", 216)));
    }

    private static Stream<Operation> paddings() {
        return Stream.of(
                new Operation("Pad2d.forward", (a, o, s, p) -> PADDING.forward(a[0], o[0], a[1], o[1], s, p),
                        read("input", 216), written("output", 480)),
                new Operation("Pad2d.backward", (a, o, s, p) -> PADDING.backward(a[0], o[0], a[1], o[1], s, p),
                        read("gradOutput", 480), written("gradInput", 216)));
    }

    private static Stream<Operation> wholePlanes() {
        return Stream.of(
                new Operation("GlobalPool2d.forward of a maximum",
                        (a, o, s, p) -> GLOBAL_MAXIMUM.forward(a[0], o[0], a[1], o[1], null, 0, s, p),
                        read("input", 96), written("output", 6)),
                new Operation("GlobalPool2d.backward of a maximum",
                        (a, o, s, p) -> GLOBAL_MAXIMUM.backward(a[0], o[0], WINNERS, 0, a[1], o[1], s, p),
                        read("gradOutput", 6), written("gradInput", 96)),
                new Operation("GlobalPool2d.forward of an average",
                        (a, o, s, p) -> GLOBAL_AVERAGE.forward(a[0], o[0], a[1], o[1], null, 0, s, p),
                        read("input", 96), written("output", 6)),
                new Operation("GlobalPool2d.backward of an average",
                        (a, o, s, p) -> GLOBAL_AVERAGE.backward(a[0], o[0], null, 0, a[1], o[1], s, p),
                        read("gradOutput", 6), written("gradInput", 96)));
    }

    private static Stream<Operation> subsampling() {
        return Stream.of(
                new Operation("Subsampling2d.forward",
                        (a, o, s, p) -> SUBSAMPLING.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 216), read("coefficient", 3), read("bias", 3), written("output", 54)),
                new Operation("Subsampling2d.backwardInput",
                        (a, o, s, p) -> SUBSAMPLING.backwardInput(a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        read("gradOutput", 54), read("coefficient", 3), written("gradInput", 216)),
                new Operation("Subsampling2d.backwardCoefficient",
                        (a, o, s, p) -> SUBSAMPLING.backwardCoefficient(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3],
                                s, p),
                        read("input", 216), read("gradOutput", 54), written("gradCoefficient", 3),
                        written("gradBias", 3)));
    }

    private static Stream<Operation> elementwise() {
        return Stream.of(
                new Operation("Activation.forward",
                        (a, o, s, p) -> Activation.TANH.forward(a[0], o[0], a[1], o[1], 20, s, p), read("input", 20),
                        written("output", 20, "input")),
                new Operation("Activation.backward",
                        (a, o, s, p) -> Activation.RELU.backward(a[0], o[0], a[1], o[1], a[2], o[2], 20, s, p),
                        read("output", 20), read("gradOutput", 20), written("gradInput", 20, "output", "gradOutput")),
                new Operation("ElementaryFunction.apply",
                        (a, o, s, p) -> ElementaryFunction.LOG.apply(a[0], o[0], a[1], o[1], 20, s, p),
                        read("input", 20), written("output", 20, "input")));
    }

    private static Stream<Operation> losses() {
        return Stream.of(
                new Operation("Softmax.forward", (a, o, s, p) -> SOFTMAX.forward(a[0], o[0], a[1], o[1], s, p),
                        read("input", 24), written("output", 24, "input")),
                new Operation("Softmax.backward",
                        (a, o, s, p) -> SOFTMAX.backward(a[0], o[0], a[1], o[1], a[2], o[2], s, p), read("output", 24),
                        read("gradOutput", 24), written("gradInput", 24, "output", "gradOutput")),
                new Operation("SoftmaxCrossEntropy.forward",
                        (a, o, s, p) -> LOSS.forward(a[0], o[0], LABELS, 0, a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("logits", 12), readOrNull("classWeights", 4), written("probabilities", 12, "logits"),
                        written("loss", 1)),
                new Operation("SoftmaxCrossEntropy.backward",
                        (a, o, s, p) -> LOSS.backward(a[0], o[0], LABELS, 0, a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("probabilities", 12), readOrNull("classWeights", 4), read("gradLoss", 1),
                        written("gradInput", 12, "probabilities")),
                new Operation("SoftmaxCrossEntropyOfProbabilities.forward",
                        (a, o, s, p) -> LOSS_OF_PROBABILITIES.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3],
                                a[4], o[4], s, p),
                        read("logits", 24), read("targets", 24), readOrNull("classWeights", 4),
                        written("probabilities", 24, "logits"), written("loss", 6)),
                new Operation("SoftmaxCrossEntropyOfProbabilities.backward",
                        (a, o, s, p) -> LOSS_OF_PROBABILITIES.backward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3],
                                a[4], o[4], s, p),
                        read("probabilities", 24), read("targets", 24), readOrNull("classWeights", 4),
                        read("gradLoss", 6), written("gradInput", 24, "probabilities", "targets")),
                new Operation("NegativeLogLikelihood.forward",
                        (a, o, s, p) -> LIKELIHOOD.forward(a[0], o[0], LABELS, 0, a[1], o[1], a[2], o[2], s, p),
                        read("input", 12), readOrNull("classWeights", 4), written("loss", 3)),
                new Operation("NegativeLogLikelihood.backward",
                        (a, o, s, p) -> LIKELIHOOD.backward(LABELS, 0, a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        readOrNull("classWeights", 4), read("gradLoss", 3), written("gradInput", 12)),
                new Operation("MaximumAPosteriori.forward",
                        (a, o, s, p) -> POSTERIOR.forward(a[0], o[0], LABELS, 0, a[1], o[1], a[2], o[2], s, p),
                        read("input", 12), written("probabilities", 12, "input"), written("loss", 1)),
                new Operation("MaximumAPosteriori.backward",
                        (a, o, s, p) -> POSTERIOR.backward(a[0], o[0], LABELS, 0, a[1], o[1], a[2], o[2], s, p),
                        read("probabilities", 12), read("gradLoss", 1), written("gradInput", 12, "probabilities")),
                new Operation("MeanSquaredError.forward",
                        (a, o, s, p) -> SQUARES.forward(a[0], o[0], a[1], o[1], a[2], o[2], s, p), read("input", 20),
                        read("target", 20), written("loss", 20)),
                new Operation("MeanSquaredError.backward",
                        (a, o, s, p) -> SQUARES.backward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 20), read("target", 20), read("gradLoss", 20),
                        written("gradInput", 20, "input", "target")));
    }

    private static Stream<Operation> radialBasis() {
        return Stream.of(
                new Operation("RadialBasis.forward",
                        (a, o, s, p) -> RADIAL_BASIS.forward(a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        read("input", 15), read("weight", 20), written("output", 12)),
                new Operation("RadialBasis.backwardInput",
                        (a, o, s, p) -> RADIAL_BASIS.backwardInput(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s,
                                p),
                        read("input", 15), read("gradOutput", 12), read("weight", 20), written("gradInput", 15)),
                new Operation("RadialBasis.backwardWeight",
                        (a, o, s, p) -> RADIAL_BASIS.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s,
                                p),
                        read("input", 15), read("gradOutput", 12), read("weight", 20), written("gradWeight", 20)));
    }

    private static Stream<Operation> optimizers() {
        return Stream.of(
                new Operation("Sgd.step", (a, o, s, p) -> DESCENT.step(a[0], o[0], a[1], o[1], null, 0, 20, 0.1, s, p),
                        written("weight", 20), read("gradWeight", 20)),
                new Operation("Sgd.step with momentum",
                        (a, o, s, p) -> MOMENTUM.step(a[0], o[0], a[1], o[1], a[2], o[2], 20, 0.1, s, p),
                        written("weight", 20), read("gradWeight", 20), written("velocity", 20)),
                new Operation("Sgd.step with Nesterov's momentum",
                        (a, o, s, p) -> NESTEROV.step(a[0], o[0], a[1], o[1], a[2], o[2], 20, 0.1, s, p),
                        written("weight", 20), read("gradWeight", 20), written("velocity", 20)),
                new Operation("Adam.step",
                        (a, o, s, p) -> ADAM.step(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], 20, 0.1, 1, s, p),
                        written("weight", 20), read("gradWeight", 20), written("firstMoment", 20),
                        written("secondMoment", 20)));
    }
}
