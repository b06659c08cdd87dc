package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.kernels.Sgd.Form;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.SgdSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Gradient descent of every kind, with and without weight decay, in every lane and tail. */
class SgdPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return ofLength(Sizes.upTo(129));
    }

    @Override
    protected Arbitrary<Subject> split() {
        return ofLength(Arbitraries.integers().between(45_000, 100_000));
    }

    @Override
    protected Arbitrary<Subject> large() {
        return ofLength(Arbitraries.just(300_007));
    }

    private static Arbitrary<Subject> ofLength(Arbitrary<Integer> lengths) {
        return Combinators.combine(options(), lengths, Arbitraries.of(0.1, 0.003, 1.0, 0.0)).as(SgdSubject::new);
    }

    private static Arbitrary<Sgd> options() {
        Arbitrary<Double> momenta = Arbitraries.of(0.9, 0.5, 0.99, 0.0);
        Arbitrary<Double> dampenings = Arbitraries.of(0.0, 0.1, 0.9, -0.5);
        Arbitrary<Double> decays = Arbitraries.of(0.0, 0.0, 1e-4, 0.3, 1.0);
        return Combinators.combine(Arbitraries.of(Form.class), momenta, dampenings, Arbitraries.of(true, false), decays)
                .as((form, momentum, dampening, nesterov, decay) -> {
                    boolean ahead = nesterov && momentum > 0;
                    return new Sgd(form, momentum, ahead || form == Form.KERAS ? 0 : dampening, ahead, decay);
                });
    }
}
