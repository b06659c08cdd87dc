package io.github.lanewise.kernels.internal.elementwise;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.ActivationKernels;
import io.github.lanewise.kernels.internal.run.Pass;

/**
 * What an activation runs forward and backward. The micro-kernels are looked up at each chunk (a static final field by then)
 * and not here, so that the constants of the public class exist even where the look-up is refused.
 */
public record ActivationPasses(int cost, ElementwisePass.Function function, int gradientCost,
        ElementwisePass.Gradient gradient) {
    /** Multiply-adds that take as long as a comparison or a few products, which memory hides. */
    private static final int CHEAP = 4;

    public Pass forward() {
        return ElementwisePass.of(cost, function);
    }

    public Pass backward() {
        return ElementwisePass.ofGradient(gradientCost, gradient);
    }

    private static ActivationKernels kernels() {
        return Lookup.kernels().activation();
    }

    public static ActivationPasses relu() {
        return new ActivationPasses(CHEAP, (n, x, from, y, to) -> kernels().relu(n, x, from, y, to), CHEAP,
                (n, y, at, g, from, dx, to) -> kernels().reluBackward(n, y, at, g, from, dx, to));
    }

    public static ActivationPasses leakyRelu(float negativeSlope) {
        return new ActivationPasses(CHEAP, (n, x, from, y, to) -> kernels().leakyRelu(n, negativeSlope, x, from, y, to),
                CHEAP,
                (n, y, at, g, from, dx, to) -> kernels().leakyReluBackward(n,
                        negativeSlope, y, at, g, from, dx, to));
    }

    public static ActivationPasses elu(float alpha) {
        return new ActivationPasses(50, (n, x, from, y, to) -> kernels().elu(n, alpha, x, from, y, to), CHEAP,
                (n, y, at, g, from, dx, to) -> kernels().eluBackward(n, alpha, y, at, g, from, dx, to));
    }

    public static ActivationPasses sigmoid() {
        return new ActivationPasses(40, (n, x, from, y, to) -> kernels().sigmoid(n, x, from, y, to), CHEAP,
                (n, y, at, g, from, dx, to) -> kernels().sigmoidBackward(n, y, at, g, from, dx, to));
    }

    public static ActivationPasses tanh() {
        return new ActivationPasses(50, (n, x, from, y, to) -> kernels().tanh(n, x, from, y, to), CHEAP,
                (n, y, at, g, from, dx, to) -> kernels().tanhBackward(n, y, at, g, from, dx, to));
    }

    public static ActivationPasses scaledTanh() {
        return new ActivationPasses(50, (n, x, from, y, to) -> kernels().scaledTanh(n, x, from, y, to), CHEAP,
                (n, y, at, g, from, dx, to) -> kernels().scaledTanhBackward(n, y, at, g, from, dx, to));
    }

    public static ActivationPasses softplus() {
        return new ActivationPasses(70, (n, x, from, y, to) -> kernels().softplus(n, x, from, y, to), 50,
                (n, y, at, g, from, dx, to) -> kernels().softplusBackward(n, y, at, g, from, dx, to));
    }
}
