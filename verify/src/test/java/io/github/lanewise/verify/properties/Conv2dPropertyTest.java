package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.verify.bits.Conv2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.harness.Bounds;
import io.github.lanewise.verify.harness.ConvolutionCalls;
import io.github.lanewise.verify.harness.Way;
import io.github.lanewise.verify.oracle.Conv2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Convolution by every algorithm and on one and two threads: the bits of the Javadoc's order, within the oracle's bounds. */
class Conv2dPropertyTest {
    @Provide
    Arbitrary<Conv2dShape> shapes() {
        return Conv2dShapes.upTo(150_000);
    }

    @Provide
    Arbitrary<Conv2dShape> largeShapes() {
        Arbitrary<Conv2dShape> known = Arbitraries
                .of("mb128ic1ih28oc6kh5ph2", "mb65ic6ih14oc16kh5", "mb17ic32ih8oc64kh5", "mb2ic64ih28oc65kh3ph1",
                        "mb3ic129ih14oc67kh1", "mb15ic3ih31oc33kh7sh2ph3", "g33mb33ic33ih19oc66kh3ph1qh0dh2",
                        "g4mb16ic64ih9oc68kh3ph1", "ic17ih65oc35kh5ph4sh2dh3", "mb193ic2ih11oc5kh4ph3qh1")
                .map(Conv2dShape::parse);
        return Arbitraries.frequencyOf(Tuple.of(2, known), Tuple.of(1, Conv2dShapes.upTo(12_000_000)));
    }

    @Provide
    Arbitrary<Conv2dShape> splitShapes() {
        return Conv2dShapes.between(700_000, 3_000_000);
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
    void forward(@ForAll("shapes") Conv2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset, @ForAll boolean withBias) {
        forward(shape, values, offset, withBias, Way.oneAndTwoThreads());
    }

    @Property
    void gradInput(@ForAll("shapes") Conv2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        gradInput(shape, values, offset, Way.oneAndTwoThreads());
    }

    @Property
    void gradWeightAndBias(@ForAll("shapes") Conv2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset, @ForAll boolean wantsBias) {
        gradWeight(shape, values, offset, wantsBias, Way.oneAndTwoThreads());
    }

    /** Just large enough to be split among threads. */
    @Property(tries = 40)
    void splitAmongThreads(@ForAll("splitShapes") Conv2dShape shape, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        forward(shape, values, offset, true, Way.all());
        gradInput(shape, values, offset, Way.all());
        gradWeight(shape, values, offset, true, Way.all());
    }

    /** Shapes large enough to be split among threads and blocked by caches, also on more threads than processors. */
    @Property(tries = 10)
    void largeOnManyThreads(@ForAll("largeShapes") Conv2dShape shape, @ForAll("ordinaryValues") Values values,
            @ForAll("offsets") int offset) {
        forward(shape, values, offset, true, Way.all());
        gradInput(shape, values, offset, Way.all());
        gradWeight(shape, values, offset, true, Way.all());
    }

    private static void forward(Conv2dShape shape, Values values, int offset, boolean withBias, List<Way> ways) {
        float[] input = values.draw("input", ConvolutionCalls.inputLength(shape));
        float[] weight = values.draw("weight", ConvolutionCalls.weightLength(shape));
        float[] bias = withBias ? values.draw("bias", shape.outChannels()) : null;
        float[] bits = Conv2dBits.forward(shape, input, weight, bias);
        for (ConvolutionCalls calls : calls(shape, values, offset, ways)) {
            Compare.bits(calls.problem() + ", forward", calls.forward(input, weight, bias), bits);
        }
        Bounds.check(shape + ", " + values + ", forward", values, bits,
                () -> Conv2dOracle.forward(shape, Widen.of(input), Widen.of(weight), Widen.of(bias)));
    }

    private static void gradInput(Conv2dShape shape, Values values, int offset, List<Way> ways) {
        float[] gradOutput = values.draw("gradOutput", ConvolutionCalls.outputLength(shape));
        float[] weight = values.draw("weight", ConvolutionCalls.weightLength(shape));
        float[] bits = Conv2dBits.gradInput(shape, gradOutput, weight);
        for (ConvolutionCalls calls : calls(shape, values, offset, ways)) {
            Compare.bits(calls.problem() + ", gradInput", calls.gradInput(gradOutput, weight), bits);
        }
        Bounds.check(shape + ", " + values + ", gradInput", values, bits,
                () -> Conv2dOracle.gradInput(shape, Widen.of(gradOutput), Widen.of(weight)));
    }

    private static void gradWeight(Conv2dShape shape, Values values, int offset, boolean wantsBias, List<Way> ways) {
        float[] input = values.draw("input", ConvolutionCalls.inputLength(shape));
        float[] gradOutput = values.draw("gradOutput", ConvolutionCalls.outputLength(shape));
        float[] bits = Conv2dBits.gradWeight(shape, input, gradOutput);
        float[] biasBits = Conv2dBits.gradBias(shape, gradOutput);
        for (ConvolutionCalls calls : calls(shape, values, offset, ways)) {
            float[][] got = calls.gradWeight(input, gradOutput, wantsBias);
            Compare.bits(calls.problem() + ", gradWeight", got[0], bits);
            if (wantsBias) {
                Compare.bits(calls.problem() + ", gradBias", got[1], biasBits);
            }
        }
        Bounds.check(shape + ", " + values + ", gradWeight", values, bits,
                () -> Conv2dOracle.gradWeight(shape, Widen.of(input), Widen.of(gradOutput)));
        Bounds.check(shape + ", " + values + ", gradBias", values, biasBits,
                () -> Conv2dOracle.gradBias(shape, Widen.of(gradOutput)));
    }

    private static List<ConvolutionCalls> calls(Conv2dShape shape, Values values, int offset, List<Way> ways) {
        List<ConvolutionCalls> calls = new ArrayList<>();
        for (Conv2d.Algorithm algorithm : Conv2d.candidates(shape)) {
            for (Way way : ways) {
                calls.add(new ConvolutionCalls(Conv2d.plan(shape, algorithm), offset, way, values.toString()));
            }
        }
        return calls;
    }
}
