package io.github.lanewise.kernels.internal.micro;

/** What paddings and gathers do with stretches of rows. The two arrays are never the same. See {@link MicroKernels}. */
public interface RowKernels {
    /** to[i] = from[−i], counted from the offsets. */
    void reverse(int length, float[] from, int fromOffset, float[] to, int toOffset);

    /** to[i] = to[i] + from[i]. */
    void add(int length, float[] from, int fromOffset, float[] to, int toOffset);

    /** to[i] = to[i] + from[−i]. */
    void addReversed(int length, float[] from, int fromOffset, float[] to, int toOffset);

    /** Copies {@code rows} stretches: to[r·toStride + i] = from[r·fromStride + i]. */
    void copy(int rows, int length, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride);

    /** Copies {@code rows} stretches of every {@code step}th element: to[r·toStride + i] = from[r·fromStride + i·step]. */
    void pick(int rows, int length, int step, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride);

    /**
     * Weaves rows of some lines into rows of another array: to[r·toStride + x] = from[line[x mod n] + r·fromStride + x div n],
     * counted from the offsets, with n the length of {@code line}. Reads up to a vector behind the last element of a line.
     */
    void interleave(int rows, int length, float[] from, int fromOffset, int[] line, int fromStride, float[] to,
            int toOffset, int toStride);

    /** Whether every value is less or greater than 0, and so neither zero nor NaN. */
    boolean nonzero(int length, float[] values, int offset);
}
