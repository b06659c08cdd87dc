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

    /** Whether every value is less or greater than 0, and so neither zero nor NaN. */
    boolean nonzero(int length, float[] values, int offset);
}
