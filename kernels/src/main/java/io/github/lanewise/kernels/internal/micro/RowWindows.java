package io.github.lanewise.kernels.internal.micro;

/**
 * The windows of a pooling over a copy of a plane with its padding around it, so that all have all taps. The window at (row,
 * column) reads the copy's cells row·rowStep + column·stride + tap[t].
 *
 * @param rows rows of windows
 * @param columns windows of a row, at least {@link MicroKernels#LANES}
 * @param stride cells from a window to the next, 1 or 2
 * @param rowStep floats of the copy from a row of windows to the next
 * @param tap where each tap reads, window row by window row
 * @param cell for each tap, its cell in the plane itself, relative to the window's
 * @param firstCell cell of the first window in the plane itself, negative where that is padding
 * @param cellStep cells of the plane itself from a row of windows to the next
 * @param firstInRow for each row of windows, the cell of its first row inside the plane, relative to the window's
 * @param firstInColumn for each window of a row, that of its first column inside
 * @param divisor for each window, what an average divides by
 */
public record RowWindows(int rows, int columns, int stride, int rowStep, int[] tap, int[] cell, int firstCell,
        int cellStep, int[] firstInRow, int[] firstInColumn, float[] divisor) {}
