package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.verify.data.Activations;
import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.data.GemmProblem;
import io.github.lanewise.verify.data.GlobalPool2dShapes;
import io.github.lanewise.verify.data.LossShapes;
import io.github.lanewise.verify.data.Pad2dShapes;
import io.github.lanewise.verify.data.Pool2dShapes;
import io.github.lanewise.verify.data.Subsampling2dShapes;
import io.github.lanewise.verify.subject.ConvolutionBlockSubject;
import io.github.lanewise.verify.subject.Subjects;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Problem strings: what is printed reads back as the same shape, and what is no problem string is refused by name. */
@Tag("once")
class ProblemStringPropertyTest {
    private static final long ANY_COST = 1_000_000_000_000L;

    @Provide
    Arbitrary<Conv2dShape> convolutions() {
        return Conv2dShapes.upTo(ANY_COST);
    }

    @Provide
    Arbitrary<ConvolutionBlockSubject> blocks() {
        Arbitrary<Conv2dShape> shapes = Conv2dShapes.upTo(20_000)
                .filter(s -> Conv2d.candidates(s).contains(Conv2d.Algorithm.DIRECT));
        Arbitrary<Pool2dShape.Kind> kinds = Arbitraries.of(Pool2dShape.Kind.class);
        return Combinators.combine(shapes, Activations.any(), kinds)
                .as((s, activation, kind) -> new ConvolutionBlockSubject(s, activation,
                        Pool2dShape.builder(kind, s.batch(), s.outChannels(), s.outHeight(), s.outWidth()).kernel(1, 1)
                                .build()));
    }

    @Provide
    Arbitrary<DenseShape> denseLayers() {
        return DenseShapes.upTo(ANY_COST);
    }

    @Provide
    Arbitrary<Pool2dShape> poolings() {
        return Pool2dShapes.upTo(ANY_COST);
    }

    @Provide
    Arbitrary<SoftmaxShape> softmaxes() {
        return LossShapes.softmax(0, 1_000_000);
    }

    @Provide
    Arbitrary<LossShape> losses() {
        return LossShapes.losses(0, 1_000_000);
    }

    @Provide
    Arbitrary<GlobalPool2dShape> globalPoolings() {
        return GlobalPool2dShapes.upTo(ANY_COST);
    }

    @Provide
    Arbitrary<Subsampling2dShape> subsamplings() {
        return Subsampling2dShapes.upTo(ANY_COST);
    }

    @Provide
    Arbitrary<GemmProblem> products() {
        return GemmProblem.upTo(ANY_COST);
    }

