package io.github.lanewise.kernels.internal.micro;

/** The way from rows into lanes and back. See {@link MicroKernels}. */
public interface LaneKernels {
    /**
     * Lays {@code count} rows of {@code length} floats side by side: lanes[i·laneStride + row] = rows[row·rowStride + i];
     * the lanes from count to LANES become +0.
     */
    void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes, int lanesOffset,
            int laneStride);

    /** The same without gaps: laneStride is LANES. */
    default void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes,
            int lanesOffset) {
        toLanes(count, length, rows, rowsOffset, rowStride, lanes, lanesOffset, MicroKernels.LANES);
    }

    /**
     * Sixteen sums of sixteen partials each, in the order that {@code internal.reduce.SixteenPartials} spells out: sums[i] is the tree over lanes[i·LANES]
     * and the fifteen behind it. The lanes hold anything afterwards.
     */
    void sumLanes(float[] lanes, int lanesOffset, float[] sums, int sumsOffset);

    /** Moves {@code count} vectors of LANES floats: to[toOffset + i·toStride + lane] = from[fromOffset + i·fromStride + lane]. */
    void move(int count, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride);

    /** The way back, for the first {@code count} lanes. */
    void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset, int rowStride);
}
