package io.github.lanewise.kernels.internal.micro;

/**
 * Convolutions of single planes, the columns of a row in the lanes; and their weight gradients, sixteen channels in the lanes.
 * See {@link MicroKernels}.
 */
public interface DepthwiseKernels {
    /**
     * Some rows of one plane. For r and c:
     *
     * <pre>
     * acc = begin[beginOffset + r·columns + c], or start where begin is null
     * for t from tapBegin up to tapEnd: acc = fma(weight[weightOffset + t·weightStride + c],
     *                                             source[sourceOffset + r·sourceStride + tap[t] + c], acc)
     * output[outputOffset + r·columns + c] = acc
     * </pre>
     *
     * Where a row has fewer columns than {@link MicroKernels#LANES}, each array must reach that much further; what is
     * written there is of no use. {@code begin} is not {@code output}.
     */
    void rows(PlaneTaps taps, int rows, int tapBegin, int tapEnd, float[] weight, int weightOffset, float[] source,
            int sourceOffset, float start, float[] begin, int beginOffset, float[] output, int outputOffset);

    /** Copies rows that lie one after the other to rows {@code stride} floats apart. */
    void copyRows(int rows, int columns, float[] from, int fromOffset, float[] to, int toOffset, int stride);

    /**
     * The weight gradient of a 3×3 window over one row of positions, in lanes: partial[t·LANES + lane] is carried on for the
     * nine taps t = 3·i + j, and behind them that of the bias. For c ascending and each lane:
     *
     * <pre>
     * partial[t] = fma(gradOutput[gradOffset + c·LANES], input[inputOffset + (i·width + c + j)·LANES], partial[t])
     * partial[9] = partial[9] + gradOutput[gradOffset + c·LANES]
     * </pre>
     */
    void squareGradientRow(int columns, int width, float[] gradOutput, int gradOffset, float[] input, int inputOffset,
            float[] partial, int partialOffset);
}