    @Provide
    Arbitrary<GemmShape> productShapes() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 300);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Combinators.combine(sizes, sizes, sizes, sizes, either, either).as(GemmShape::new);
    }

    @Provide
    Arbitrary<Pad2dShape> paddings() {
        return Pad2dShapes.upTo(ANY_COST);
    }

    @Provide
    Arbitrary<String> almostProblems() {
        return Arbitraries
                .of("conv:", "dense:", "gemm:", "tanh:", "n", "m", "alpha", ".", "max:", "avg_p:", "gmax:", "sub:",
                        "mb", "ic", "ih",
                        "oc", "kh", "ph", "sh", "ceil", "1", "0",
                        "7",
                        "2147483647", "99999999999", ":", " ", "-", "x", "dh")
                .list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Property
    void convolution(@ForAll("convolutions") Conv2dShape shape) {
        assertEquals(shape, Conv2dShape.parse(shape.toString()));
        assertEquals(shape, Conv2dShape.parse("conv:" + shape));
        assertEquals(shape, Conv2dShape.parse(reversed(shape.toString())));
    }

    @Property
    void block(@ForAll("blocks") ConvolutionBlockSubject block) {
        String text = block.problem();
        assertEquals(text, ConvolutionBlock.parse(text).toString());
        assertEquals(text, Subjects.parse(text).problem());
    }

    @Property
    void dense(@ForAll("denseLayers") DenseShape shape) {
        assertEquals(shape, DenseShape.parse(shape.toString()));
        assertEquals(shape, DenseShape.parse(reversed(shape.toString())));
    }

    @Property
    void pooling(@ForAll("poolings") Pool2dShape shape) {
        assertEquals(shape, Pool2dShape.parse(shape.toString()));
        assertEquals(shape, Pool2dShape.parse(reversed(shape.toString())));
    }

    @Property
    void softmax(@ForAll("softmaxes") SoftmaxShape shape) {
        assertEquals(shape, SoftmaxShape.parse(shape.toString()));
        assertEquals(shape, SoftmaxShape.parse(reversed(shape.toString())));
    }

    @Property
    void loss(@ForAll("losses") LossShape shape) {
        assertEquals(shape, LossShape.parse(shape.toString()));
        assertEquals(shape, LossShape.parse(reversed(shape.toString())));
    }

    @Property
    void squaredError(@ForAll Reduction reduction, @ForAll @IntRange(min = 1) int length) {
        SquaredErrorShape shape = new SquaredErrorShape(reduction, length);
        assertEquals(shape, SquaredErrorShape.parse(shape.toString()));
    }

    @Property
    void radialBasis(@ForAll("denseLayers") DenseShape dense) {
        RadialBasisShape shape = new RadialBasisShape(dense.batch(), dense.inFeatures(), dense.outFeatures());
        assertEquals(shape, RadialBasisShape.parse(shape.toString()));
        assertEquals(shape, RadialBasisShape.parse(reversed(shape.toString())));
    }

    @Property
    void globalPooling(@ForAll("globalPoolings") GlobalPool2dShape shape) {
        assertEquals(shape, GlobalPool2dShape.parse(shape.toString()));
        assertEquals(shape, GlobalPool2dShape.parse(reversed(shape.toString())));
    }

    @Property
    void subsampling(@ForAll("subsamplings") Subsampling2dShape shape) {
        assertEquals(shape, Subsampling2dShape.parse(shape.toString()));
        assertEquals(shape, Subsampling2dShape.parse(reversed(shape.toString())));
    }

    @Property
    void gemm(@ForAll("products") GemmProblem problem) {
        assertEquals(problem, GemmProblem.parse(problem.toString()));
        assertEquals(problem, GemmProblem.parse(reversed(problem.toString())));
    }

    @Property
    void gemmShape(@ForAll("productShapes") GemmShape shape) {
        assertEquals(shape, GemmShape.parse(shape.toString()));
        assertEquals(shape, GemmShape.parse(reversed(shape.toString())));
        assertEquals(shape.toString(), GemmProblem.parse(shape.toString()).toString());
    }

    @Example
    void anyOperation() {
        for (String problem : List.of("g2mb3ic4ih9oc6kh3", "max:mb2ic3ih9kh2", "avg_p:ic3ih9kh2", "avg_np:ic3ih9kh2",
                "max:mb4ic16iw128kw2sw2", "avg_np:ic3ih9kh2dh2ceil1div3", "gmax:mb2ic3ih9", "gavg:mb4ic16iw128",
                "sub:mb128ic6ih28iw14",
                "dense:mb2ic3oc4",
                "gemm:m2n4k3ta1lb2lc3alpha-0.5beta0.3",
                "gemm:mb5m2n4k3tb1sa0sc2ld5sd0beta1",
                "relu:n5",
                "sigmoid:n6",
                "tanh:n7",
                "leaky_relu:n5alpha0.01",
                "elu:n5alpha2",
                "scaled_tanh:n8",
                "softplus:n9",
                "exp:n2",
                "expm1:n3",
                "log:n4",
                "log1p:n5",
                "softmax:ic3",
                "log_softmax:mb2ic3sp4",
                "softmax_cross_entropy:mb2ic3",
                "softmax_cross_entropy_sum:ic3sp5il255ls0.1",
                "softmax_cross_entropy_prob_none:ic3",
                "nll_loss:mb2ic3il-1",
                "map_loss_none:ic3j0.5",
                "mse:n5",
                "mse_none:n6",
                "radial_basis:mb2ic84oc10",
                "sgd:n5wd0.01lr0.5",
                "momentum:n5m0.8damp-0.1",
                "nesterov:n5",
                "keras_momentum:n5m0.8",
                "keras_nesterov:n5wd0.00001",
                "adam:n5bf0.8bs0.99eps0.0001wd0.1lr0.01t7",
                "adamw:n5")) {
            assertEquals(problem, Subjects.parse(problem).problem());
        }
        assertEquals("mb2ic3ih9oc4kh3", Subjects.parse("conv:mb2ic3ih9oc4kh3").problem());
        refused(Subjects::parse, "unconv:n4", "unconv");
        refused(Subjects::parse, ":n4", "expected one of");
        refused(Subjects::parse, "", "expected");
        refused(Subjects::parse, "gemm:m2k3n4la8", "la is 8");
        refused(Subjects::parse, "gemm:m2k3n4lc4", "c is HANKEL");
        refused(Subjects::parse, "gemm:m2k3n4sc0", "items ONE");
        refused(GemmShape::parse, "gemm:m2k3n4ta2", "ta is 2; expected 0 to 1");
        refused(GemmShape::parse, "gemm:m0k3n4", "rows is 0");
        refused(GemmShape::parse, "gemm:mb65536m65536k1n1", "c needs");
        refused(GemmShape::parse, "gemm:m65536k65536n1", "a and b are");
        refused(Subjects::parse, "tanh:n1.5", "n is 1.5");
        refused(Subjects::parse, "sgd:n5m0.9", "key m");
        refused(Subjects::parse, "nesterov:n5damp0.1", "dampening is 0.1");
        refused(Subjects::parse, "adam:n5t0", "t is 0");
        refused(Subjects::parse, "tanh:n1alpha1", "key alpha");
        refused(Subjects::parse, "elu:n1", "alpha is NaN");
        refused(Subjects::parse, "leaky_relu:n1alpha-1", "negativeSlope is -1");
    }

    @Property
    void padding(@ForAll("paddings") Pad2dShape shape) {
        assertEquals(shape, Pad2dShape.parse(shape.toString()));
        assertEquals(shape, Pad2dShape.parse(reversed(shape.toString())));
    }

    /** The keys in the opposite order, which means the same. */
    private static String reversed(String problem) {
        int colon = problem.indexOf(':') + 1;
        StringBuilder text = new StringBuilder();
        for (String field : problem.substring(colon).split("(?<=[0-9])(?=[a-z])")) {
            text.insert(0, field);
        }
        return problem.substring(0, colon) + text;
    }

    @Example
    void publishedExamples() {
        assertEquals(Conv2dShape.builder(128, 1, 28, 28).outChannels(6).kernel(5, 5).padding(2, 2, 2, 2).build(),
                Conv2dShape.parse("mb128ic1ih28oc6kh5ph2"));
        assertEquals("mb128ic1ih28oc6kh5ph2", Conv2dShape.parse("conv:ic1oc6ih28iw28kh5kw5ph2qw2mb128g1").toString());
        assertEquals(new DenseShape(128, 400, 120), DenseShape.parse("dense:mb128ic400oc120"));
        assertEquals(SoftmaxShape.of(SoftmaxShape.Kind.LOG_SOFTMAX, 1, 2, 21, 7, 7),
                SoftmaxShape.parse("log_softmax:mb2ic21sp49"));
        assertEquals(LossShape.builder(LossShape.Kind.SOFTMAX_CROSS_ENTROPY, 2, 21).positions(49)
                .reduction(Reduction.SUM).ignoredLabel(255).labelSmoothing(0.1f).build(),
                LossShape.parse("softmax_cross_entropy_sum:mb2ic21sp49il255ls0.1"));
        assertEquals("map_loss:mb128ic10j1",
                LossShape.builder(LossShape.Kind.MAXIMUM_A_POSTERIORI, 128, 10).rubbish(1).build().toString());
        assertEquals(new GemmShape(4, 128, 120, 400, true, false), GemmShape.parse("gemm:mb4m128n120k400ta1"));
        assertEquals(Pool2dShape.builder(Pool2dShape.Kind.MAX, 128, 6, 28, 28).kernel(2, 2).build(),
                Pool2dShape.parse("max:mb128ic6ih28kh2sh2"));
    }

    /** Widths are as heights, the end padding as the begin padding, qw as qh where that is given and else as pw. */
    @Example
    void defaults() {
        assertEquals(List.of(1, 2, 1, 2), padding("ic1ih9oc1kh3ph1pw2"));
        assertEquals(List.of(1, 2, 3, 3), padding("ic1ih9oc1kh3ph1pw2qh3"));
        assertEquals(List.of(0, 0, 0, 3), padding("ic1ih9oc1kh3qw3"));
        assertEquals(1, Conv2dShape.parse("ic1ih9oc1kh3").batch());
        assertEquals(1, Pool2dShape.parse("avg_p:ic1ih9kh3").strideHeight());
    }

    /** A string without any height is one-dimensional, and is printed so. */
    @Example
    void oneDimension() {
        Conv2dShape line = Conv2dShape.builder1d(16, 64, 128).outChannels(64).kernel(3).padding(1, 1).build();
        assertEquals(line, Conv2dShape.parse("mb16ic64iw128oc64kw3pw1"));
        assertEquals(line, Conv2dShape.parse("mb16ic64ih1iw128oc64kh1kw3ph0pw1"));
        assertEquals("mb16ic64iw128oc64kw3pw1", line.toString());
        Conv2dShape strided = Conv2dShape.builder1d(2, 4, 20).outChannels(6).groups(2).kernel(3).stride(2).dilation(3)
                .padding(4, 1).build();
        assertEquals("g2mb2ic4iw20oc6kw3sw2pw4qw1dw3", strided.toString());
        assertEquals(strided, Conv2dShape.parse("g2mb2ic4ih1iw20oc6kh1kw3sw2pw4qh0qw1dw3"));
        assertEquals("ic1ih1iw9oc1kh1kw3sh2sw1", Conv2dShape.parse("ic1ih1iw9oc1kh1kw3sh2sw1").toString());
        assertEquals("ic1iw1oc1kw1", Conv2dShape.parse("ic1ih1oc1kh1").toString());
        assertEquals("pad_edge:mb2ic3iw9pw1qw2", Pad2dShape.of1d(Pad2dShape.Mode.EDGE, 2, 3, 9, 1, 2).toString());
        assertEquals("pad_edge:ic3ih1iw9ph1pw0qh0", Pad2dShape.parse("pad_edge:ic3ih1iw9ph1pw0qh0").toString());
    }

    private static List<Integer> padding(String problem) {
        Conv2dShape shape = Conv2dShape.parse(problem);
        return List.of(shape.padTop(), shape.padLeft(), shape.padBottom(), shape.padRight());
    }

    @Example
    void refusals() {
        refused(Conv2dShape::parse, "", "expected");
        refused(Conv2dShape::parse, "mb128 ic1ih28oc6kh5", "expected");
        refused(Conv2dShape::parse, "mb-1ic1ih28oc6kh5", "mb is -1");
        refused(Conv2dShape::parse, "mbic1ih28oc6kh5", "key mbic");
        refused(Conv2dShape::parse, "ic1ih28oc6", "no kh");
        refused(Conv2dShape::parse, "ih28oc6kh5", "no ic");
        refused(Conv2dShape::parse, "ic1oc6kh5", "no ih");
        refused(Conv2dShape::parse, "ic1iw28oc6kh5", "no ih");
        refused(Conv2dShape::parse, "ic1iw28oc6kw5ph1", "no ih");
        refused(Conv2dShape::parse, "ic1ih28oc6kw5", "no kh");
        refused(Conv2dShape::parse, "ic1iw28oc6", "no kw");
        refused(Conv2dShape::parse, "ic1oc6kw5", "no iw");
        refused(Conv2dShape::parse, "ic1ih28oc6kh5zz3", "key zz");
        refused(Conv2dShape::parse, "ic1ic2ih28oc6kh5", "ic twice");
        refused(Conv2dShape::parse, "max:ic1ih28oc6kh5", "operation is max");
        refused(Conv2dShape::parse, "ic1ih99999999999oc6kh5", "99999999999");
        refused(Conv2dShape::parse, "ic0ih28oc6kh5", "inChannels is 0");
        refused(DenseShape::parse, "mb128ic400oc120", "operation");
        refused(DenseShape::parse, "dense:mb1ic400", "no oc");
        refused(Pool2dShape::parse, "ic6ih28kh2", "operation");
        refused(Pool2dShape::parse, "max:ic6ih28kh2ceil2", "ceil is 2");
        refused(Pad2dShape::parse, "ic6ih28ph2", "operation");
        refused(Pad2dShape::parse, "pad_wrap:ic6ih28ph2", "operation is pad_wrap");
        refused(Pad2dShape::parse, "pad_edge:ic6ih28kh2", "key kh");
        refused(Pad2dShape::parse, "pad_reflect:ic6ih2ph2", "padTop is 2");
        refused(Pool2dShape::parse, "max:ic6ih28", "no kh");
        refused(Pool2dShape::parse, "max:ic6iw28kh2", "no ih");
        refused(GlobalPool2dShape::parse, "gmax:ic6", "no iw");
        refused(GlobalPool2dShape::parse, "max:ic6ih28", "operation is max");
        refused(Subsampling2dShape::parse, "sub:ic6iw28", "no ih");
        refused(Pool2dShape::parse, "min:ic6ih28kh2", "operation is min");
    }

    private static void refused(Function<String, Object> parser, String text, String words) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> parser.apply(text), text);
        assertTrue(refusal.getMessage().contains(words), () -> text + ": " + refusal.getMessage());
    }

    /** Whatever text comes, it is read or refused, never answered with another exception. */
    @Property
    void anyText(@ForAll("almostProblems") String text) {
        for (Function<String, Object> parser : List.<Function<String, Object>>of(Conv2dShape::parse, DenseShape::parse,
                Pool2dShape::parse, GlobalPool2dShape::parse, Subsampling2dShape::parse, Subjects::parse)) {
            try {
                parser.apply(text);
            } catch (IllegalArgumentException e) {
                assertTrue(!e.getMessage().isBlank());
            }
        }
    }
}
