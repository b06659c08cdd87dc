package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.SquaredErrorSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Squared errors of every reduction, around the pieces of 8192 too. */
class SquaredErrorPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return ofLength(Arbitraries.oneOf(Sizes.upTo(400), Arbitraries.of(8191, 8192, 8193, 16384, 16385)));
    }

    @Override
    protected Arbitrary<Subject> split() {
        return ofLength(Arbitraries.integers().between(125_000, 160_000));
    }

    @Override
    protected Arbitrary<Subject> large() {
        return ofLength(Arbitraries.integers().between(300_000, 500_000));
    }

    private static Arbitrary<Subject> ofLength(Arbitrary<Integer> length) {
        return Combinators.combine(Arbitraries.of(Reduction.class), length)
                .as((reduction, n) -> new SquaredErrorSubject(new SquaredErrorShape(reduction, n)));
    }
}
