package io.github.lanewise.kernels.internal.elementwise;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.ElementaryKernels;
import io.github.lanewise.kernels.internal.run.Pass;

/** What an elementary function runs. The micro-kernels are looked up as in {@link ActivationPasses}. */
public final class FunctionPasses {
    private FunctionPasses() {}

    private static ElementaryKernels kernels() {
        return Lookup.kernels().elementary();
    }

    public static Pass exp() {
        return ElementwisePass.of(35, (n, x, from, y, to) -> kernels().exp(n, x, from, y, to));
    }

    public static Pass expm1() {
        return ElementwisePass.of(45, (n, x, from, y, to) -> kernels().expm1(n, x, from, y, to));
    }

    public static Pass log() {
        return ElementwisePass.of(45, (n, x, from, y, to) -> kernels().log(n, x, from, y, to));
    }

    public static Pass log1p() {
        return ElementwisePass.of(45, (n, x, from, y, to) -> kernels().log1p(n, x, from, y, to));
    }
}
