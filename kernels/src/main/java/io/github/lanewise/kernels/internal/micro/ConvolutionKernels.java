package io.github.lanewise.kernels.internal.micro;

/** Tiles of a direct convolution in lanes. See {@link MicroKernels}. */
public interface ConvolutionKernels {
    /**
     * A tile of a direct convolution in lanes, rows output channels × pixels. For r, p and lane:
     *
     * <pre>
     * acc = start[startOffset + r]
     * for t ascending: acc = fma(weight[weightOffset + tapWeight[t]·rows + r],
     *                            input[inputOffset + pixelInput[pixel + p] + tapInput[t] + lane], acc)
     * output[outputOffset + r·outputStride + pixelOutput[pixel + p] + lane] = acc
     * </pre>
     *
     * Tiles: 8 × 1 to 3, 6 × 1 to 4, 4 × 1, 2 or 4, 3 × 1 to 3, and 1 × 1 or 4.
     */
    void convolutionTile(int rows, int pixels, OffsetTable table, int pixel, float[] weight, int weightOffset,
            float[] start, int startOffset, float[] input, int inputOffset, float[] output, int outputOffset,
            int outputStride);

    /** Vector registers, 16 or 32, by which tiles are chosen. */
    int registers();

    /**
     * A tile of a weight gradient in lanes, rows output channels × taps, over the positions from begin to end. For r, t
     * and lane:
     *
     * <pre>
     * acc = partial[partialOffset + r·partialStride + t·LANES + lane]
     * for p ascending: acc = fma(gradOutput[gradOffset + (p·rows + r)·LANES + lane],
     *                            input[inputOffset + pixelInput[p] + tapInput[tap + t] + lane], acc)
     * partial[...] = acc
     * </pre>
     *
     * Tiles: 4, 3, 2 or 1 rows × 5 or 1 taps.
     */
    void weightGradientTile(int rows, int taps, OffsetTable table, int tap, int begin, int end, float[] gradOutput,
            int gradOffset, float[] input, int inputOffset, float[] partial, int partialOffset, int partialStride);

    /**
     * The bias gradient beside it, for 1 to 4 rows. For r and lane, partial[partialOffset + r·LANES + lane] +=
     * gradOutput[gradOffset + (p·rows + r)·LANES + lane], p ascending.
     */
    void biasGradientTile(int rows, int begin, int end, float[] gradOutput, int gradOffset, float[] partial,
            int partialOffset);

    /** For each lane: sum[lane] = sum[lane] + values[p·LANES + lane] for p ascending. */
    void addUp(int positions, float[] values, int valuesOffset, float[] sum, int sumOffset);
}
