package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.LossShapes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.SoftmaxSubject;
import io.github.lanewise.verify.subject.Subject;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Softmax and its logarithm over any axis. */
class SoftmaxPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return LossShapes.softmax(0, 3_000).map(SoftmaxSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return LossShapes.softmax(13_000, 30_000).map(SoftmaxSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return LossShapes.softmax(60_000, 120_000).map(SoftmaxSubject::new);
    }

    @Provide
    Arbitrary<SoftmaxShape> shapes() {
        return LossShapes.softmax(0, 3_000);
    }

    @Provide
    Arbitrary<Values> finiteValues() {
        return Values.of(Kind.INTEGERS, Kind.FLOATS, Kind.WIDE, Kind.SIGNED_ZEROS);
    }

    /** A NaN, a +∞, or −∞ throughout makes its own row NaN and leaves the others alone. */
    @Property
    void notFiniteRow(@ForAll("shapes") SoftmaxShape shape, @ForAll("finiteValues") Values values) {
        SplittableRandom random = new SplittableRandom(values.seed());
        float[] x = new SoftmaxSubject(shape).input(values);
        Softmax plan = Softmax.plan(shape);
        Scratch scratch = new Scratch();
        float[] wanted = new float[x.length];
        plan.forward(x, wanted, scratch, Parallel.serial());
        int outer = random.nextInt(shape.outer());
        int position = random.nextInt(shape.inner());
        int only = random.nextInt(shape.classes());
        float special = new float[]{Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}[random.nextInt(3)];
        for (int c = 0; c < shape.classes(); c++) {
            int at = (outer * shape.classes() + c) * shape.inner() + position;
            x[at] = c == only || special < 0 ? special : x[at];
            wanted[at] = Float.NaN;
        }
        float[] got = new float[x.length];
        plan.forward(x, got, scratch, Parallel.serial());
        Compare.bits(shape + ", " + values + ", " + special + " in row " + outer + ", " + position, got, wanted);
    }

    /** Logits of 0 and −∞ have exponentials 1 and 0, so the probabilities are exact. */
    @Property
    void zerosAndMinusInfinities(@ForAll("shapes") SoftmaxShape shape, @ForAll("finiteValues") Values values) {
        SplittableRandom random = new SplittableRandom(values.seed());
        float[] x = new float[shape.outer() * shape.classes() * shape.inner()];
        float[] wanted = new float[x.length];
        boolean[] kept = new boolean[shape.classes()];
        kept[random.nextInt(kept.length)] = true;
        int count = 0;
        for (int c = 0; c < kept.length; c++) {
            kept[c] |= random.nextBoolean();
            count += kept[c] ? 1 : 0;
        }
        for (int i = 0; i < x.length; i++) {
            boolean zero = kept[i / shape.inner() % shape.classes()];
            x[i] = zero ? 0 : Float.NEGATIVE_INFINITY;
            wanted[i] = zero ? 1f / count : 0;
        }
        float[] got = new float[x.length];
        SoftmaxShape softmax = new SoftmaxShape(SoftmaxShape.Kind.SOFTMAX, shape.outer(), shape.classes(),
                shape.inner());
        Softmax.plan(softmax).forward(x, got, new Scratch(), Parallel.serial());
        Compare.bits(softmax + " of " + Arrays.toString(kept), got, wanted);
    }
}
