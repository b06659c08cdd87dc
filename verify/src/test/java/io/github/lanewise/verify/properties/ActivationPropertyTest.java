package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.bits.ActivationBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.Way;
import io.github.lanewise.verify.oracle.ActivationOracle;
import io.github.lanewise.verify.oracle.Estimate;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Activations in arrays: each element on its own, in every lane and tail, in place or not, on any number of threads. */
class ActivationPropertyTest {
    private static final int LARGE = 300_007;

    private final Scratch scratch = new Scratch();

    @Provide
    Arbitrary<Values> values() {
        return Values.any();
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Sizes.upTo(129);
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return Sizes.offsets();
    }

    @Property
    void forward(@ForAll Activation activation, @ForAll("lengths") int length, @ForAll("values") Values values,
            @ForAll("offsets") int offset, @ForAll boolean inPlace) {
        forward(activation, length, values, offset, inPlace, Way.oneAndTwoThreads());
    }

    @Property
    void backward(@ForAll Activation activation, @ForAll("lengths") int length, @ForAll("values") Values values,
            @ForAll("offsets") int offset, @ForAll InPlace inPlace) {
        backward(activation, length, values, offset, inPlace, Way.oneAndTwoThreads());
    }

    @Property(tries = 10)
    void largeOnManyThreads(@ForAll Activation activation, @ForAll("values") Values values,
            @ForAll("offsets") int offset, @ForAll InPlace inPlace) {
        forward(activation, LARGE, values, offset, inPlace != InPlace.NO, Way.all());
        backward(activation, LARGE, values, offset, inPlace, Way.all());
    }

    /** What the gradient overwrites. */
    enum InPlace {
        NO, GRAD_OUTPUT, OUTPUT
    }

    private void forward(Activation activation, int length, Values values, int offset, boolean inPlace,
            List<Way> ways) {
        float[] x = values.draw("input", length);
        float[] alone = eachAlone(activation, x);
        for (Way way : ways) {
            String problem = activation + " of " + length + ", " + values + ", offset " + offset + ", in place "
                    + inPlace + ", " + way;
            GuardedFloats input = GuardedFloats.input("input", x, offset);
            GuardedFloats output = inPlace ? input : GuardedFloats.output("output", length, 2 * offset);
            way.run((scratch, parallel) -> activation.forward(input.array(), input.offset(), output.array(),
                    output.offset(), length, scratch, parallel));
            if (!inPlace) {
                input.check(problem);
            }
            Compare.bits(problem + ", forward", output.values(problem), alone);
        }
        withinBounds(activation, values, x, alone);
    }

    /** Every element computed by a call of its own, so that it stands in a tail and never in a vector among others. */
    private float[] eachAlone(Activation activation, float[] x) {
        float[] alone = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            if (activation == Activation.RELU) {
                alone[i] = ActivationBits.relu(x[i]);
            } else {
                activation.forward(x, i, alone, i, 1, scratch, Parallel.serial());
            }
        }
        return alone;
    }

    private static void withinBounds(Activation activation, Values values, float[] x, float[] got) {
        if (!values.bounded()) {
            return;
        }
        double[] value = new double[x.length];
        double[] bound = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            value[i] = ActivationOracle.value(activation, x[i]);
            bound[i] = ActivationOracle.bound(activation, value[i]);
        }
        Compare.within(activation + ", " + values + ", forward", got, Estimate.of(value, bound));
    }

    private void backward(Activation activation, int length, Values values, int offset, InPlace inPlace,
            List<Way> ways) {
        float[] x = values.draw("input", length);
        float[] y = eachAlone(activation, x);
        float[] g = values.draw("gradOutput", length);
        float[] wanted = new float[length];
        for (int i = 0; i < length; i++) {
            wanted[i] = ActivationBits.gradInput(activation, y[i], g[i]);
        }
        for (Way way : ways) {
            String problem = activation + " of " + length + ", " + values + ", offset " + offset + ", in place "
                    + inPlace + ", " + way;
            GuardedFloats output = GuardedFloats.input("output", y, offset);
            GuardedFloats gradOutput = GuardedFloats.input("gradOutput", g, 2 * offset);
            GuardedFloats gradInput = switch (inPlace) {
                case NO -> GuardedFloats.output("gradInput", length, 3 * offset);
                case GRAD_OUTPUT -> gradOutput;
                case OUTPUT -> output;
            };
            way.run((scratch, parallel) -> activation.backward(output.array(), output.offset(), gradOutput.array(),
                    gradOutput.offset(), gradInput.array(), gradInput.offset(), length, scratch, parallel));
            Compare.bits(problem + ", backward", gradInput.values(problem), wanted);
        }
        gradientWithinBounds(activation, values, x, g, wanted);
    }

    private static void gradientWithinBounds(Activation activation, Values values, float[] x, float[] g, float[] got) {
        if (!values.bounded()) {
            return;
        }
        double[] value = new double[x.length];
        double[] bound = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double derivative = ActivationOracle.derivative(activation, x[i]);
            value[i] = g[i] * derivative;
            bound[i] = ActivationOracle.gradientBound(activation, ActivationOracle.value(activation, x[i]), derivative,
                    g[i]);
        }
        Compare.within(activation + ", " + values + ", backward", got, Estimate.of(value, bound));
    }
}
