package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.SoftmaxShape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/** Shapes of softmax and of losses over classes: rows side by side in lanes, neighbouring positions, and long rows. */
public final class LossShapes {
    private LossShapes() {}

    /**
     * A softmax over any axis.
     *
     * @param least the fewest elements
     * @param most the most, about
     * @return the arbitrary
     */
    public static Arbitrary<SoftmaxShape> softmax(int least, int most) {
        return Combinators.combine(Arbitraries.of(SoftmaxShape.Kind.class), sizes(least, most))
                .as((kind, sizes) -> new SoftmaxShape(kind, sizes.get1(), sizes.get2(), sizes.get3()));
    }

    /**
     * A loss of any kind with any options.
     *
     * @param least the fewest elements of its input
     * @param most the most, about
     * @return the arbitrary
     */
    public static Arbitrary<LossShape> losses(int least, int most) {
        return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(Reduction.class), sizes(least, most),
                Arbitraries.of(-100, -1, 0, 2, 255), Arbitraries.of(0f, 0f, 0.1f, 1f), Arbitraries.of(0.1f, 1f, 30f))
                .as(LossShapes::loss);
    }

    private static LossShape loss(Kind kind, Reduction reduction, Tuple3<Integer, Integer, Integer> sizes,
            int ignoredLabel, float labelSmoothing, float rubbish) {
        boolean softmax = kind == Kind.SOFTMAX_CROSS_ENTROPY || kind == Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES;
        return new LossShape(kind, reduction, sizes.get1(), sizes.get2(), sizes.get3(), ignoredLabel,
                softmax ? labelSmoothing : 0, kind == Kind.MAXIMUM_A_POSTERIORI ? rubbish : 0);
    }

    /** outer × classes × inner, the outer cut or grown to the wanted number of elements. */
    private static Arbitrary<Tuple3<Integer, Integer, Integer>> sizes(int least, int most) {
        Arbitrary<Integer> classes = Arbitraries.frequencyOf(Tuple.of(4, Sizes.upTo(70)),
                Tuple.of(2, Arbitraries.integers().between(71, 200)));
        Arbitrary<Integer> inner = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(1)),
                Tuple.of(2, Arbitraries.integers().between(2, 15)), Tuple.of(2, Sizes.upTo(400)));
        return Combinators.combine(Sizes.batches(), classes, inner).as((batch, c, i) -> {
            int outer = Math.min(batch, Math.max(1, most / (c * i)));
            while (outer * c * i < least) {
                outer = 2 * outer + 1;
            }
            return Tuple.of(outer, c, i);
        });
    }
}
