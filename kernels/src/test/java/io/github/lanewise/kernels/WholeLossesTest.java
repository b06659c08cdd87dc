package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.internal.scalar.Elementary;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Softmax and losses through their public form, as {@link WholeOperationsTest} has the other operations. */
class WholeLossesTest {
    /** Never shut down, because mutation testing runs the class again in the same JVM; idle threads end by themselves. */
    private static final ForkJoinPool POOL = new ForkJoinPool(3);

    private final Random random = new Random(13);
    private final Scratch scratch = new Scratch();

    /** No result may hold what an earlier call left in the scratch: NaN throughout. */
    @BeforeEach
    void spoilScratch() {
        float[] nan = new float[10_000];
        Arrays.fill(nan, Float.NaN);
        SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy:ic10000ls0.1")).forward(nan, new int[1], nan,
                new float[nan.length], new float[1], scratch, Parallel.serial());
    }

    /** A sum over the classes: term c goes to partial c mod 16. */
    private interface Term {
        float of(int number, float acc);
    }

    private static float sum(int classes, Term term) {
        float[] p = new float[16];
        for (int c = 0; c < classes; c++) {
            p[c % 16] = term.of(c, p[c % 16]);
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                p[j] += p[j + half];
            }
        }
        return p[0];
    }

    /** The softmax of a row of an array of any rank: the classes stand {@code stride} apart. */
    private static final class Row {
        final int classes;
        final float[] shifted;
        final float[] exponentials;
        final float sum;

        Row(Floats x, int first, int stride, int classes) {
            this.classes = classes;
            shifted = new float[classes];
            exponentials = new float[classes];
            float max = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                max = Math.max(max, x.get(first + c * stride));
            }
            for (int c = 0; c < classes; c++) {
                shifted[c] = x.get(first + c * stride) - max;
                exponentials[c] = Elementary.exp(shifted[c]);
            }
            sum = sum(classes, (c, acc) -> acc + exponentials[c]);
        }
    }

    /** Where a row begins in outer × classes × inner. */
    private static int first(int row, int classes, int inner) {
        return row / inner * classes * inner + row % inner;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mb150ic10", "mb17ic1", "mb3ic79", "mb3ic80", "mb2ic257", "mb33ic7sp5", "mb3ic21sp16",
            "mb2ic21sp1000", "mb2ic3000sp15", "mb40ic70", "ic100sp100"})
    void softmax(String sizes) {
        for (String operation : new String[]{"softmax:", "log_softmax:"}) {
            SoftmaxShape s = SoftmaxShape.parse(operation + sizes);
            assertEquals(operation + sizes, s.toString());
            boolean log = s.kind() == SoftmaxShape.Kind.LOG_SOFTMAX;
            Floats x = Floats.plain(random, s.outer() * s.classes() * s.inner());
            Floats g = Floats.plain(random, x.length);
            Floats output = Floats.poisoned(x.length);
            Floats gradInput = Floats.poisoned(x.length);
            for (int r = 0; r < s.outer() * s.inner(); r++) {
                int first = first(r, s.classes(), s.inner());
                Row row = new Row(x, first, s.inner(), s.classes());
                for (int c = 0; c < s.classes(); c++) {
                    output.set(first + c * s.inner(),
                            log ? row.shifted[c] - Elementary.log(row.sum) : row.exponentials[c] / row.sum);
                }
                float t = sum(s.classes(), (c, acc) -> {
                    float gradient = g.get(first + c * s.inner());
                    return log ? acc + gradient : Math.fma(output.get(first + c * s.inner()), gradient, acc);
                });
                for (int c = 0; c < s.classes(); c++) {
                    int at = first + c * s.inner();
                    gradInput.set(at, log
                            ? Math.fma(-Elementary.exp(output.get(at)), t, g.get(at))
                            : output.get(at) * (g.get(at) - t));
                }
            }
            Softmax plan = Softmax.plan(s);
            for (Parallel p : new Parallel[]{Parallel.serial(), Parallel.on(POOL)}) {
                Floats y = Floats.poisoned(x.length);
                plan.forward(x.array, x.offset, y.array, y.offset, scratch, p);
                output.assertSame(s.toString(), y);
                Floats dx = Floats.poisoned(x.length);
                plan.backward(y.array, y.offset, g.array, g.offset, dx.array, dx.offset, scratch, p);
                gradInput.assertSame(s + " gradient", dx);
            }
        }
    }

    /** Labels with smoothing and weights, some ignored; and with distances. */
    @ParameterizedTest
    @ValueSource(strings = {"softmax_cross_entropy:mb150ic10ls0.2", "softmax_cross_entropy_none:mb3ic81ls0.1",
            "softmax_cross_entropy_sum:mb2ic21sp50ls0.3", "softmax_cross_entropy:mb17ic5sp3",
            "softmax_cross_entropy:mb5ic200", "map_loss:mb20ic10j0.5", "map_loss_none:mb3ic95j1",
            "map_loss_sum:mb2ic4sp33j2"})
    void crossEntropy(String problem) {
        LossShape s = LossShape.parse(problem);
        boolean distances = s.kind() == LossShape.Kind.MAXIMUM_A_POSTERIORI;
        boolean smoothed = s.labelSmoothing() != 0;
        float kept = 1 - s.labelSmoothing();
        float share = s.labelSmoothing() / s.classes();
        int inner = s.positions();
        Floats x = Floats.plain(random, s.batch() * s.classes() * inner);
        Floats w = weights(s.classes(), distances);
        Floats g = Floats.plain(random, s.losses());
        int[] labels = labels(s);
        float divisor = s.reduction() == Reduction.MEAN ? divisor(s, labels, w) : 1;
        Floats losses = Floats.poisoned(s.rows());
        Floats probabilities = Floats.poisoned(x.length);
        Floats gradInput = Floats.poisoned(x.length);
        for (int r = 0; r < s.rows(); r++) {
            int first = first(r, s.classes(), inner);
            Row row = distances ? distances(x, first, inner, s) : new Row(x, first, inner, s.classes());
            float[] q = new float[s.classes()];
            boolean counts = labels[r] >= 0;
            int label = Math.max(0, labels[r]);
            for (int c = 0; c < s.classes() && smoothed; c++) {
                q[c] = share * w.get(c);
            }
            float total = smoothed ? Math.fma(kept, w.get(label), sum(s.classes(), (c, acc) -> acc + q[c])) : 0;
            q[label] = smoothed ? Math.fma(kept, w.get(label), q[label]) : w.get(label);
            total = smoothed ? total : q[label];
            float weighted = smoothed
                    ? sum(s.classes(), (c, acc) -> Math.fma(q[c], row.shifted[c], acc))
                    : q[label] * row.shifted[label];
            losses.set(r, counts ? Math.fma(total, Elementary.log(row.sum), -weighted) : 0);
            float gradient = g.get(s.reduction() == Reduction.NONE ? r : 0) * (distances ? -1 : 1);
            for (int c = 0; c < s.classes(); c++) {
                float p = row.exponentials[c] / row.sum;
                probabilities.set(first + c * inner, p);
                gradInput.set(first + c * inner, counts ? Math.fma(total, p, -q[c]) * gradient / divisor : 0);
            }
        }
        Floats loss = reduced(s, losses, divisor);
        Floats gotP = Floats.poisoned(x.length);
        Floats got = Floats.poisoned(s.losses());
        Floats dx = Floats.poisoned(x.length);
        Parallel p = Parallel.on(POOL);
        if (distances) {
            MaximumAPosteriori plan = MaximumAPosteriori.plan(s);
            plan.forward(x.array, x.offset, labels, 0, gotP.array, gotP.offset, got.array, got.offset, scratch, p);
            plan.backward(gotP.array, gotP.offset, labels, 0, g.array, g.offset, dx.array, dx.offset, scratch, p);
        } else {
            SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(s);
            plan.forward(x.array, x.offset, labels, 0, w.array, w.offset, gotP.array, gotP.offset, got.array,
                    got.offset, scratch, p);
            plan.backward(gotP.array, gotP.offset, labels, 0, w.array, w.offset, g.array, g.offset, dx.array,
                    dx.offset, scratch, p);
        }
        probabilities.assertSame(problem + " probabilities", gotP);
        loss.assertSame(problem, got);
        gradInput.assertSame(problem + " gradient", dx);
    }

    private Floats weights(int classes, boolean ones) {
        Floats w = Floats.plain(random, classes);
        for (int c = 0; c < classes; c++) {
            w.set(c, ones ? 1 : Math.abs(w.get(c)) + 0.5f);
        }
        return w;
    }

    private int[] labels(LossShape s) {
        int[] labels = random.ints(s.rows(), 0, s.classes()).toArray();
        for (int r = 1; r < labels.length; r += 3) {
            labels[r] = s.ignoredLabel();
        }
        return labels;
    }

    private static float divisor(LossShape s, int[] labels, Floats w) {
        Floats weights = Floats.poisoned(s.rows());
        for (int r = 0; r < s.rows(); r++) {
            weights.set(r, labels[r] < 0 ? 0 : w.get(labels[r]));
        }
        return inPieces(weights);
    }

    private static float inPieces(Floats values) {
        float total = 0;
        for (int begin = 0; begin < values.length; begin += 64) {
            int from = begin;
            float sum = sum(Math.min(64, values.length - begin), (i, acc) -> acc + values.get(from + i));
            total = begin == 0 ? sum : total + sum;
        }
        return total;
    }

    private static Floats reduced(LossShape s, Floats losses, float divisor) {
        if (s.reduction() == Reduction.NONE) {
            return losses;
        }
        Floats one = Floats.poisoned(1);
        one.set(0, inPieces(losses) / divisor);
        return one;
    }

    /** The row of −y, and behind it −j. */
    private static Row distances(Floats x, int first, int stride, LossShape s) {
        Floats logits = Floats.poisoned(s.classes() + 1);
        for (int c = 0; c < s.classes(); c++) {
            logits.set(c, -x.get(first + c * stride));
        }
        logits.set(s.classes(), -s.rubbish());
        return new Row(logits, 0, 1, s.classes() + 1);
    }

    /**
     * Probabilities that are 1 at a label give what the label gives, smoothed or not, and count every row. The smoothed share
     * of a class is a power of two, so that no order of summation shows.
     */
    @ParameterizedTest
    @ValueSource(strings = {":mb19ic10", "_none:mb3ic130", "_sum:mb2ic5sp40", ":mb3ic7sp3", ":mb19ic10ls0.625",
            "_none:mb3ic81ls0.6328125", "_sum:mb2ic5sp40ls0.3125"})
    void probabilitiesThatAreLabels(String sizes) {
        LossShape ofLabels = LossShape.parse("softmax_cross_entropy" + sizes);
        LossShape ofProbabilities = LossShape.parse("softmax_cross_entropy_prob" + sizes);
        int inner = ofLabels.positions();
        Floats x = Floats.plain(random, ofLabels.batch() * ofLabels.classes() * inner);
        int[] labels = random.ints(ofLabels.rows(), 0, ofLabels.classes()).toArray();
        float[] targets = new float[x.length];
        for (int r = 0; r < labels.length; r++) {
            targets[first(r, ofLabels.classes(), inner) + labels[r] * inner] = 1;
        }
        float[] g = new float[ofLabels.losses()];
        Arrays.fill(g, 0.3f);
        float[][] wanted = {new float[x.length], new float[g.length], new float[x.length]};
        float[][] got = {new float[x.length], new float[g.length], new float[x.length]};
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(ofLabels);
        plan.forward(x.array, x.offset, labels, 0, null, 0, wanted[0], 0, wanted[1], 0, scratch, Parallel.serial());
        plan.backward(wanted[0], labels, null, g, wanted[2], scratch, Parallel.serial());
        SoftmaxCrossEntropyOfProbabilities other = SoftmaxCrossEntropyOfProbabilities.plan(ofProbabilities);
        other.forward(x.array, x.offset, targets, 0, null, 0, got[0], 0, got[1], 0, scratch, Parallel.on(POOL));
        other.backward(got[0], targets, null, g, got[2], scratch, Parallel.on(POOL));
        assertArrayEquals(wanted, got);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nll_loss:mb70ic10", "nll_loss_none:mb3ic5sp7", "nll_loss_sum:mb2ic3sp100"})
    void logLikelihood(String problem) {
        LossShape s = LossShape.parse(problem);
        Floats x = Floats.plain(random, s.batch() * s.classes() * s.positions());
        Floats w = weights(s.classes(), false);
        Floats g = Floats.plain(random, s.losses());
        int[] labels = labels(s);
        float divisor = s.reduction() == Reduction.MEAN ? divisor(s, labels, w) : 1;
        Floats losses = Floats.poisoned(s.rows());
        Floats gradInput = Floats.poisoned(x.length);
        for (int i = 0; i < x.length; i++) {
            gradInput.set(i, 0);
        }
        for (int r = 0; r < s.rows(); r++) {
            losses.set(r, 0);
            if (labels[r] >= 0) {
                int at = first(r, s.classes(), s.positions()) + labels[r] * s.positions();
                losses.set(r, -(w.get(labels[r]) * x.get(at)));
                gradInput.set(at,
                        -(w.get(labels[r]) * g.get(s.reduction() == Reduction.NONE ? r : 0)) / divisor);
            }
        }
        NegativeLogLikelihood plan = NegativeLogLikelihood.plan(s);
        Floats got = Floats.poisoned(s.losses());
        plan.forward(x.array, x.offset, labels, 0, w.array, w.offset, got.array, got.offset, scratch,
                Parallel.on(POOL));
        reduced(s, losses, divisor).assertSame(problem, got);
        Floats dx = Floats.poisoned(x.length);
        plan.backward(labels, 0, w.array, w.offset, g.array, g.offset, dx.array, dx.offset, scratch,
                Parallel.on(POOL));
        gradInput.assertSame(problem + " gradient", dx);
    }

    /** Without class weights a mean divides by the number of rows that count; of none, it is NaN with a gradient of 0. */
    @Test
    void meansOfRowsThatCount() {
        NegativeLogLikelihood plan = NegativeLogLikelihood.plan(LossShape.parse("nll_loss:mb4ic2il7"));
        float[] x = {-1, -2, -3, -4, -5, -6, -7, -8};
        float[] loss = new float[1];
        float[] gradInput = new float[8];
        plan.forward(x, new int[]{0, 7, 1, 7}, null, loss, scratch, Parallel.serial());
        assertEquals((1 + 6) / 2f, loss[0]);
        plan.backward(new int[]{0, 7, 1, 7}, null, new float[]{3}, gradInput, scratch, Parallel.serial());
        assertArrayEquals(new float[]{-1.5f, 0, 0, 0, 0, -1.5f, 0, 0}, gradInput);
        int[] none = {7, 7, 7, 7};
        plan.forward(x, none, null, loss, scratch, Parallel.serial());
        assertEquals(Float.NaN, loss[0]);
        plan.backward(none, null, new float[]{3}, gradInput, scratch, Parallel.serial());
        assertArrayEquals(new float[8], gradInput);
        SoftmaxCrossEntropy softmax = SoftmaxCrossEntropy.plan(LossShape.parse("softmax_cross_entropy:mb4ic2il7"));
        softmax.forward(x, none, null, new float[8], loss, scratch, Parallel.serial());
        assertEquals(Float.NaN, loss[0]);
        softmax.backward(x, none, null, new float[]{3}, gradInput, scratch, Parallel.serial());
        assertArrayEquals(new float[8], gradInput);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 8192, 8193, 200_000})
    void squaredError(int length) {
        for (Reduction reduction : Reduction.values()) {
            SquaredErrorShape s = new SquaredErrorShape(reduction, length);
            Floats x = Floats.plain(random, length);
            Floats t = Floats.plain(random, length);
            Floats g = Floats.plain(random, s.losses());
            Floats loss = Floats.poisoned(s.losses());
            Floats gradInput = Floats.poisoned(length);
            float total = 0;
            for (int begin = 0; begin < length; begin += 8192) {
                int from = begin;
                float sum = sum(Math.min(8192, length - begin), (i, acc) -> {
                    float d = x.get(from + i) - t.get(from + i);
                    return Math.fma(d, d, acc);
                });
                total = begin == 0 ? sum : total + sum;
            }
            loss.set(0, reduction == Reduction.MEAN ? total / length : total);
            for (int i = 0; i < length; i++) {
                float d = x.get(i) - t.get(i);
                float gradient = g.get(reduction == Reduction.NONE ? i : 0);
                float slope = d * (gradient + gradient);
                gradInput.set(i, reduction == Reduction.MEAN ? slope / length : slope);
                if (reduction == Reduction.NONE) {
                    loss.set(i, d * d);
                }
            }
            MeanSquaredError plan = MeanSquaredError.plan(s);
            Floats got = Floats.poisoned(s.losses());
            plan.forward(x.array, x.offset, t.array, t.offset, got.array, got.offset, scratch, Parallel.on(POOL));
            loss.assertSame(s.toString(), got);
            Floats dx = Floats.poisoned(length);
            plan.backward(x.array, x.offset, t.array, t.offset, g.array, g.offset, dx.array, dx.offset, scratch,
                    Parallel.on(POOL));
            gradInput.assertSame(s + " gradient", dx);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mb33ic84oc10", "ic3oc1", "mb16ic70oc5", "mb200ic130oc33"})
    void radialBasis(String sizes) {
        RadialBasisShape s = RadialBasisShape.parse("radial_basis:" + sizes);
        int in = s.inFeatures();
        int out = s.outFeatures();
        Floats x = Floats.plain(random, s.batch() * in);
        Floats w = Floats.plain(random, out * in);
        Floats g = Floats.plain(random, s.batch() * out);
        Floats output = Floats.poisoned(g.length);
        Floats gradInput = Floats.poisoned(x.length);
        Floats gradWeight = Floats.poisoned(w.length);
        for (int n = 0; n < s.batch(); n++) {
            for (int i = 0; i < out; i++) {
                float acc = 0;
                for (int j = 0; j < in; j++) {
                    float d = x.get(n * in + j) - w.get(i * in + j);
                    acc = Math.fma(d, d, acc);
                }
                output.set(n * out + i, acc);
            }
            for (int j = 0; j < in; j++) {
                float acc = 0;
                for (int i = 0; i < out; i++) {
                    acc = Math.fma(x.get(n * in + j) - w.get(i * in + j), g.get(n * out + i), acc);
                }
                gradInput.set(n * in + j, acc + acc);
            }
        }
        for (int k = 0; k < w.length; k++) {
            float acc = 0;
            for (int n = 0; n < s.batch(); n++) {
                acc = Math.fma(w.get(k) - x.get(n * in + k % in), g.get(n * out + k / in), acc);
            }
            gradWeight.set(k, acc + acc);
        }
        RadialBasis plan = RadialBasis.plan(s);
        Parallel p = Parallel.on(POOL);
        Floats y = Floats.poisoned(g.length);
        plan.forward(x.array, x.offset, w.array, w.offset, y.array, y.offset, scratch, p);
        output.assertSame(s.toString(), y);
        Floats dx = Floats.poisoned(x.length);
        plan.backwardInput(x.array, x.offset, g.array, g.offset, w.array, w.offset, dx.array, dx.offset, scratch, p);
        gradInput.assertSame(s + " gradInput", dx);
        Floats dw = Floats.poisoned(w.length);
        plan.backwardWeight(x.array, x.offset, g.array, g.offset, w.array, w.offset, dw.array, dw.offset, scratch, p);
        gradWeight.assertSame(s + " gradWeight", dw);
    }
}
