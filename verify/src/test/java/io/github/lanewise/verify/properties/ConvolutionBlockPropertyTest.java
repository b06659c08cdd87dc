package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.verify.data.Activations;
import io.github.lanewise.verify.data.Conv2dShapes;
import io.github.lanewise.verify.harness.OneResultProperties;
import io.github.lanewise.verify.subject.ConvolutionBlockSubject;
import io.github.lanewise.verify.subject.Subject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Convolution, activation and pooling in one go. */
class ConvolutionBlockPropertyTest extends OneResultProperties {
    @Override
    protected Arbitrary<Subject> small() {
        return blocks(Conv2dShapes.upTo(20_000));
    }

    @Override
    protected Arbitrary<Subject> split() {
        return blocks(Conv2dShapes.between(700_000, 3_000_000));
    }

    @Override
    protected Arbitrary<Subject> large() {
        return blocks(
                Arbitraries.of("mb128ic1ih28oc6kh5ph2", "mb65ic6ih14oc16kh5", "mb49ic32ih8oc64kh5", "mb18ic3ih31oc5kh3")
                        .map(Conv2dShape::parse));
    }

    private static Arbitrary<Subject> blocks(Arbitrary<Conv2dShape> convolutions) {
        Arbitrary<Activation> activations = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.of(Activation.RELU)),
                Tuple.of(1, Activations.any()));
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 3);
        Arbitrary<Tuple.Tuple2<Integer, Integer>> windows = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Tuple.of(2, 2))),
                Tuple.of(1, Combinators.combine(sizes, sizes).as(Tuple::of)));
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(Kind.MAX)),
                Tuple.of(1, Arbitraries.of(Kind.class)));
        return Combinators.combine(convolutions.filter(s -> Conv2d.candidates(s).contains(Conv2d.Algorithm.DIRECT)),
                activations, kinds, windows)
                .as((convolution, activation, kind, window) -> new ConvolutionBlockSubject(convolution,
                        activation, pooling(convolution, kind, window.get1(), window.get2())));
    }

    private static Pool2dShape pooling(Conv2dShape s, Kind kind, int kernel, int stride) {
        return Pool2dShape.builder(kind, s.batch(), s.outChannels(), s.outHeight(), s.outWidth())
                .kernel(Math.min(kernel, s.outHeight()), Math.min(kernel, s.outWidth())).stride(stride, stride).build();
    }
}
