package io.github.lanewise.kernels.internal.micro;

/**
 * Poolings in lanes, of the windows from {@code begin} to {@code end}, whose outputs stand side by side. The cells of the
 * input, or its gradient, that no window holds need not be there; its offset is where cell 0 would be. See
 * {@link MicroKernels}.
 */
public interface PoolKernels {
    /**
     * Maximum of each window in lanes; a cell replaces the best so far if it is greater or NaN. {@code cell} gets the
     * winner's cell as a float's worth of int bits, so that one array type travels through the lanes; null where it is
     * not wanted.
     */
    void maxPool(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset, float[] cell, int cellOffset);

    /** The same, the winners' cells as ints beside the output. */
    void maxPoolWithIndices(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset,
            int[] index, int indexOffset);

    /**
     * Adds the gradient of each window, windows in order, to the cell that its index names, whether the window holds it or not;
     * of the first {@code images} lanes. Indices of the others are not looked at, and their gradients may become anything.
     */
    void maxPoolBackward(WindowTable table, int images, float[] gradOutput, int gradOutputOffset, int[] index,
            int indexOffset, float[] gradInput, int gradInputOffset);

    /**
     * The same where the windows, of four cells each, hold every cell once: what was in gradInput does not matter. Returns false if
     * the index of some lane names no cell of its window; gradInput is then of no use.
     */
    boolean maxPoolSquaresBackward(WindowTable table, float[] gradOutput, int gradOutputOffset, int[] index,
            int indexOffset, float[] gradInput, int gradInputOffset);

    /**
     * ReLU and the maximum of 2×2 windows that tile {@code rows} rows of windows, {@code columns} in each, from cell {@code cell} of
     * the plane on, where the input begins: the bits of ReLU (x ≤ 0 ? +0 : x) and then {@link #maxPoolWithIndices}. {@code index} is
     * null where it is not wanted.
     */
    void reluMaxSquares(int rows, int columns, int cell, float[] input, int inputOffset, float[] output,
            int outputOffset, int[] index, int indexOffset);

    /**
     * The gradient by what goes into both, of such windows: +0 + (output ≤ 0 ? +0 : gradOutput) where the index says so, else +0, at
     * gradInputOffset + i·cellStride for the i-th cell from {@code cell} on. Returns false if the index of one of the first {@code
     * images} lanes names no cell of its window; gradInput is then of no use. The other lanes may become anything.
     */
    boolean reluMaxSquaresBackward(int images, int rows, int columns, int cell, float[] output, int outputOffset,
            float[] gradOutput, int gradOutputOffset, int[] index, int indexOffset, float[] gradInput,
            int gradInputOffset, int cellStride);

    /** Whether the indices of the first {@code images} lanes all name cells of their windows, which are such windows. */
    boolean holdSquares(int images, int rows, int columns, int cell, int[] index, int indexOffset);

    /** The gradient of averages of such windows. */
    void averagePoolSquaresBackward(WindowTable table, float[] gradOutput, int gradOutputOffset, float[] gradInput,
            int gradInputOffset);

    /** Average of each window in lanes: +0 + cells in order, then divided. */
    void averagePool(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset);

    /** Adds each window's gradOutput / divisor to its cells, in lanes, windows in order. */
    void averagePoolBackward(WindowTable table, int begin, int end, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);
}
