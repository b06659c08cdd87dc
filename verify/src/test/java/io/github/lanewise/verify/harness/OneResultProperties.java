package io.github.lanewise.verify.harness;

import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.subject.OneResult;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Way;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * One result, as properties of an operator: every result by every algorithm, on 1, 2, 7 and 16 threads, and from inside a pool, has
 * the bits of the published order, within the oracle's bounds. A test of an operator says no more than its problems.
 */
public abstract class OneResultProperties {
    /** Takes seconds: not for {@code bin/mutation}. */
    private static final String LARGE = "large";

    /** Problems around the edges of tiles and vectors, a millisecond each. */
    protected abstract Arbitrary<Subject> small();

    /** Problems just large enough to be split among threads. */
    protected abstract Arbitrary<Subject> split();

    /** Problems large enough to be split among many threads and blocked by caches. */
    protected abstract Arbitrary<Subject> large();

    @Provide
    Arbitrary<Subject> smallSubjects() {
        return small();
    }

    @Provide
    Arbitrary<Subject> splitSubjects() {
        return split();
    }

    @Provide
    Arbitrary<Subject> largeSubjects() {
        return large();
    }

    @Provide
    Arbitrary<Values> anyValues() {
        return Values.any();
    }

    @Provide
    Arbitrary<Integer> anyOffset() {
        return Sizes.offsets();
    }

    @Property
    void oneResult(@ForAll("smallSubjects") Subject subject, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(subject, values, offset, Way.all());
    }

    @Tag(LARGE)
    @Property(tries = 40)
    void splitAmongThreads(@ForAll("splitSubjects") Subject subject, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(subject, values, offset, Way.all());
    }

    @Tag(LARGE)
    @Property(tries = 10)
    void largeOnManyThreads(@ForAll("largeSubjects") Subject subject, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(subject, values, offset, Way.all());
    }
}
