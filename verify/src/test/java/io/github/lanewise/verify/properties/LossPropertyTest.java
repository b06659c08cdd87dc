package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.SoftmaxCrossEntropyOfProbabilities;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.LossShapes;
import io.github.lanewise.verify.data.LossTarget;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.harness.Slope;
import io.github.lanewise.verify.oracle.LossOracle;
import io.github.lanewise.verify.oracle.Widen;
import io.github.lanewise.verify.subject.LossSubject;
import io.github.lanewise.verify.subject.Result;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Trial;
import io.github.lanewise.verify.subject.Way;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Losses over classes of every kind, with every option. */
class LossPropertyTest extends OneResultProperties {
    private static final double STEP = 0x1p-10;

    @Override
    protected Arbitrary<Subject> small() {
        return LossShapes.losses(0, 2_000).map(LossSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return LossShapes.losses(13_000, 30_000).map(LossSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return LossShapes.losses(60_000, 120_000).map(LossSubject::new);
    }

    @Provide
    Arbitrary<LossShape> tiny() {
        return LossShapes.losses(0, 300);
    }

    @Provide
    Arbitrary<Values> floats() {
        return Values.of(Values.Kind.FLOATS);
    }

    /**
     * Gradients as slopes of ⟨oracle's loss, gradLoss⟩, which trusts no formula for a gradient. A row's loss is Q·ln s less a
     * linear function, and all derivatives of ln s by the input are at most 2: so a central difference is off by
     * step²·Q·|g|/D/3, the gradient by the error of the probabilities (40 units are granted) times Q·|g|/D, and the difference
     * carries the double roundings of all rows' losses, 2^-52 of each.
     */
    @Property(tries = 200)
    void gradientsAreSlopes(@ForAll("tiny") LossShape shape, @ForAll("floats") Values values) {
        LossSubject subject = new LossSubject(shape);
        boolean weighted = shape.kind() != Kind.MAXIMUM_A_POSTERIORI;
        LossOracle oracle = new LossOracle(shape, subject.target(values, weighted));
        double[] input = Widen.of(subject.input(values));
        double[] gradLoss = Widen.of(subject.gradLoss(values));
        double scale = oracle.scale(gradLoss);
        if (!Double.isFinite(scale)) {
            return; // a mean of no row that counts
        }
        Result result = subject.result(weighted ? "gradInputWeighted" : "gradInput");
        Trial trial = new Trial(Result.ONLY, Way.serial(), 1, values);
        float[] got = result.compute(trial);
        double bound = (STEP * STEP / 3 + 40 * 0x1p-24) * scale + 0x1p-52 * 100 * scale * shape.rows() / STEP;
        SplittableRandom random = new SplittableRandom(values.seed());
        for (int k = 0; k < 8; k++) {
            int i = random.nextInt(input.length);
            double slope = Slope.at(input, i, STEP, x -> Slope.dot(oracle.loss(x).values(), gradLoss));
            Slope.near(() -> shape + " " + trial + ", [" + i + "]", got[i], slope,
                    result.oracle(values).bound(i) + bound);
        }
    }

    /** A label is the probabilities that are 1 there: the same bits, but where −∞ meets a probability of 0. */
    @Property
    void labelsAreProbabilities(@ForAll("tiny") LossShape any, @ForAll("floats") Values values) {
        LossShape ofLabels = new LossShape(Kind.SOFTMAX_CROSS_ENTROPY, Reduction.NONE, any.batch(), any.classes(),
                any.positions(), -100, 0, 0);
        LossShape ofProbabilities = new LossShape(Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES, Reduction.NONE,
                any.batch(), any.classes(), any.positions(), -100, 0, 0);
        float[] x = values.draw("input", any.batch() * any.classes() * any.positions());
        int[] labels = values.drawIndices("labels", any.rows(), any.classes());
        float[] targets = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            int row = i / any.positions() / any.classes() * any.positions() + i % any.positions();
            targets[i] = labels[row] == i / any.positions() % any.classes() ? 1 : 0;
        }
        float[] weights = LossTarget.draw(ofLabels, values, true).classWeights();
        float[] wanted = new float[any.rows()];
        float[] got = new float[any.rows()];
        float[] p = new float[x.length];
        SoftmaxCrossEntropy.plan(ofLabels).forward(x, labels, weights, p, wanted, new Scratch(), Parallel.serial());
        SoftmaxCrossEntropyOfProbabilities.plan(ofProbabilities).forward(x, targets, weights, p, got, new Scratch(),
                Parallel.serial());
        Compare.bits(ofProbabilities + ", " + values, got, wanted);
    }

    /** Logits that are not finite make their own row's loss NaN, and nothing of an ignored row. */
    @Property
    void notFiniteRow(@ForAll("tiny") LossShape any, @ForAll("floats") Values values) {
        LossShape shape = new LossShape(Kind.SOFTMAX_CROSS_ENTROPY, Reduction.NONE, any.batch(), any.classes(),
                any.positions(), -100, any.labelSmoothing(), 0);
        float[] x = new float[any.batch() * any.classes() * any.positions()];
        Arrays.fill(x, Float.NaN);
        int[] labels = new int[shape.rows()];
        float[] wanted = new float[shape.rows()];
        float[] wantedGradient = new float[x.length];
        SplittableRandom random = new SplittableRandom(values.seed());
        for (int r = 0; r < labels.length; r++) {
            labels[r] = random.nextBoolean() ? -100 : random.nextInt(shape.classes());
            wanted[r] = labels[r] < 0 ? 0 : Float.NaN;
        }
        for (int i = 0; i < x.length; i++) {
            int row = i / any.positions() / any.classes() * any.positions() + i % any.positions();
            wantedGradient[i] = wanted[row];
        }
        float[] loss = new float[labels.length];
        float[] ones = new float[labels.length];
        Arrays.fill(ones, 1);
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(shape);
        plan.forward(x, labels, null, x, loss, new Scratch(), Parallel.serial());
        Compare.bits(shape + " of NaN", loss, wanted);
        plan.backward(x, labels, null, ones, x, new Scratch(), Parallel.serial());
        Compare.bits(shape + " of NaN, gradInput", x, wantedGradient);
    }
}
