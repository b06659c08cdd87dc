package io.github.lanewise.verify.properties;

import static io.github.lanewise.verify.harness.Slope.dot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.verify.data.ConnectionTables;
import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.data.GlobalPool2dShapes;
import io.github.lanewise.verify.data.Pad2dShapes;
import io.github.lanewise.verify.data.Pool2dShapes;
import io.github.lanewise.verify.data.Subsampling2dShapes;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.Slope;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.Widen;
import io.github.lanewise.verify.subject.Conv2dSubject;
import io.github.lanewise.verify.subject.DenseSubject;
import io.github.lanewise.verify.subject.GlobalPool2dSubject;
import io.github.lanewise.verify.subject.Pad2dSubject;
import io.github.lanewise.verify.subject.Pool2dSubject;
import io.github.lanewise.verify.subject.Result;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subsampling2dSubject;
import io.github.lanewise.verify.subject.Trial;
import io.github.lanewise.verify.subject.Way;
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
    Arbitrary<Conv2dSubject> partialConnections() {
        return Conv2dShapes.upTo(150_000).filter(shape -> shape.groups() == 1)
                .flatMap(shape -> ConnectionTables.of(shape.outChannels(), shape.inChannels())
                        .map(connections -> new Conv2dSubject(shape, connections)));
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
    Arbitrary<Pad2dShape> paddings() {
        return Pad2dShapes.upTo(50_000);
    }

    @Provide
    Arbitrary<GlobalPool2dShape> globalPoolings() {
        return GlobalPool2dShapes.upTo(50_000);
    }

    @Provide
    Arbitrary<Subsampling2dShape> subsamplings() {
        return Subsampling2dShapes.upTo(50_000);
    }

    @Provide
    Arbitrary<Values> integers() {
        return Values.of(Kind.INTEGERS);
    }

    @Property
    void convolution(@ForAll("convolutions") Conv2dShape shape, @ForAll("integers") Values values) {
        Conv2dSubject subject = new Conv2dSubject(shape);
        adjoint(subject, values, subject.input(values), subject.weight(values), subject.gradOutput(values));
    }

    @Property
    void partialConnection(@ForAll("partialConnections") Conv2dSubject subject, @ForAll("integers") Values values) {
        adjoint(subject, values, subject.input(values), subject.weight(values), subject.gradOutput(values));
    }

    @Property
    void dense(@ForAll("denseLayers") DenseShape shape, @ForAll("integers") Values values) {
        DenseSubject subject = new DenseSubject(shape);
        adjoint(subject, values, subject.input(values), subject.weight(values), subject.gradOutput(values));
    }

    private static void adjoint(Subject subject, Values values, float[] x, float[] w, float[] g) {
        for (String algorithm : subject.result("output").algorithms()) {
            Trial trial = new Trial(algorithm, Way.serial(), 1, values);
            String problem = subject.problem() + " " + trial;
            double forward = dot(subject.result("outputWithoutBias").compute(trial), g);
            assertEquals(forward, dot(x, subject.result("gradInput").compute(trial)), problem);
            assertEquals(forward, dot(w, subject.result("gradWeight").compute(trial)), problem);
        }
    }

    /** A padding by zeros, by copies or by a mirror image is linear. */
    @Property
    void padding(@ForAll("paddings") Pad2dShape shape, @ForAll("integers") Values values) {
        Pad2dSubject subject = new Pad2dSubject(shape);
        Trial trial = new Trial(Result.ONLY, Way.serial(), 1, values);
        assertEquals(dot(subject.result("output").compute(trial), subject.gradOutput(values)),
                dot(subject.input(values), subject.result("gradInput").compute(trial)), shape + " " + trial);
    }

    /** A maximum is linear while its winners stay. An average divides, so the two sides differ by its roundings. */
    @Property
    void pooling(@ForAll("poolings") Pool2dShape shape, @ForAll("integers") Values values) {
        Pool2dSubject subject = new Pool2dSubject(shape);
        adjointOfPooling(subject, values, subject.input(values), subject.gradOutput(values),
                shape.kind() == Pool2dShape.Kind.MAX);
    }

    private static void adjointOfPooling(Subject subject, Values values, float[] x, float[] g, boolean max) {
        Trial trial = new Trial(Result.ONLY, Way.serial(), 1, values);
        Result output = subject.result("output");
        Result gradInput = subject.result("gradInput");
        double bound = Slope.dot(bounds(output.oracle(values)), magnitudes(g))
                + Slope.dot(bounds(gradInput.oracle(values)), magnitudes(x));
        Slope.near(() -> subject.problem() + " " + trial, dot(x, gradInput.compute(trial)),
                dot(output.compute(trial), g), max ? 0 : bound);
    }

    @Property
    void globalPooling(@ForAll("globalPoolings") GlobalPool2dShape shape, @ForAll("integers") Values values) {
        GlobalPool2dSubject subject = new GlobalPool2dSubject(shape);
        adjointOfPooling(subject, values, subject.input(values), subject.gradOutput(values),
                shape.kind() == GlobalPool2dShape.Kind.MAX);
    }

    /** Linear in the coefficient and, but for the bias, in the input. */
    @Property
    void subsampling(@ForAll("subsamplings") Subsampling2dShape shape, @ForAll("integers") Values values) {
        Subsampling2dSubject subject = new Subsampling2dSubject(shape);
        Trial trial = new Trial(Result.ONLY, Way.serial(), 1, values);
        String problem = shape + " " + trial;
        double forward = dot(subject.result("output").compute(trial), subject.gradOutput(values))
                - dot(subject.bias(values), subject.result("gradBias").compute(trial));
        assertEquals(forward, dot(subject.input(values), subject.result("gradInput").compute(trial)), problem);
        assertEquals(forward, dot(subject.coefficient(values), subject.result("gradCoefficient").compute(trial)),
                problem);
    }

    private static double dot(float[] a, float[] b) {
        return Slope.dot(Widen.of(a), Widen.of(b));
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
