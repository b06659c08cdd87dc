package io.github.lanewise.kernels.internal.micro;

/**
 * The innermost loops, each in two forms that agree to the bit: SIMD and scalar. Nothing is checked here; the callers
 * keep every index inside its array. "Lanes" are {@value #LANES} images (or planes) side by side as the innermost axis,
 * on every machine, whatever its vector width.
 */
public interface MicroKernels {
    /** Images side by side. */
    int LANES = 16;

    /** Rows of a matrix tile: the width of a packed panel of the left matrix. */
    int gemmRows();

    /** Columns of a matrix tile: the width of a packed panel of the right matrix. */
    int gemmColumns();

    /**
     * One tile of a matrix product over packed panels, c (+)= a·b.
     *
     * <pre>
     *            b  depth × columns, row after row
     *            +--------+
     *   a        |        |     a  depth × rows, column after column: a[k·rows + i]
     *   +--+     +--------+     b  b[k·columns + j]
     *   |  |     | c      |     c  c[i·cStride + j]
     *   +--+     +--------+
     * </pre>
     *
     * Each element: acc = accumulate ? c : +0; for k ascending: acc = fma(a, b, acc).
     */
    void gemmTile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate);

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

    /**
     * Lays {@code count} rows of {@code length} floats side by side: lanes[i·LANES + row] = rows[row·rowStride + i]; the
     * lanes from count on become +0.
     */
    void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes, int lanesOffset);

    /** The way back, for the first {@code count} lanes. */
    void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset, int rowStride);

    /**
     * Maximum of each window in lanes; a cell replaces the best so far if it is greater or NaN. {@code cell} gets the
     * winner's cell as a float's worth of int bits, so that one array type travels through the lanes; null where it is
     * not wanted.
     */
    void maxPool(WindowTable table, float[] input, int inputOffset, float[] output, int outputOffset, float[] cell,
            int cellOffset);

    /** Average of each window in lanes: +0 + cells in order, then divided. */
    void averagePool(WindowTable table, float[] input, int inputOffset, float[] output, int outputOffset);

    /** Adds each window's gradOutput / divisor to its cells, in lanes, windows in order. */
    void averagePoolBackward(WindowTable table, float[] gradOutput, int gradOutputOffset, float[] gradInput,
            int gradInputOffset);

    /** output = x ≤ 0 ? +0 : x. */
    void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** gradInput = output ≤ 0 ? +0 : gradOutput. */
    void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** output = 1 / (1 + e^−x). */
    void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** gradInput = gradOutput · (y · (1 − y)). */
    void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** output = tanh x. */
    void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** gradInput = gradOutput · fma(−y, y, 1). */
    void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);

    /** output = e^x. */
    void exp(int length, float[] input, int inputOffset, float[] output, int outputOffset);

    /** output = ln x. */
    void log(int length, float[] input, int inputOffset, float[] output, int outputOffset);
}
