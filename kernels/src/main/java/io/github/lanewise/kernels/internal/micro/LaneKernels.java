package io.github.lanewise.kernels.internal.micro;

/** The way from rows into lanes and back. See {@link MicroKernels}. */
public interface LaneKernels {
    /**
     * Lays {@code count} rows of {@code length} floats side by side: lanes[i·LANES + row] = rows[row·rowStride + i]; the
     * lanes from count on become +0.
     */
    void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes, int lanesOffset);

    /** The way back, for the first {@code count} lanes. */
    void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset, int rowStride);
}
