package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.verify.bits.DenseBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.harness.Bounds;
import io.github.lanewise.verify.harness.DenseCalls;
import io.github.lanewise.verify.harness.Way;
import io.github.lanewise.verify.oracle.DenseOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Dense layers on one and two threads: the bits of the Javadoc's order, within the oracle's bounds. */
class DensePropertyTest {
    @Provide
    Arbitrary<DenseShape> shapes() {
        return DenseShapes.upTo(150_000);
    }

    @Provide
    Arbitrary<DenseShape> largeShapes() {
        return Arbitraries.of(new DenseShape(193, 401, 127), new DenseShape(65, 1025, 129),
                new DenseShape(7, 2049, 513), new DenseShape(513, 33, 400), new DenseShape(1, 4099, 1031));
    }

    @Provide
    Arbitrary<DenseShape> splitShapes() {
        return DenseShapes.between(700_000, 3_000_000);
    }

    @Provide
    Arbitrary<Values> values() {
        return Values.any();
    }

    @Provide
    Arbitrary<Values> ordinaryValues() {
        return Values.of(Kind.INTEGERS, Kind.FLOATS, Kind.WIDE);
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return Sizes.offsets();
    }

    @Property
    void forward(@ForAll("shapes") DenseShape shape, @ForAll("values") Values values, @ForAll("offsets") int offset,
            @ForAll boolean withBias) {
        forward(shape, values, offset, withBias, Way.oneAndTwoThreads());
    }

    @Property
    void gradInput(@ForAll("shapes") DenseShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        gradInput(shape, values, offset, Way.oneAndTwoThreads());
    }

    @Property
    void gradWeightAndBias(@ForAll("shapes") DenseShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset, @ForAll boolean wantsBias) {
        gradWeight(shape, values, offset, wantsBias, Way.oneAndTwoThreads());
    }

    /** Just large enough to be split among threads. */
    @Property(tries = 40)
    void splitAmongThreads(@ForAll("splitShapes") DenseShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        forward(shape, values, offset, true, Way.all());
        gradInput(shape, values, offset, Way.all());
        gradWeight(shape, values, offset, true, Way.all());
    }

    /** Shapes large enough to be split among threads and blocked by caches, also on more threads than processors. */
    @Property(tries = 10)
    void largeOnManyThreads(@ForAll("largeShapes") DenseShape shape, @ForAll("ordinaryValues") Values values,
            @ForAll("offsets") int offset) {
        forward(shape, values, offset, true, Way.all());
        gradInput(shape, values, offset, Way.all());
        gradWeight(shape, values, offset, true, Way.all());
    }

    private static void forward(DenseShape shape, Values values, int offset, boolean withBias, List<Way> ways) {
        float[] input = values.draw("input", shape.batch() * shape.inFeatures());
        float[] weight = values.draw("weight", shape.outFeatures() * shape.inFeatures());
        float[] bias = withBias ? values.draw("bias", shape.outFeatures()) : null;
        float[] bits = DenseBits.forward(shape, input, weight, bias);
        for (Way way : ways) {
            DenseCalls calls = new DenseCalls(Dense.plan(shape), offset, way, values.toString());
            Compare.bits(calls.problem() + ", forward", calls.forward(input, weight, bias), bits);
        }
        Bounds.check(shape + ", " + values + ", forward", values, bits,
                () -> DenseOracle.forward(shape, Widen.of(input), Widen.of(weight), Widen.of(bias)));
    }

    private static void gradInput(DenseShape shape, Values values, int offset, List<Way> ways) {
        float[] gradOutput = values.draw("gradOutput", shape.batch() * shape.outFeatures());
        float[] weight = values.draw("weight", shape.outFeatures() * shape.inFeatures());
        float[] bits = DenseBits.gradInput(shape, gradOutput, weight);
        for (Way way : ways) {
            DenseCalls calls = new DenseCalls(Dense.plan(shape), offset, way, values.toString());
            Compare.bits(calls.problem() + ", gradInput", calls.gradInput(gradOutput, weight), bits);
        }
        Bounds.check(shape + ", " + values + ", gradInput", values, bits,
                () -> DenseOracle.gradInput(shape, Widen.of(gradOutput), Widen.of(weight)));
    }

    private static void gradWeight(DenseShape shape, Values values, int offset, boolean wantsBias, List<Way> ways) {
        float[] input = values.draw("input", shape.batch() * shape.inFeatures());
        float[] gradOutput = values.draw("gradOutput", shape.batch() * shape.outFeatures());
        float[] bits = DenseBits.gradWeight(shape, input, gradOutput);
        float[] biasBits = DenseBits.gradBias(shape, gradOutput);
        for (Way way : ways) {
            DenseCalls calls = new DenseCalls(Dense.plan(shape), offset, way, values.toString());
            float[][] got = calls.gradWeight(input, gradOutput, wantsBias);
            Compare.bits(calls.problem() + ", gradWeight", got[0], bits);
            if (wantsBias) {
                Compare.bits(calls.problem() + ", gradBias", got[1], biasBits);
            }
        }
        Bounds.check(shape + ", " + values + ", gradWeight", values, bits,
                () -> DenseOracle.gradWeight(shape, Widen.of(input), Widen.of(gradOutput)));
        Bounds.check(shape + ", " + values + ", gradBias", values, biasBits,
                () -> DenseOracle.gradBias(shape, Widen.of(gradOutput)));
    }
}
