package io.github.lanewise.verify.properties;

import io.github.lanewise.verify.data.Pool2dShapes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.Pool2dSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitrary;

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
}
