package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.verify.data.Subsampling2dShapes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.OneResult;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subsampling2dSubject;
import io.github.lanewise.verify.subject.Way;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** LeNet-5's trainable subsampling. */
class Subsampling2dPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return Subsampling2dShapes.upTo(50_000).map(Subsampling2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return Subsampling2dShapes.between(50_000, 300_000).map(Subsampling2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return Subsampling2dShapes.upTo(2_000_000).map(Subsampling2dSubject::new);
    }

    @Provide
    Arbitrary<Subsampling2dShape> largePlanes() {
        return Subsampling2dShapes.ofLargePlanes();
    }

    @Property(tries = 20)
    void inBands(@ForAll("largePlanes") Subsampling2dShape shape, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(new Subsampling2dSubject(shape), values, offset, Way.all());
    }
}
