package io.github.lanewise.verify.properties;

import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.DenseSubject;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subjects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Dense layers. */
class DensePropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return DenseShapes.upTo(150_000).map(DenseSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return DenseShapes.between(700_000, 3_000_000).map(DenseSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return Arbitraries.of("dense:mb193ic401oc127", "dense:mb65ic1025oc129", "dense:mb7ic2049oc513",
                "dense:mb513ic33oc400", "dense:ic4099oc1031").map(Subjects::parse);
    }
}
