package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.verify.data.ConnectionTables;
import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.Conv2dSubject;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subjects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Convolution with partial connection by every algorithm. */
class PartialConnectionPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return connected(Conv2dShapes.upTo(60_000));
    }

    @Override
    protected Arbitrary<Subject> split() {
        return connected(Conv2dShapes.between(700_000, 1_500_000));
    }

    @Override
    protected Arbitrary<Subject> large() {
        Arbitrary<Subject> lenet = Arbitraries.of("conv_lenet:mb33ic6ih14oc16kh5", "conv_lenet:mb65ic6ih9oc16kh5")
                .map(Subjects::parse);
        return Arbitraries.frequencyOf(Tuple.of(1, lenet), Tuple.of(2, connected(Conv2dShapes.upTo(4_000_000))));
    }

    private static Arbitrary<Subject> connected(Arbitrary<Conv2dShape> shapes) {
        return shapes.filter(shape -> shape.groups() == 1)
                .flatMap(shape -> ConnectionTables.of(shape.outChannels(), shape.inChannels())
                        .map(connections -> new Conv2dSubject(shape, connections)));
    }
}
