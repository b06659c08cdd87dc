package io.github.lanewise.verify.properties;

import io.github.lanewise.verify.data.Pad2dShapes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.Pad2dSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitrary;

/** Explicit padding of every mode. */
class Pad2dPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return Pad2dShapes.upTo(30_000).map(Pad2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return Pad2dShapes.between(60_000, 200_000).map(Pad2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return Pad2dShapes.between(200_000, 1_000_000).map(Pad2dSubject::new);
    }
}
