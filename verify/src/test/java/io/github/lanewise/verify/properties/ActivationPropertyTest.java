package io.github.lanewise.verify.properties;

import io.github.lanewise.verify.data.Activations;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.ActivationSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Activations in arrays: each element on its own, in every lane and tail. */
class ActivationPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return ofLength(Sizes.upTo(129));
    }

    @Override
    protected Arbitrary<Subject> split() {
        return ofLength(Arbitraries.integers().between(20_000, 80_000));
    }

    @Override
    protected Arbitrary<Subject> large() {
        return ofLength(Arbitraries.just(300_007));
    }

    private static Arbitrary<Subject> ofLength(Arbitrary<Integer> lengths) {
        return Combinators.combine(Activations.any(), lengths).as(ActivationSubject::new);
    }
}
