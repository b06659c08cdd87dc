package io.github.lanewise.kernels.internal.micro;

/**
 * The taps of a convolution of one plane with stride 1, kernel row by kernel row.
 *
 * @param columns columns of the output
 * @param sourceStride floats from one row of the source to the next
 * @param tap where each tap reads, relative to the source's cell for output column 0 of a row
 * @param weightStride floats from the weights of one tap, one for each column, to those of the next
 * @param square whether the taps are those of a 3×3 window, ascending or descending in rows and columns alike
 */
public record PlaneTaps(int columns, int sourceStride, int[] tap, int weightStride, boolean square) {}
