package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.AdamSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Adam and AdamW, early and late in a training, in every lane and tail. */
class AdamPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return ofLength(Sizes.upTo(129));
    }

    @Override
    protected Arbitrary<Subject> split() {
        return ofLength(Arbitraries.integers().between(30_000, 80_000));
    }

    @Override
    protected Arbitrary<Subject> large() {
        return ofLength(Arbitraries.just(300_007));
    }

    private static Arbitrary<Subject> ofLength(Arbitrary<Integer> lengths) {
        Arbitrary<Double> rates = Arbitraries.of(0.001, 0.1, 0.0);
        return Combinators.combine(options(), lengths, rates, Arbitraries.of(1, 2, 10, 1_000_000))
                .as(AdamSubject::new);
    }

    private static Arbitrary<Adam> options() {
        Arbitrary<Double> decays = Arbitraries.of(0.0, 0.01, 1.0);
        return Combinators.combine(Arbitraries.of(0.9, 0.5, 0.0), Arbitraries.of(0.999, 0.9, 0.0),
                Arbitraries.of(1e-8, 1e-3), decays, Arbitraries.of(true, false)).as(Adam::new);
    }
}
