package io.github.lanewise.kernels.internal.simd;

import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.scalar.ScalarKernels;

/** The SIMD micro-kernels. The only class that is named outside this package. */
public final class SimdKernels {
    private SimdKernels() {}

    /** The widest vectors, in bits, that C2 compiles on this machine. */
    public static int widestBits() {
        return Species.WIDEST_BITS;
    }

    /** All families. */
    public static MicroKernels all() {
        return new MicroKernels(
                new SimdGemm(),
                new SimdConvolution(),
                new SimdDepthwise(),
                new SimdLanes(),
                new SimdPool(),
                new SimdSquarePool(ScalarKernels.all().squarePool()),
                new SimdRowPool(),
                new SimdGlobalPool(),
                new SimdSubsampling(),
                new SimdRows(),
                new SimdActivation(),
                new SimdElementary(),
                new SimdSlabs(),
                new SimdSquaredError(),
                new SimdRadialBasis(),
                new SimdOptimizer());
    }
}
