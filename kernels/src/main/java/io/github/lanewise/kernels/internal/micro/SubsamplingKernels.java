package io.github.lanewise.kernels.internal.micro;

/**
 * LeNet-5's trainable subsampling in lanes. Window w holds the cells corner[w], corner[w] + 1, corner[w] + inWidth and
 * corner[w] + inWidth + 1 of its plane, and its sum s is theirs added in that order; the windows are those from {@code
 * begin} to {@code end}. As in {@link PoolKernels}, the offset of the input, or its gradient, is where cell 0 would be. See
 * {@link MicroKernels}.
 */
public interface SubsamplingKernels {
    /**
     * For each window and lane: output[(w − begin)·LANES + lane] = fma(factor[lane], s, factor[LANES + lane]); {@code factor} holds a
     * coefficient for each lane and then a bias.
     */
    void subsample(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset, float[] factor,
            int factorOffset,
            float[] output, int outputOffset);

    /** For each window and lane: the window's four cells of gradInput = factor[lane] · gradOutput[(w − begin)·LANES + lane]. */
    void subsampleBackward(int[] corner, int begin, int end, int inWidth, float[] gradOutput, int gradOutputOffset,
            float[] factor,
            int factorOffset, float[] gradInput, int gradInputOffset);

    /**
     * For each lane, over the windows in order, g = gradOutput[(w − begin)·LANES + lane]: sum[lane] = fma(g, s, sum[lane]) and
     * sum[LANES + lane] = sum[LANES + lane] + g.
     */
    void subsampleSums(int[] corner, int begin, int end, int inWidth, float[] input, int inputOffset,
            float[] gradOutput,
            int gradOutputOffset, float[] sum, int sumOffset);
}
