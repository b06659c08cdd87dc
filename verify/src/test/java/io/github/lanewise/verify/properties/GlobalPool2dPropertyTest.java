package io.github.lanewise.verify.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.verify.bits.GlobalPool2dBits;
import io.github.lanewise.verify.bits.Pool2dBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GlobalPool2dShapes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.GlobalPool2dSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Pooling of whole planes. */
class GlobalPool2dPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return GlobalPool2dShapes.upTo(50_000).map(GlobalPool2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return GlobalPool2dShapes.between(150_000, 500_000).map(GlobalPool2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return GlobalPool2dShapes.upTo(3_000_000).map(GlobalPool2dSubject::new);
    }

    @Provide
    Arbitrary<GlobalPool2dShape> shapes() {
        return GlobalPool2dShapes.upTo(5_000);
    }

    /** What the Javadoc promises: all but the average itself has the bits of a pooling with one window. */
    @Property
    void likeOneWindow(@ForAll("shapes") GlobalPool2dShape shape, @ForAll("anyValues") Values values) {
        GlobalPool2dSubject subject = new GlobalPool2dSubject(shape);
        boolean max = shape.kind() == GlobalPool2dShape.Kind.MAX;
        Pool2dShape window = Pool2dShape
                .builder(max ? Pool2dShape.Kind.MAX : Pool2dShape.Kind.AVERAGE_EXCLUDING_PADDING, shape.batch(),
                        shape.channels(), shape.inHeight(), shape.inWidth())
                .kernel(shape.inHeight(), shape.inWidth()).build();
        int planes = shape.batch() * shape.channels();
        int[] indices = max ? new int[planes] : null;
        String problem = shape + ", " + values;
        if (max) {
            int[] winners = new int[planes];
            Compare.bits(problem, GlobalPool2dBits.forward(shape, subject.input(values), indices),
                    Pool2dBits.forward(window, subject.input(values), winners));
            assertArrayEquals(winners, indices, problem);
        }
        Compare.bits(problem, GlobalPool2dBits.gradInput(shape, subject.gradOutput(values), indices),
                Pool2dBits.gradInput(window, subject.gradOutput(values), indices));
    }
}
