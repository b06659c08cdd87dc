package io.github.lanewise.verify.properties;

import io.github.lanewise.verify.data.GemmProblem;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.GemmSubject;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subjects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Matrix products over views of every layout, alone and in batches, with every kind of factor and addend. */
class GemmPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return GemmProblem.upTo(150_000).map(GemmSubject::new);
    }

    @Override
    protected Arbitrary<Subject> split() {
        return GemmProblem.between(700_000, 3_000_000).map(GemmSubject::new);
    }

    @Override
    protected Arbitrary<Subject> large() {
        return Arbitraries.of("gemm:m257k513n65", "gemm:m97k1031n101ta1lb3lc2alpha0.3beta0.5",
                "gemm:m13k769n1025la4tb1lc1beta1", "gemm:m1025k17n383la2lc3alpha-1", "gemm:mb300m8n8k8ld5sd0beta1",
                "gemm:mb5m3n9k4000sa0tb1", "gemm:mb40m9n3k1000sb0lc1sc2ld1beta0.3",
                "gemm:mb3m67n300k300ta1ld6alpha0.5beta1").map(Subjects::parse);
    }
}
