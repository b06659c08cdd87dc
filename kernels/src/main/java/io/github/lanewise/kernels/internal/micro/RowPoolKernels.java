package io.github.lanewise.kernels.internal.micro;

/** Poolings of one plane, copied with its padding, the windows of a row in the lanes. See {@link MicroKernels}. */
public interface RowPoolKernels {
    /**
     * output = the maximum of each window, where padding is −Inf: a later cell takes the place of the best if it is greater or
     * NaN. {@code cell} gets the winner's place in the plane itself; null where it is not wanted.
     */
    void maxima(RowWindows windows, float[] source, int sourceOffset, float[] output, int outputOffset, int[] cell,
            int cellOffset);

    /** output = (+0 + cells in order) / divisor, where padding is +0, which changes no sum that starts from +0. */
    void averages(RowWindows windows, float[] source, int sourceOffset, float[] output, int outputOffset);
}
