package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.verify.bits.SoftmaxCrossEntropyBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.SoftmaxCrossEntropySubject;
import io.github.lanewise.verify.subject.Subject;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Softmax cross-entropy: the oracle's bounds, and all of the published order that can be told from outside. */
class SoftmaxCrossEntropyPropertyTest extends OneResultProperties {
    private final Scratch scratch = new Scratch();

    @Override
    protected Arbitrary<Subject> small() {
        return Combinators.combine(Sizes.batches(), Sizes.upTo(129)).as(SoftmaxCrossEntropySubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return Combinators.combine(Sizes.batches(), Arbitraries.integers().between(400, 600))
                .as((batch, classes) -> new SoftmaxCrossEntropySubject(batch, classes));
    }

    @Override
    protected Arbitrary<Subject> large() {
        return Arbitraries.just(new SoftmaxCrossEntropySubject(1031, 101));
    }

    @Provide
    Arbitrary<Integer> classes() {
        return Sizes.upTo(129);
    }

    @Provide
    Arbitrary<Values> finiteValues() {
        return Values.of(Kind.INTEGERS, Kind.FLOATS, Kind.WIDE, Kind.SIGNED_ZEROS);
    }

    /**
     * The sixteen partials of a row's sum. Beside a single 0, an x under −17 has e^x under 2^-24.5, so their sum is 1 and
     * the second probability is that exponential itself; from those the whole row follows. Its largest element stands in
     * one of the partials and swallows what is added to it there, so the order shows.
     */
    @Property
    void rowSumHasThePublishedOrder(@ForAll("classes") int classes, @ForAll @IntRange(max = 128) int place,
            @ForAll("anyValues") Values values) {
        SplittableRandom random = new SplittableRandom(values.seed());
        float[] x = new float[classes];
        float[] exponentials = new float[classes];
        float[] pair = new float[2];
        for (int c = 0; c < classes; c++) {
            x[c] = c == place % classes ? 0 : (float) random.nextDouble(-20, -17.001);
            SoftmaxCrossEntropy.plan(1, 2).forward(new float[]{0, x[c]}, 0, new int[1], 0, pair, 0, scratch,
                    Parallel.serial());
            exponentials[c] = c == place % classes ? 1 : pair[1];
        }
        float[] got = new float[classes];
        SoftmaxCrossEntropy.plan(1, classes).forward(x, 0, new int[1], 0, got, 0, scratch, Parallel.serial());
        Compare.bits("softmax of " + Arrays.toString(x), got, SoftmaxCrossEntropyBits.probabilities(exponentials));
    }

    /** Logits of 0 and −∞ have exponentials 1 and 0, so everything but the logarithm is exact. */
    @Property
    void zerosAndMinusInfinities(@ForAll("classes") int classes, @ForAll("anyValues") Values values) {
        SplittableRandom random = new SplittableRandom(values.seed());
        float[] x = new float[classes];
        float[] exponentials = new float[classes];
        int label = random.nextInt(classes);
        for (int c = 0; c < classes; c++) {
            boolean kept = c == label || random.nextBoolean();
            x[c] = kept ? 0 : Float.NEGATIVE_INFINITY;
            exponentials[c] = kept ? 1 : 0;
        }
        float[] got = new float[classes];
        SoftmaxCrossEntropy.plan(1, classes).forward(x, 0, new int[]{label}, 0, got, 0, scratch, Parallel.serial());
        Compare.bits("softmax of " + Arrays.toString(x), got, SoftmaxCrossEntropyBits.probabilities(exponentials));
    }

    /** A NaN or +∞ makes its own row NaN and the mean loss with it, and leaves the other rows alone. */
    @Property
    void notFiniteRow(@ForAll @IntRange(min = 2, max = 40) int batch, @ForAll("classes") int classes,
            @ForAll("finiteValues") Values values, @ForAll boolean infinite) {
        SplittableRandom random = new SplittableRandom(values.seed());
        float[] x = values.draw("logits", batch * classes);
        int[] t = values.drawIndices("labels", batch, classes);
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(batch, classes);
        float[] wanted = new float[x.length];
        plan.forward(x, 0, t, 0, wanted, 0, scratch, Parallel.serial());
        int n = random.nextInt(batch);
        x[n * classes + random.nextInt(classes)] = infinite ? Float.POSITIVE_INFINITY : Float.NaN;
        Arrays.fill(wanted, n * classes, (n + 1) * classes, Float.NaN);
        float[] got = new float[x.length];
        float loss = plan.forward(x, 0, t, 0, got, 0, scratch, Parallel.serial());
        String problem = "cross-entropy of " + batch + "×" + classes + ", " + values + ", not finite in row " + n;
        Compare.bits(problem, got, wanted);
        Compare.bits(problem + ", loss", new float[]{loss}, new float[]{Float.NaN});
    }
}
