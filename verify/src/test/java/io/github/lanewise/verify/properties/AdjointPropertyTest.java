package io.github.lanewise.verify.properties;

import static io.github.lanewise.verify.harness.Slope.dot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.data.Pool2dShapes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.harness.ConvolutionCalls;
import io.github.lanewise.verify.harness.DenseCalls;
import io.github.lanewise.verify.harness.PoolingCalls;
import io.github.lanewise.verify.harness.Slope;
import io.github.lanewise.verify.harness.Way;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Pool2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Gradients as adjoints of the forward pass, which needs no reference at all: ⟨forward(x), g⟩ = ⟨x, gradInput(g)⟩ =
 * ⟨w, gradWeight(x, g)⟩. On integers both sides are exact in double.
 */
class AdjointPropertyTest {
    @Provide
    Arbitrary<Conv2dShape> convolutions() {
        return Conv2dShapes.upTo(150_000);
    }

    @Provide
    Arbitrary<DenseShape> denseLayers() {
        return DenseShapes.upTo(150_000);
    }

    @Provide
    Arbitrary<Pool2dShape> poolings() {
        return Pool2dShapes.upTo(50_000);
    }

    @Provide
    Arbitrary<Values> integers() {
        return Values.of(Kind.INTEGERS);
    }

    @Property
    void convolution(@ForAll("convolutions") Conv2dShape shape, @ForAll("integers") Values values) {
        float[] x = values.draw("input", ConvolutionCalls.inputLength(shape));
        float[] w = values.draw("weight", ConvolutionCalls.weightLength(shape));
        float[] g = values.draw("gradOutput", ConvolutionCalls.outputLength(shape));
        for (Conv2d.Algorithm algorithm : Conv2d.candidates(shape)) {
            ConvolutionCalls calls = new ConvolutionCalls(Conv2d.plan(shape, algorithm), 1, Way.serial(),
                    values.toString());
            double forward = dot(Widen.of(calls.forward(x, w, null)), Widen.of(g));
            assertEquals(forward, dot(Widen.of(x), Widen.of(calls.gradInput(g, w))), calls.problem());
            assertEquals(forward, dot(Widen.of(w), Widen.of(calls.gradWeight(x, g, false)[0])), calls.problem());
        }
    }

    @Property
    void dense(@ForAll("denseLayers") DenseShape shape, @ForAll("integers") Values values) {
        float[] x = values.draw("input", shape.batch() * shape.inFeatures());
        float[] w = values.draw("weight", shape.outFeatures() * shape.inFeatures());
        float[] g = values.draw("gradOutput", shape.batch() * shape.outFeatures());
        DenseCalls calls = new DenseCalls(Dense.plan(shape), 1, Way.serial(), values.toString());
        double forward = dot(Widen.of(calls.forward(x, w, null)), Widen.of(g));
        assertEquals(forward, dot(Widen.of(x), Widen.of(calls.gradInput(g, w))), calls.problem());
        assertEquals(forward, dot(Widen.of(w), Widen.of(calls.gradWeight(x, g, false)[0])), calls.problem());
    }

    /** A maximum is linear while its winners stay. An average divides, so the two sides differ by its roundings. */
    @Property
    void pooling(@ForAll("poolings") Pool2dShape shape, @ForAll("integers") Values values) {
        float[] x = values.draw("input", PoolingCalls.inputLength(shape));
        float[] g = values.draw("gradOutput", PoolingCalls.outputLength(shape));
        int[] winners = shape.kind() == Pool2dShape.Kind.MAX ? new int[g.length] : null;
        PoolingCalls calls = new PoolingCalls(Pool2d.plan(shape), 1, Way.serial(), values.toString());
        double forward = dot(Widen.of(calls.forward(x, winners)), Widen.of(g));
        double backward = dot(Widen.of(x), Widen.of(calls.gradInput(g, winners)));
        double bound = winners != null
                ? 0
                : dot(bounds(Pool2dOracle.forward(shape, Widen.of(x))), magnitudes(g))
                        + dot(bounds(Pool2dOracle.gradInput(shape, Widen.of(g), null)), magnitudes(x));
        Slope.near(calls::problem, backward, forward, bound);
    }

    private static double[] bounds(Estimate estimate) {
        double[] bounds = new double[estimate.length()];
        Arrays.setAll(bounds, estimate::bound);
        return bounds;
    }

    private static double[] magnitudes(float[] values) {
        return Arrays.stream(Widen.of(values)).map(Math::abs).toArray();
    }
}
