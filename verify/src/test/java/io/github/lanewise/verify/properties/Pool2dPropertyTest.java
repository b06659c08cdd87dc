package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.verify.bits.Pool2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.Pool2dShapes;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.PoolingCalls;
import io.github.lanewise.verify.harness.Way;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Pool2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Pooling of every kind on one and two threads: the bits of the Javadoc, within the oracle's bounds. */
class Pool2dPropertyTest {
    @Provide
    Arbitrary<Pool2dShape> shapes() {
        return Pool2dShapes.upTo(50_000);
    }

    @Provide
    Arbitrary<Pool2dShape> largeShapes() {
        return Pool2dShapes.upTo(3_000_000);
    }

    @Provide
    Arbitrary<Pool2dShape> splitShapes() {
        return Pool2dShapes.between(300_000, 1_500_000);
    }

    @Provide
    Arbitrary<Values> values() {
        return Values.any();
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return Sizes.offsets();
    }

    @Property
    void forward(@ForAll("shapes") Pool2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        forward(shape, values, offset, Way.oneAndTwoThreads());
    }

    @Property
    void gradInput(@ForAll("shapes") Pool2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        gradInput(shape, values, offset, Way.oneAndTwoThreads());
    }

    /** Just large enough to be split among threads. */
    @Property(tries = 40)
    void splitAmongThreads(@ForAll("splitShapes") Pool2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        forward(shape, values, offset, Way.all());
        gradInput(shape, values, offset, Way.all());
    }

    /** Shapes large enough to be split among threads, also on more threads than processors. */
    @Property(tries = 15)
    void largeOnManyThreads(@ForAll("largeShapes") Pool2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        forward(shape, values, offset, Way.all());
        gradInput(shape, values, offset, Way.all());
    }

    private static void forward(Pool2dShape shape, Values values, int offset, List<Way> ways) {
        float[] input = values.draw("input", PoolingCalls.inputLength(shape));
        int[] winners = shape.kind() == Kind.MAX ? new int[PoolingCalls.outputLength(shape)] : null;
        float[] bits = Pool2dBits.forward(shape, input, winners);
        for (Way way : ways) {
            PoolingCalls calls = new PoolingCalls(Pool2d.plan(shape), offset, way, values.toString());
            Compare.bits(calls.problem() + ", forward", calls.forward(input, null), bits);
            if (winners != null) {
                int[] got = new int[winners.length];
                Compare.bits(calls.problem() + ", forward with indices", calls.forward(input, got), bits);
                Compare.integers(calls.problem() + ", indices", got, winners);
            }
        }
        if (values.bounded()) {
            Estimate oracle = Pool2dOracle.forward(shape, Widen.of(input));
            Compare.within(shape + ", " + values + ", forward", bits, oracle);
            if (winners != null) {
                Compare.integers(shape + ", " + values + ", indices", winners,
                        Pool2dOracle.winners(shape, Widen.of(input)));
            }
        }
    }

    private static void gradInput(Pool2dShape shape, Values values, int offset, List<Way> ways) {
        float[] gradOutput = values.draw("gradOutput", PoolingCalls.outputLength(shape));
        int[] winners = winners(shape, values);
        float[] bits = Pool2dBits.gradInput(shape, gradOutput, winners);
        for (Way way : ways) {
            PoolingCalls calls = new PoolingCalls(Pool2d.plan(shape), offset, way, values.toString());
            Compare.bits(calls.problem() + ", gradInput", calls.gradInput(gradOutput, winners), bits);
        }
        if (values.bounded()) {
            Compare.within(shape + ", " + values + ", gradInput", bits,
                    Pool2dOracle.gradInput(shape, Widen.of(gradOutput), winners));
        }
    }

    private static int[] winners(Pool2dShape shape, Values values) {
        if (shape.kind() != Kind.MAX) {
            return null;
        }
        int[] winners = new int[PoolingCalls.outputLength(shape)];
        Pool2dBits.forward(shape, values.draw("input", PoolingCalls.inputLength(shape)), winners);
        return winners;
    }
}
