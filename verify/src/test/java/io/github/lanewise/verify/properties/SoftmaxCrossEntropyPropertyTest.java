package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.verify.bits.SoftmaxCrossEntropyBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.harness.Way;
import io.github.lanewise.verify.oracle.SoftmaxCrossEntropyOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Softmax cross-entropy: the oracle's bounds, and all of the published order that can be told from outside. */
class SoftmaxCrossEntropyPropertyTest {
    private final Scratch scratch = new Scratch();

    @Provide
    Arbitrary<Integer> batches() {
        return Sizes.batches();
    }

    @Provide
    Arbitrary<Integer> classes() {
        return Sizes.upTo(129);
    }

    @Provide
    Arbitrary<Values> finiteValues() {
        return Values.of(Kind.INTEGERS, Kind.FLOATS, Kind.WIDE, Kind.SIGNED_ZEROS);
    }

    @Provide
    Arbitrary<Values> anyValues() {
        return Values.any();
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return Sizes.offsets();
    }

    @Property
    void withinBounds(@ForAll("batches") int batch, @ForAll("classes") int classes,
            @ForAll("finiteValues") Values values, @ForAll("offsets") int offset, @ForAll boolean inPlace) {
        withinBounds(batch, classes, values, offset, inPlace, Way.oneAndTwoThreads());
    }

    @Property(tries = 8)
    void largeOnManyThreads(@ForAll("finiteValues") Values values, @ForAll("offsets") int offset,
            @ForAll boolean inPlace) {
        withinBounds(1031, 101, values, offset, inPlace, Way.all());
    }

    private static void withinBounds(int batch, int classes, Values values, int offset, boolean inPlace,
            List<Way> ways) {
        float[] x = values.draw("logits", batch * classes);
        int[] t = labels(values, batch, classes);
        SoftmaxCrossEntropyOracle oracle = new SoftmaxCrossEntropyOracle(batch, classes, Widen.of(x), t);
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(batch, classes);
        float[] first = null;
        for (Way way : ways) {
            String problem = "cross-entropy of " + batch + "×" + classes + ", " + values + ", offset " + offset
                    + ", in place " + inPlace + ", " + way;
            GuardedFloats logits = GuardedFloats.input("logits", x, offset);
            GuardedInts labels = GuardedInts.input("labels", t, 2 * offset);
            GuardedFloats probabilities = inPlace
                    ? logits
                    : GuardedFloats.output("probabilities", x.length, 3 * offset);
            float[] loss = new float[1];
            way.run((scratch, parallel) -> loss[0] = plan.forward(logits.array(), logits.offset(), labels.array(),
                    labels.offset(), probabilities.array(), probabilities.offset(), scratch, parallel));
            float[] p = probabilities.values(problem);
            first = first == null ? p : first;
            Compare.bits(problem + ", probabilities", p, first);
            Compare.within(problem + ", probabilities", p, oracle.probabilities());
            Compare.within(problem + ", loss", loss, oracle.loss());
            GuardedFloats gradInput = inPlace ? probabilities : GuardedFloats.output("gradInput", x.length, 5 * offset);
            way.run((scratch, parallel) -> plan.backward(probabilities.array(), probabilities.offset(), labels.array(),
                    labels.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
            float[] gradient = gradInput.values(problem);
            Compare.bits(problem + ", gradInput", gradient, SoftmaxCrossEntropyBits.gradInput(batch, classes, p, t));
            Compare.within(problem + ", gradInput", gradient, oracle.gradInput());
            labels.check(problem);
        }
    }

    /** A row does not depend on its neighbours, and the mean loss is the published sum of the rows' own. */
    @Property
    void rowsAreOnTheirOwn(@ForAll("batches") int batch, @ForAll("classes") int classes,
            @ForAll("anyValues") Values values) {
        float[] x = values.draw("logits", batch * classes);
        int[] t = labels(values, batch, classes);
        String problem = "cross-entropy of " + batch + "×" + classes + ", " + values;
        float[] together = new float[x.length];
        float loss = SoftmaxCrossEntropy.plan(batch, classes).forward(x, 0, t, 0, together, 0, scratch,
                Parallel.serial());
        float[] alone = new float[x.length];
        float[] losses = new float[batch];
        SoftmaxCrossEntropy row = SoftmaxCrossEntropy.plan(1, classes);
        for (int n = 0; n < batch; n++) {
            losses[n] = row.forward(x, n * classes, t, n, alone, n * classes, scratch, Parallel.serial());
        }
        Compare.bits(problem + ", rows", together, alone);
        Compare.bits(problem + ", mean", new float[]{loss},
                new float[]{SoftmaxCrossEntropyBits.meanLoss(losses)});
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
        int[] t = labels(values, batch, classes);
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

    private static int[] labels(Values values, int batch, int classes) {
        SplittableRandom random = new SplittableRandom(values.seed() + 1);
        return random.ints(batch, 0, classes).toArray();
    }
}
