package io.github.lanewise.verify.properties;

import static io.github.lanewise.verify.harness.Slope.dot;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.verify.data.Activations;
import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.data.GlobalPool2dShapes;
import io.github.lanewise.verify.data.LossShapes;
import io.github.lanewise.verify.data.Pool2dShapes;
import io.github.lanewise.verify.data.Subsampling2dShapes;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.Slope;
import io.github.lanewise.verify.oracle.ActivationOracle;
import io.github.lanewise.verify.oracle.Conv2dOracle;
import io.github.lanewise.verify.oracle.DenseOracle;
import io.github.lanewise.verify.oracle.Estimate;
import io.github.lanewise.verify.oracle.GlobalPool2dOracle;
import io.github.lanewise.verify.oracle.Pool2dOracle;
import io.github.lanewise.verify.oracle.RadialBasisOracle;
import io.github.lanewise.verify.oracle.SoftmaxOracle;
import io.github.lanewise.verify.oracle.SquaredErrorOracle;
import io.github.lanewise.verify.oracle.Subsampling2dOracle;
import io.github.lanewise.verify.oracle.Widen;
import io.github.lanewise.verify.subject.Conv2dSubject;
import io.github.lanewise.verify.subject.DenseSubject;
import io.github.lanewise.verify.subject.GlobalPool2dSubject;
import io.github.lanewise.verify.subject.Pool2dSubject;
import io.github.lanewise.verify.subject.RadialBasisSubject;
import io.github.lanewise.verify.subject.Result;
import io.github.lanewise.verify.subject.SoftmaxSubject;
import io.github.lanewise.verify.subject.SquaredErrorSubject;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subsampling2dSubject;
import io.github.lanewise.verify.subject.Trial;
import io.github.lanewise.verify.subject.Way;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Gradients as slopes of ⟨oracle's forward, g⟩, which trusts no formula for a gradient.
 *
 * <p>A central difference of a linear function is exact but for the roundings of double: the sum of at most 2^13 products
 * of magnitude 64 carries less than 2^13·64·2^13·2^-53 = 2^-21 in the worst case and, its roundings having either sign, not a
 * thousandth of that; divided by a step of 2^-3 it stays under {@link #ROUNDING}. A smooth function adds step²/6 of its
 * third derivative, which is at most 2 for all that occur here.
 */
class FiniteDifferencePropertyTest {
    private static final double LINEAR_STEP = 0x1p-3;
    private static final double SMOOTH_STEP = 0x1p-12;
    private static final double ROUNDING = 1e-8;
    private static final double CURVATURE = SMOOTH_STEP * SMOOTH_STEP / 3;
    private static final int SLOPES = 4;

    @Provide
    Arbitrary<Conv2dShape> convolutions() {
        return Conv2dShapes.upTo(3_000);
    }

    @Provide
    Arbitrary<DenseShape> denseLayers() {
        return DenseShapes.upTo(3_000);
    }

    @Provide
    Arbitrary<Pool2dShape> poolings() {
        return Pool2dShapes.upTo(2_000);
    }

    @Provide
    Arbitrary<SoftmaxShape> softmaxes() {
        return LossShapes.softmax(0, 200);
    }

    @Provide
    Arbitrary<GlobalPool2dShape> globalPoolings() {
        return GlobalPool2dShapes.upTo(2_000);
    }

    @Provide
    Arbitrary<Subsampling2dShape> subsamplings() {
        return Subsampling2dShapes.upTo(2_000);
    }

    @Provide
    Arbitrary<Values> floats() {
        return Values.of(Kind.FLOATS);
    }

    @Provide
    Arbitrary<Activation> smooth() {
        return Activations.smooth();
    }

    @Property(tries = 60)
    void convolution(@ForAll("convolutions") Conv2dShape shape, @ForAll("floats") Values values) {
        Conv2dSubject subject = new Conv2dSubject(shape);
        double[] input = Widen.of(subject.input(values));
        double[] weight = Widen.of(subject.weight(values));
        double[] bias = Widen.of(subject.bias(values));
        double[] gradOutput = Widen.of(subject.gradOutput(values));
        ToDoubleFunction<double[]> loss = _ -> dot(Conv2dOracle.forward(shape, input, weight, bias).values(),
                gradOutput);
        slopes(subject, "gradInput", values, input, loss);
        slopes(subject, "gradWeight", values, weight, loss);
        slopes(subject, "gradBias", values, bias, loss);
    }

    @Property(tries = 60)
    void dense(@ForAll("denseLayers") DenseShape shape, @ForAll("floats") Values values) {
        DenseSubject subject = new DenseSubject(shape);
        double[] input = Widen.of(subject.input(values));
        double[] weight = Widen.of(subject.weight(values));
        double[] bias = Widen.of(subject.bias(values));
        double[] gradOutput = Widen.of(subject.gradOutput(values));
        ToDoubleFunction<double[]> loss = _ -> dot(DenseOracle.forward(shape, input, weight, bias).values(),
                gradOutput);
        slopes(subject, "gradInput", values, input, loss);
        slopes(subject, "gradWeight", values, weight, loss);
        slopes(subject, "gradBias", values, bias, loss);
    }

    /** The cells of a maximum are made to differ by more than twice the step, so that no winner changes on the way. */
    @Property(tries = 60)
    void pooling(@ForAll("poolings") Pool2dShape shape, @ForAll("floats") Values values) {
        Pool2dSubject subject = new Pool2dSubject(shape);
        float[] x = apart(values, subject.input(values).length);
        float[] g = subject.gradOutput(values);
        double[] input = Widen.of(x);
        double[] gradOutput = Widen.of(g);
        int[] winners = shape.kind() == Pool2dShape.Kind.MAX ? Pool2dOracle.winners(shape, input) : null;
        float[] got = new float[x.length];
        Pool2d.plan(shape).backward(g, winners, got, new Scratch(), Parallel.serial());
        slopes(shape + ", " + values + ", gradInput", values, input,
                _ -> dot(Pool2dOracle.forward(shape, input).values(), gradOutput), got,
                Pool2dOracle.gradInput(shape, gradOutput, winners));
    }

    @Property(tries = 60)
    void globalPooling(@ForAll("globalPoolings") GlobalPool2dShape shape, @ForAll("floats") Values values) {
        GlobalPool2dSubject subject = new GlobalPool2dSubject(shape);
        float[] x = apart(values, subject.input(values).length);
        float[] g = subject.gradOutput(values);
        double[] input = Widen.of(x);
        double[] gradOutput = Widen.of(g);
        int[] winners = shape.kind() == GlobalPool2dShape.Kind.MAX ? GlobalPool2dOracle.winners(shape, input) : null;
        float[] got = new float[x.length];
        GlobalPool2d.plan(shape).backward(g, winners, got, new Scratch(), Parallel.serial());
        slopes(shape + ", " + values + ", gradInput", values, input,
                _ -> dot(GlobalPool2dOracle.forward(shape, input).values(), gradOutput), got,
                GlobalPool2dOracle.gradInput(shape, gradOutput, winners));
    }

    @Property(tries = 60)
    void subsampling(@ForAll("subsamplings") Subsampling2dShape shape, @ForAll("floats") Values values) {
        Subsampling2dSubject subject = new Subsampling2dSubject(shape);
        double[] input = Widen.of(subject.input(values));
        double[] coefficient = Widen.of(subject.coefficient(values));
        double[] bias = Widen.of(subject.bias(values));
        double[] gradOutput = Widen.of(subject.gradOutput(values));
        ToDoubleFunction<double[]> loss = _ -> dot(
                Subsampling2dOracle.forward(shape, input, coefficient, bias).values(), gradOutput);
        slopes(subject, "gradInput", values, input, loss);
        slopes(subject, "gradCoefficient", values, coefficient, loss);
        slopes(subject, "gradBias", values, bias, loss);
    }

    private static float[] apart(Values values, int length) {
        SplittableRandom random = new SplittableRandom(values.seed());
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            x[i] = x[other];
            x[other] = i * 0.5f;
        }
        return x;
    }

    @Property(tries = 60)
    void activation(@ForAll("smooth") Activation activation, @ForAll("floats") Values values) {
        float[] x = values.draw("input", 37);
        float[] g = values.draw("gradOutput", x.length);
        float[] y = new float[x.length];
        float[] got = new float[x.length];
        Scratch scratch = new Scratch();
        activation.forward(x, 0, y, 0, x.length, scratch, Parallel.serial());
        activation.backward(y, 0, g, 0, got, 0, x.length, scratch, Parallel.serial());
        for (int i = 0; i < x.length; i++) {
            double[] point = {x[i]};
            double gradient = g[i];
            double slope = Slope.at(point, 0, SMOOTH_STEP, p -> gradient * ActivationOracle.value(activation, p[0]));
            double bound = ActivationOracle.gradientBound(activation, ActivationOracle.value(activation, x[i]),
                    ActivationOracle.derivative(activation, x[i]), gradient);
            String problem = activation + " at " + x[i] + ", " + values;
            Slope.near(() -> problem, got[i], slope, bound + CURVATURE * Math.abs(gradient) + ROUNDING);
        }
    }

    /** Squares, whose central differences are exact too. */
    @Property(tries = 60)
    void radialBasis(@ForAll("denseLayers") DenseShape dense, @ForAll("floats") Values values) {
        RadialBasisShape shape = new RadialBasisShape(dense.batch(), dense.inFeatures(), dense.outFeatures());
        RadialBasisSubject subject = new RadialBasisSubject(shape);
        double[] input = Widen.of(subject.input(values));
        double[] weight = Widen.of(subject.weight(values));
        double[] gradOutput = Widen.of(subject.gradOutput(values));
        ToDoubleFunction<double[]> loss = _ -> dot(RadialBasisOracle.forward(shape, input, weight).values(),
                gradOutput);
        slopes(subject, "gradInput", values, input, loss);
        slopes(subject, "gradWeight", values, weight, loss);
    }

    @Property(tries = 60)
    void squaredError(@ForAll Reduction reduction, @ForAll @IntRange(min = 1, max = 100) int length,
            @ForAll("floats") Values values) {
        SquaredErrorShape shape = new SquaredErrorShape(reduction, length);
        SquaredErrorSubject subject = new SquaredErrorSubject(shape);
        double[] input = Widen.of(subject.input(values));
        double[] target = Widen.of(subject.target(values));
        double[] gradLoss = Widen.of(subject.gradLoss(values));
        slopes(subject, "gradInput", values, input,
                x -> dot(SquaredErrorOracle.loss(shape, x, target).values(), gradLoss));
    }

    /** Of the kernel's own output, whose error (30 units at most here) the gradient inherits times the sum of all |g|. */
    @Property(tries = 60)
    void softmax(@ForAll("softmaxes") SoftmaxShape shape, @ForAll("floats") Values values) {
        SoftmaxSubject subject = new SoftmaxSubject(shape);
        float[] x = subject.input(values);
        float[] g = subject.gradOutput(values);
        float[] got = new float[x.length];
        Softmax plan = Softmax.plan(shape);
        plan.forward(x, got, new Scratch(), Parallel.serial());
        plan.backward(got, g, got, new Scratch(), Parallel.serial());
        double[] input = Widen.of(x);
        double[] gradOutput = Widen.of(g);
        double magnitude = Arrays.stream(gradOutput).map(Math::abs).sum();
        for (int i = 0; i < x.length; i++) {
            double slope = Slope.at(input, i, SMOOTH_STEP,
                    p -> dot(SoftmaxOracle.forward(shape, p).values(), gradOutput));
            String problem = shape + ", " + values + ", [" + i + "]";
            Slope.near(() -> problem, got[i], slope, (30 * 0x1p-24 + CURVATURE) * magnitude + ROUNDING);
        }
    }

    private static void slopes(Subject subject, String name, Values values, double[] x,
            ToDoubleFunction<double[]> loss) {
        Result result = subject.result(name);
        Trial trial = new Trial(result.algorithms().getFirst(), Way.serial(), 1, values);
        slopes(subject.problem() + ", " + name + " " + trial, values, x, loss, result.compute(trial),
                result.oracle(values));
    }

    private static void slopes(String problem, Values values, double[] x, ToDoubleFunction<double[]> loss, float[] got,
            Estimate oracle) {
        SplittableRandom random = new SplittableRandom(values.seed());
        for (int k = 0; k < SLOPES; k++) {
            int i = random.nextInt(x.length);
            double slope = Slope.at(x, i, LINEAR_STEP, loss);
            Slope.near(() -> problem + ", [" + i + "]", got[i], slope, oracle.bound(i) + ROUNDING);
        }
    }
}
