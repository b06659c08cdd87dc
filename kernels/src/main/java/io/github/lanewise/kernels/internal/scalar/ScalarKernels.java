package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.MicroKernels;

/** The twins in plain Java. */
public final class ScalarKernels {
    private ScalarKernels() {}

    /** All families. */
    public static MicroKernels all() {
        return new MicroKernels(
                new ScalarGemm(),
                new ScalarConvolution(),
                new ScalarDepthwise(),
                new ScalarLanes(),
                new ScalarPool(),
                new ScalarSquarePool(),
                new ScalarRowPool(),
                new ScalarGlobalPool(),
                new ScalarSubsampling(),
                new ScalarRows(),
                new ScalarActivation(),
                new ScalarElementary(),
                new ScalarSlabs(),
                new ScalarSquaredError(),
                new ScalarRadialBasis(),
                new ScalarOptimizer());
    }
}
