package io.github.lanewise.kernels.internal.micro;

/**
 * Poolings of {@link Squares}, straight from the rows of planes that lie one after the other, the windows of a row in the
 * lanes. Each method takes so many whole planes, or the rows of windows from {@code begin} to {@code end} of one; offsets are
 * where the first plane begins. Nothing else is read or written. See {@link MicroKernels}.
 */
public interface SquarePoolKernels {
    /**
     * output = the maximum of each window: a later cell takes the place of the best if it is greater or NaN. {@code cell} gets
     * the winner's place in its plane; null where it is not wanted.
     */
    void maxima(Squares squares, int planes, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset, int[] cell, int cellOffset);

    /** output = (((+0 + first) + second) + third) + fourth cell of each window, divided. */
    void averages(Squares squares, int planes, int begin, int end, float divisor, float[] input, int inputOffset,
            float[] output, int outputOffset);

    /**
     * gradInput = +0 + gradOutput / divisor for the cells of each window, and +0 for the column that is in none; the last row
     * too, where {@code end} is the last row of windows.
     */
    void averagesBackward(Squares squares, int planes, int begin, int end, float divisor, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset);

    /**
     * gradInput = +0 + gradOutput for the winner of each window, and +0 for the other cells, as in the gradient of averages.
     *
     * @return whether each winner was a cell of its window; if not, what was written is of no use
     */
    boolean maximaBackward(Squares squares, int planes, int begin, int end, float[] gradOutput, int gradOutputOffset,
            int[] cell, int cellOffset, float[] gradInput, int gradInputOffset);
}
