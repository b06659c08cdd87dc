package io.github.lanewise.verify.once;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.Lanes;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;
import io.github.lanewise.kernels.MaximumAPosteriori;
import io.github.lanewise.kernels.MeanSquaredError;
import io.github.lanewise.kernels.NegativeLogLikelihood;
import io.github.lanewise.kernels.Pad2d;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.ProblemString;
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
import io.github.lanewise.kernels.WarmUp;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A sample of every public class whose methods take arguments. A line for each plan says how long its arrays are; the rest
 * {@link PublicCall} finds by itself: what a record's constructor, builder and parser take is what the sample holds,
 * scratch and threads are known, an offset is 0, a number that nobody names 1, a word the first of its enum.
 */
final class Samples {
    private static final boolean[][] TABLE = {{true, true, true}, {false, false, true}, {true, true, false},
            {true, false, false}};
    private static final Connections CONNECTIONS = Connections.of(TABLE);

    static final List<Sample> ALL = List.of(
            Sample.of(() -> Conv2dShape.parse("mb2ic3ih5oc4kh3ph1")).value("inLength", 5),
            Sample.of(() -> Conv2dShape.builder(2, 3, 5, 5).outChannels(4).kernel(3, 3)), convolution(null),
            convolution(CONNECTIONS), Sample.of(() -> CONNECTIONS).value("table", TABLE::clone),
            Sample.of(() -> Pool2dShape.parse("max:mb2ic3ih6kh2sh2")).value("inLength", 6),
            Sample.of(() -> Pool2dShape.builder(Pool2dShape.Kind.MAX, 2, 3, 6, 6).kernel(2, 2)),
            pooling("max").optional("indices", () -> new int[54]), pooling("avg_p").optional("indices", () -> null),
            Sample.of(() -> GlobalPool2dShape.parse("gmax:mb2ic3ih4")),
            globalPooling("gmax").optional("indices", () -> new int[6]),
            globalPooling("gavg").optional("indices", () -> null),
            Sample.of(() -> Subsampling2dShape.parse("sub:mb2ic3ih6")),
            Sample.of(() -> Subsampling2d.plan(Subsampling2dShape.parse("sub:mb2ic3ih6"))).floats("input", 216)
                    .floats("coefficient", 3).floats("bias", 3).floats("output", 54).floats("gradOutput", 54)
                    .floats("gradInput", 216).floats("gradCoefficient", 3).floats("gradBias", 3),
            Sample.of(() -> Pad2dShape.parse("pad_constant:mb2ic3ih6pw2ph1")).value("inLength", 6),
            Sample.of(() -> Pad2d.plan(Pad2dShape.parse("pad_reflect:mb2ic3ih6pw2ph1"))).floats("input", 216)
                    .floats("output", 480).floats("gradOutput", 480).floats("gradInput", 216),
            Sample.of(() -> new DenseShape(3, 5, 4)),
            Sample.of(() -> Dense.plan(new DenseShape(3, 5, 4))).floats("input", 15).floats("weight", 20)
                    .floatsOrNull("bias", 4).floats("output", 12).floats("gradOutput", 12).floats("gradInput", 15)
                    .floats("gradWeight", 20).floatsOrNull("gradBias", 4)
                    .value("weight", () -> Dense.plan(new DenseShape(1, 5, 4)).pack(new float[20], 0, new Scratch(),
                            Parallel.serial())),
            Sample.of(() -> Layout.LANES), block(),
            Sample.of(() -> Lanes.plan(3, 5)).floats("images", 15).floats("lanes", 80),
            Sample.of(() -> Matrix.of(new float[6], 2, 3)),
            Sample.of(() -> MatrixBatch.of(new float[18], 3, 2, 3)).value("data", () -> new float[18]).value("rows", 2)
                    .value("columns", 3),
            Sample.of(() -> new GemmShape(3, 2, 4, 5, true, false)), products(),
            Sample.of(() -> Activation.TANH).floats("input", 20).floats("output", 20).floats("gradOutput", 20)
                    .floats("gradInput", 20).value("length", 20).value("text", () -> "tanh"),
            Sample.of(() -> ElementaryFunction.LOG).floats("input", 20).floats("output", 20).value("length", 20),
            Sample.of(() -> SoftmaxShape.parse("softmax:mb3ic4sp2")).value("axis", 1)
                    .value("sizes", () -> new int[]{3, 4, 2}),
            Sample.of(() -> Softmax.plan(SoftmaxShape.parse("softmax:mb3ic4sp2"))).floats("input", 24)
                    .floats("output", 24).floats("gradOutput", 24).floats("gradInput", 24),
            Sample.of(() -> LossShape.parse("softmax_cross_entropy:mb3ic4ls0.1")),
            Sample.of(() -> LossShape.builder(LossShape.Kind.MAXIMUM_A_POSTERIORI, 3, 4)),
            loss(() -> SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy:mb3ic4")))
                    .value("shape", () -> LossShape.parse("softmax_cross_entropy:mb3ic4")),
            loss(() -> SoftmaxCrossEntropyOfProbabilities.plan(LossShape.parse("softmax_cross_entropy_prob:mb3ic4")))
                    .value("shape", () -> LossShape.parse("softmax_cross_entropy_prob:mb3ic4")).floats("targets", 12),
            loss(() -> NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb3ic4")))
                    .value("shape", () -> LossShape.parse("nll_loss:mb3ic4")),
            loss(() -> MaximumAPosteriori.plan(LossShape.parse("map_loss:mb3ic4j1")))
                    .value("shape", () -> LossShape.parse("map_loss:mb3ic4j1")),
            Sample.of(() -> SquaredErrorShape.parse("mse:n20")),
            Sample.of(() -> MeanSquaredError.plan(SquaredErrorShape.parse("mse_none:n20"))).floats("input", 20)
                    .floats("target", 20).floats("loss", 20).floats("gradLoss", 20).floats("gradInput", 20),
            Sample.of(() -> new RadialBasisShape(3, 5, 4)),
            Sample.of(() -> RadialBasis.plan(new RadialBasisShape(3, 5, 4))).floats("input", 15).floats("weight", 20)
                    .floats("output", 12).floats("gradOutput", 12).floats("gradInput", 15).floats("gradWeight", 20),
            Sample.of(() -> new Sgd(Sgd.Form.PYTORCH, 0, 0, false, 0)).floats("weight", 20).floats("gradWeight", 20)
                    .floatsOrNull("velocity", 20).value("length", 20),
            Sample.of(() -> new Sgd(Sgd.Form.KERAS, 0.9, 0, true, 0.1)).floats("weight", 20).floats("gradWeight", 20)
                    .floats("velocity", 20).value("length", 20),
            Sample.of(() -> new Adam(0.9, 0.99, 1e-8, 0.1, true)).floats("weight", 20).floats("gradWeight", 20)
                    .floats("firstMoment", 20).floats("secondMoment", 20).value("length", 20),
            Sample.of(WarmUp.class).value("call", () -> (Runnable) () -> {
            }).value("limit", () -> Duration.ofNanos(1)),
            Sample.of(() -> new WarmUp.Outcome(1, Duration.ofNanos(1), Duration.ofNanos(1), true)),
            Sample.of(Scratch::new), Sample.of(Parallel::serial),
            Sample.of(() -> new ProblemString("conv:ic1ih28", null, Set.of("conv"), Set.of("ic", "ih")))
                    .value("text", () -> "conv:ic1ih28").optional("defaultOperation", () -> null)
                    .value("operations", () -> Set.of("conv")).value("keys", () -> Set.of("ic", "ih"))
                    .value("key", () -> "ic").value("second", () -> "ih").value("height", () -> "ih")
                    .value("choices", 2),
            Sample.of(() -> new ProblemString.Writer("conv", null)).value("operation", () -> "conv")
                    .optional("defaultOperation", () -> null).value("key", () -> "ic").value("heightKey", () -> "ih")
                    .value("widthKey", () -> "iw"));

    private Samples() {}

    /** Objects of a type: those that samples are, or hold under any name. */
    static List<Object> ofType(Class<?> type) {
        return ALL.stream().flatMap(sample -> sample.objects(type)).toList();
    }

    private static Sample convolution(Connections connections) {
        Conv2dShape shape = Conv2dShape.parse("mb2ic3ih5oc4kh3ph1");
        int weights = connections == null ? 108 : 9 * connections.count();
        Supplier<Conv2d> plan = () -> connections == null ? Conv2d.plan(shape) : Conv2d.plan(shape, connections);
        return Sample.of(plan)
                .value("weight", () -> plan.get().pack(new float[weights], 0, new Scratch(), Parallel.serial()))
                .floats("input", 150).floats("weight", weights).floatsOrNull("bias", 4).floats("output", 200)
                .floats("gradOutput", 200).floats("gradInput", 150).floats("gradWeight", weights)
                .floatsOrNull("gradBias", 4);
    }

    private static Sample block() {
        Conv2dShape convolution = Conv2dShape.parse("mb2ic3ih5oc4kh2");
        Pool2dShape pooling = Pool2dShape.parse("avg_p:mb2ic4ih4kh2sh2");
        Supplier<ConvolutionBlock> plan = () -> ConvolutionBlock.plan(convolution, Activation.TANH, pooling);
        return Sample.of(plan)
                .value("weight", () -> plan.get().pack(new float[48], 0, new Scratch(), Parallel.serial()))
                .value("convolution", () -> convolution).value("pooling", () -> pooling)
                .optional("indices", () -> null).floats("input", 1200).floats("weight", 48).floatsOrNull("bias", 4)
                .floatsOrNull("activated", 1024).floats("output", 256).floats("gradOutput", 256)
                .floats("gradInput", 1200).floats("gradWeight", 48).floatsOrNull("gradBias", 4);
    }

    private static Sample pooling(String kind) {
        return Sample.of(() -> Pool2d.plan(Pool2dShape.parse(kind + ":mb2ic3ih6kh2sh2"))).floats("input", 216)
                .floats("output", 54).floats("gradOutput", 54).floats("gradInput", 216);
    }

    private static Sample globalPooling(String kind) {
        return Sample.of(() -> GlobalPool2d.plan(GlobalPool2dShape.parse(kind + ":mb2ic3ih4"))).floats("input", 96)
                .floats("output", 6).floats("gradOutput", 6).floats("gradInput", 96);
    }

    private static Sample loss(Supplier<?> plan) {
        return Sample.of(plan).floats("logits", 12).floats("input", 12).floats("probabilities", 12)
                .ints("labels", 0, 3, 1).floatsOrNull("classWeights", 4).floats("loss", 1).floats("gradLoss", 1)
                .floats("gradInput", 12);
    }

    private static Sample products() {
        return Sample.of(Gemm.class).value("a", () -> Matrix.of(new float[6], 2, 3))
                .value("b", () -> Matrix.of(new float[12], 3, 4))
                .value("addend", () -> Matrix.broadcastRow(new float[4], 2, 4))
                .value("c", () -> Matrix.of(new float[8], 2, 4))
                .value("a", () -> MatrixBatch.of(new float[18], 3, 2, 3))
                .value("b", () -> MatrixBatch.of(new float[36], 3, 3, 4))
                .value("addend", () -> MatrixBatch.of(new float[24], 3, 2, 4))
                .value("c", () -> MatrixBatch.of(new float[24], 3, 2, 4));
    }
}
