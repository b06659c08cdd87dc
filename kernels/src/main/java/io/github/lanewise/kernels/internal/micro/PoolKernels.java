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

    /** The same of all windows, the winners' cells as ints beside the output. */
    void maxPoolWithIndices(WindowTable table, float[] input, int inputOffset, float[] output, int outputOffset,
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
