package io.github.lanewise.verify.properties;

import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.Conv2dSubject;
import io.github.lanewise.verify.subject.OneResult;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subjects;
import io.github.lanewise.verify.subject.Way;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Convolution by every algorithm. */
class Conv2dPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return Conv2dShapes.upTo(150_000).map(Conv2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return Conv2dShapes.between(700_000, 3_000_000).map(Conv2dSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        Arbitrary<Subject> known = Arbitraries
                .of("mb128ic1ih28oc6kh5ph2", "mb65ic6ih14oc16kh5", "mb17ic32ih8oc64kh5", "mb2ic64ih28oc65kh3ph1",
                        "mb3ic129ih14oc67kh1", "mb15ic3ih31oc33kh7sh2ph3", "g33mb33ic33ih19oc66kh3ph1qh0dh2",
                        "g4mb16ic64ih9oc68kh3ph1", "ic17ih65oc35kh5ph4sh2dh3", "mb193ic2ih11oc5kh4ph3qh1",
                        "mb2ic3ih2iw1300oc5kh2kw3sw2pw1", "mb2ic3ih67oc8kh11sh4ph2", "ic2iw2100oc3kw5",
                        "mb2ic21ih30oc34kh3sh2ph1", "mb7ic33ih15oc34kh3ph1", "mb4ic65ih9oc97kh5ph2",
                        "g17mb2ic17ih23iw40oc34kh3ph1", "mb2ic401ih9oc17kh1")
                .map(Subjects::parse);
        Arbitrary<Subject> any = Conv2dShapes.upTo(12_000_000).map(Conv2dSubject::new);
        return Arbitraries.frequencyOf(Tuple.of(2, known), Tuple.of(1, any));
    }

    @Provide
    Arbitrary<Subject> depthwiseSubjects() {
        return Conv2dShapes.depthwise().map(Conv2dSubject::new);
    }

    @Property
    void depthwise(@ForAll("depthwiseSubjects") Subject subject, @ForAll("anyValues") Values values,
            @ForAll("anyOffset") int offset) {
        OneResult.check(subject, values, offset, Way.all());
    }
}
