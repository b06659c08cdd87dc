package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.verify.data.Pool2dShapes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.OneResult;
import io.github.lanewise.verify.subject.Pool2dSubject;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Way;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Pooling of every kind. */
class Pool2dPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return Pool2dShapes.upTo(50_000).map(Pool2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return Pool2dShapes.between(300_000, 1_500_000).map(Pool2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return Pool2dShapes.upTo(3_000_000).map(Pool2dSubject::new);
    }

    @Provide
    Arbitrary<Pool2dShape> largePlanes() {
        return Pool2dShapes.ofLargePlanes();
    }

    @Provide
    Arbitrary<Pool2dShape> squares() {
        return Pool2dShapes.ofSquares();
    }

    @Property
    void inSquares(@ForAll("squares") Pool2dShape shape, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(new Pool2dSubject(shape), values, offset, Way.all());
    }

    @Provide
    Arbitrary<Pool2dShape> rows() {
        return Pool2dShapes.ofRows();
    }

    @Property
    void inRows(@ForAll("rows") Pool2dShape shape, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(new Pool2dSubject(shape), values, offset, Way.all());
    }

    @Property(tries = 20)
    void inBands(@ForAll("largePlanes") Pool2dShape shape, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(new Pool2dSubject(shape), values, offset, Way.all());
    }
}
