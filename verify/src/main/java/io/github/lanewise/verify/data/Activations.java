package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Activation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Activations of every kind. */
public final class Activations {
    private Activations() {}

    /**
     * Every kind, with parameters from 0 to far above 1.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Activation> any() {
        Arbitrary<Float> parameters = Arbitraries.oneOf(Arbitraries.of(0f, 0.01f, 0.25f, 1f, 2f, Float.MIN_VALUE),
                Arbitraries.floats().between(0, 1), Arbitraries.floats().between(0, 1000));
        return Arbitraries.oneOf(smooth(), Arbitraries.just(Activation.RELU), parameters.map(Activation::leakyRelu),
                parameters.map(Activation::elu));
    }

    /**
     * Those without a kink, whose slope a difference quotient tells anywhere.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Activation> smooth() {
        return Arbitraries.of(Activation.SIGMOID, Activation.TANH, Activation.SCALED_TANH, Activation.SOFTPLUS);
    }
}
