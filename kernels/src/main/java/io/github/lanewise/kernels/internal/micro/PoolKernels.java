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

    /** Average of each window in lanes: +0 + cells in order, then divided. */
    void averagePool(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset);

    /** Adds each window's gradOutput / divisor to its cells, in lanes, windows in order. */
    void averagePoolBackward(WindowTable table, int begin, int end, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset);
}
