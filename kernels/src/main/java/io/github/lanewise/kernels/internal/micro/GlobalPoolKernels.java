package io.github.lanewise.kernels.internal.micro;

/**
 * Poolings of whole planes, which lie one after the other. The {@link MicroKernels#LANES} lanes are the sixteen partials of
 * one plane: element i belongs to partial i mod LANES. What the partials are worth together is decided for LANES planes at
 * a time, with the planes in the lanes. See {@link MicroKernels}.
 */
public interface GlobalPoolKernels {
    /** For each plane and partial j: sum[plane·LANES + j] = +0 + its elements in order. */
    void partialSums(int planes, int length, float[] input, int inputOffset, float[] sum, int sumOffset);

    /** For each plane in lanes: average[lane] = the tree over partial[j·LANES + lane], divided. Uses the partials up. */
    void averages(float[] partial, int partialOffset, float divisor, float[] average, int averageOffset);

    /**
     * For each plane and partial j, best[plane·LANES + j] = the first of its largest elements, or its last NaN, and {@code
     * step}, as a float's worth of int bits, the number of that element among those of its partial. A partial without
     * elements is −Inf and step 1, which no element loses against.
     */
    void partialMaxima(int planes, int length, float[] input, int inputOffset, float[] best, int bestOffset,
            float[] step, int stepOffset);

    /**
     * For each plane in lanes: the winner among best[j·LANES + lane], whose cell is step·LANES + j, by the same rule;
     * {@code cell} gets the int bits of its cell.
     */
    void maxima(float[] best, int bestOffset, float[] step, int stepOffset, float[] maximum, int maximumOffset,
            float[] cell, int cellOffset);
}
