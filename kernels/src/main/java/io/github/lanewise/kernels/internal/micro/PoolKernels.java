package io.github.lanewise.kernels.internal.micro;

/** Poolings in lanes. See {@link MicroKernels}. */
public interface PoolKernels {
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
}
