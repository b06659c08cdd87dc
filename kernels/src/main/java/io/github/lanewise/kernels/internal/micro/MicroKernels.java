package io.github.lanewise.kernels.internal.micro;

/**
 * The innermost loops, one family an interface, each in two forms that agree to the bit: SIMD and scalar. Nothing is checked
 * here; the callers keep every index inside its array. "Lanes" are {@value #LANES} images (or planes) side by side as the
 * innermost axis, on every machine, whatever its vector width.
 *
 * @param gemm tiles of matrix products
 * @param convolution tiles of direct convolutions
 * @param depthwise convolutions of single planes
 * @param lanes from rows into lanes and back
 * @param pool poolings
 * @param squarePool poolings in squares, straight from rows
 * @param rowPool poolings of rows of windows
 * @param globalPool poolings of whole planes
 * @param subsampling trainable subsampling
 * @param rows stretches of rows, as paddings need them
 * @param activation activations and gradients
 * @param elementary elementary functions
 * @param slab sums down the columns of slabs
 * @param squaredError squared differences
 * @param radialBasis squared distances to centres
 * @param optimizer steps of optimisers
 */
public record MicroKernels(
        GemmKernels gemm,
        ConvolutionKernels convolution,
        DepthwiseKernels depthwise,
        LaneKernels lanes,
        PoolKernels pool,
        SquarePoolKernels squarePool,
        RowPoolKernels rowPool,
        GlobalPoolKernels globalPool,
        SubsamplingKernels subsampling,
        RowKernels rows,
        ActivationKernels activation,
        ElementaryKernels elementary,
        SlabKernels slab,
        SquaredErrorKernels squaredError,
        RadialBasisKernels radialBasis,
        OptimizerKernels optimizer) {
    /** Images side by side. */
    public static final int LANES = 16;
}
