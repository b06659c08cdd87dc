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
import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.Pad2d;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.Subsampling2d;
import io.github.lanewise.kernels.Subsampling2dShape;
import java.util.stream.Stream;

/** Every method of the public API that takes float arrays with offsets, on small shapes. */
final class Operations {
    private static final Conv2d CONVOLUTION = Conv2d.plan(Conv2dShape.parse("mb2ic3ih5oc4kh3ph1"));
    private static final Conv2d PARTIAL = Conv2d.plan(Conv2dShape.parse("mb2ic2ih5oc3kh3ph1"),
            Connections.of(new boolean[][]{{true, false}, {true, true}, {false, true}}));
    private static final Dense DENSE = Dense.plan(new DenseShape(3, 5, 4));
    private static final Pool2d MAXIMUM = Pool2d.plan(Pool2dShape.parse("max:mb2ic3ih6kh2sh2"));
    private static final Pool2d AVERAGE = Pool2d.plan(Pool2dShape.parse("avg_p:mb2ic3ih6kh2sh2"));
    private static final Pad2d PADDING = Pad2d.plan(Pad2dShape.parse("pad_reflect:mb2ic3ih6pw2ph1"));
    private static final GlobalPool2d GLOBAL_MAXIMUM = GlobalPool2d.plan(GlobalPool2dShape.parse("gmax:mb2ic3ih4"));
    private static final GlobalPool2d GLOBAL_AVERAGE = GlobalPool2d.plan(GlobalPool2dShape.parse("gavg:mb2ic3ih4"));
    private static final Subsampling2d SUBSAMPLING = Subsampling2d.plan(Subsampling2dShape.parse("sub:mb2ic3ih6"));
    private static final SoftmaxCrossEntropy LOSS = SoftmaxCrossEntropy.plan(3, 4);
    private static final Sgd DESCENT = new Sgd(Sgd.Form.PYTORCH, 0, 0, false, 0);
    private static final Sgd MOMENTUM = new Sgd(Sgd.Form.PYTORCH, 0.9, 0, false, 0);
    private static final Sgd NESTEROV = new Sgd(Sgd.Form.KERAS, 0.9, 0, true, 0);
    private static final Adam ADAM = new Adam(0.9, 0.999, 1e-8, 0, false);
    private static final int[] LABELS = {0, 3, 1};
    private static final int[] WINNERS = new int[54];

    private Operations() {}

    static Stream<Operation> all() {
        return Stream.of(convolutions(), dense(), poolings(), wholePlanes(), subsampling(), paddings(), elementwise(),
                optimizers())
                .flatMap(stream -> stream);
    }

    private static Stream<Operation> convolutions() {
        return Stream.of(
                new Operation("Conv2d.forward",
                        (a, o, s, p) -> CONVOLUTION.forward(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 150), read("weight", 108), readOrNull("bias", 4), written("output", 200)),
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
                new Operation("Dense.backwardInput",
                        (a, o, s, p) -> DENSE.backwardInput(a[0], o[0], a[1], o[1], a[2], o[2], s, p),
                        read("gradOutput", 12), read("weight", 20), written("gradInput", 15)),
                new Operation("Dense.backwardWeight",
                        (a, o, s, p) -> DENSE.backwardWeight(a[0], o[0], a[1], o[1], a[2], o[2], a[3], o[3], s, p),
                        read("input", 15), read("gradOutput", 12), written("gradWeight", 20),
                        writtenOrNull("gradBias", 4)));
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
                        read("input", 20), written("output", 20, "input")),
                new Operation("SoftmaxCrossEntropy.forward",
                        (a, o, s, p) -> LOSS.forward(a[0], o[0], LABELS, 0, a[1], o[1], s, p), read("logits", 12),
                        written("probabilities", 12, "logits")),
                new Operation("SoftmaxCrossEntropy.backward",
                        (a, o, s, p) -> LOSS.backward(a[0], o[0], LABELS, 0, a[1], o[1], s, p),
                        read("probabilities", 12), written("gradInput", 12, "probabilities")));
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
