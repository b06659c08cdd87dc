package io.github.lanewise.kernels.internal.micro;

/** Tiles of a direct convolution in lanes. See {@link MicroKernels}. */
public interface ConvolutionKernels {
    /**
     * A tile of a direct convolution in lanes, rows output channels × pixels. For r, p and lane:
     *
     * <pre>
     * acc = start[startOffset + r]
     * for t ascending: acc = fma(weight[weightOffset + tapWeight[t] + r],
     *                            input[inputOffset + pixelInput[pixel + p] + tapInput[t] + lane], acc)
     * output[outputOffset + r·outputStride + pixelOutput[pixel + p] + lane] = acc
     * </pre>
     *
     * Tiles: 8×2, 6×4, 4×4, 1×4, and each number of rows × 1.
     */
    void convolutionTile(int rows, int pixels, OffsetTable table, int pixel, float[] weight, int weightOffset,
            float[] start, int startOffset, float[] input, int inputOffset, float[] output, int outputOffset,
            int outputStride);

    /**
     * A tile of a weight gradient in lanes, rows output channels × taps, over the positions from begin to end. For r, t
     * and lane:
     *
     * <pre>
     * acc = partial[partialOffset + r·partialStride + t·LANES + lane]
     * for p ascending: acc = fma(gradOutput[gradOffset + r·gradStride + p·LANES + lane],
     *                            input[inputOffset + pixelInput[p] + tapInput[tap + t] + lane], acc)
     * partial[...] = acc
     * </pre>
     *
     * Tiles: 4 or 2 or 1 rows × 4 or 1 taps.
     */
    void weightGradientTile(int rows, int taps, OffsetTable table, int tap, int begin, int end, float[] gradOutput,
            int gradOffset, int gradStride, float[] input, int inputOffset, float[] partial, int partialOffset,
            int partialStride);

    /** For each lane: sum[lane] = sum[lane] + values[p·LANES + lane] for p ascending. */
    void addUp(int positions, float[] values, int valuesOffset, float[] sum, int sumOffset);
}
