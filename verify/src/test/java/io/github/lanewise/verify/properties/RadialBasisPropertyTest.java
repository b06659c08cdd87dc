package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.RadialBasisSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitrary;

/** Layers of radial basis functions. */
class RadialBasisPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return DenseShapes.upTo(30_000).map(RadialBasisPropertyTest::subject);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return DenseShapes.between(500_000, 1_000_000).map(RadialBasisPropertyTest::subject);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return DenseShapes.between(1_000_000, 3_000_000).map(RadialBasisPropertyTest::subject);
    }

    private static Subject subject(DenseShape shape) {
        return new RadialBasisSubject(
                new RadialBasisShape(shape.batch(), shape.inFeatures(), shape.outFeatures()));
    }
}
