package io.github.lanewise.kernels.internal.micro;

/**
 * The windows of a pooling within one plane, cells outside the image left out. Window w holds the cells
 * {@code first[w] + tap[t]} for t from {@code tapBegin[w]} up to {@code tapEnd[w]}, row by row; cells are counted
 * row-major in the plane. Windows cut alike share their taps.
 *
 * @param first for each window, the cell that taps count from
 * @param tapBegin for each window, its first tap
 * @param tapEnd for each window, the end of its taps
 * @param tap taps of all kinds of windows
 * @param divisor for each window, what an average divides by
 */
public record WindowTable(int[] first, int[] tapBegin, int[] tapEnd, int[] tap, float[] divisor) {}
