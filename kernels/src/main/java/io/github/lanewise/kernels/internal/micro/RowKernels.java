package io.github.lanewise.kernels.internal.micro;

/** What paddings do with stretches of rows, copies apart. The two arrays are never the same. See {@link MicroKernels}. */
public interface RowKernels {
    /** to[i] = from[−i], counted from the offsets. */
    void reverse(int length, float[] from, int fromOffset, float[] to, int toOffset);

    /** to[i] = to[i] + from[i]. */
    void add(int length, float[] from, int fromOffset, float[] to, int toOffset);

    /** to[i] = to[i] + from[−i]. */
    void addReversed(int length, float[] from, int fromOffset, float[] to, int toOffset);
}
