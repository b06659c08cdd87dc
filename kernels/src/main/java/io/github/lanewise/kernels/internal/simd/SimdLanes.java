package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.LaneKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Rows to lanes and back, by square blocks of the vector length. A block is transposed in place by Eklundh's exchanges:
 * in the round of distance d, rows i and i + d swap their off-diagonal runs of d elements. Two vectors live at a time, so
 * one loop serves every width, and the first round reads from the source.
 *
 * <p>Source: J. O. Eklundh, "A fast computer method for matrix transposing", 1972.
 */
final class SimdLanes implements LaneKernels {
    /** UPPER[log2 d] and LOWER[log2 d]: which element of a pair of rows (the second from LENGTH on) goes where. */
    private static final float[][] UPPER = new float[Integer.numberOfTrailingZeros(LENGTH)][LENGTH];
    private static final float[][] LOWER = new float[Integer.numberOfTrailingZeros(LENGTH)][LENGTH];

    static {
        for (int round = 0; round < UPPER.length; round++) {
            int distance = 1 << round;
            for (int i = 0; i < LENGTH; i++) {
                boolean first = (i & distance) == 0;
                UPPER[round][i] = first ? i : LENGTH + i - distance;
                LOWER[round][i] = first ? i + distance : LENGTH + i;
            }
        }
    }

    @Override
    public void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes,
            int lanesOffset) {
        int whole = length < LENGTH ? 0 : count / LENGTH * LENGTH;
        for (int lane = 0; lane < whole; lane += LENGTH) {
            for (int i = 0; i < length; i += LENGTH) {
                int at = Math.min(i, length - LENGTH); // the last block overlaps the one before
                transpose(rows, rowsOffset + lane * rowStride + at, rowStride, lanes, lanesOffset + at * LANES + lane,
                        LANES);
            }
        }
        for (int lane = whole; lane < LANES; lane++) {
            int from = rowsOffset + lane * rowStride;
            int to = lanesOffset + lane;
            for (int i = 0; i < length; i++) {
                lanes[to + i * LANES] = lane < count ? rows[from + i] : 0f;
            }
        }
    }

    @Override
    public void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset,
            int rowStride) {
        int whole = length < LENGTH ? 0 : count / LENGTH * LENGTH;
        for (int lane = 0; lane < whole; lane += LENGTH) {
            for (int i = 0; i < length; i += LENGTH) {
                int at = Math.min(i, length - LENGTH);
                transpose(lanes, lanesOffset + at * LANES + lane, LANES, rows, rowsOffset + lane * rowStride + at,
                        rowStride);
            }
        }
        for (int lane = whole; lane < count; lane++) {
            int from = lanesOffset + lane;
            int to = rowsOffset + lane * rowStride;
            for (int i = 0; i < length; i++) {
                rows[to + i] = lanes[from + i * LANES];
            }
        }
    }

    private static void transpose(float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        exchange(UPPER.length - 1, from, fromOffset, fromStride, to, toOffset, toStride);
        for (int round = UPPER.length - 2; round >= 0; round--) {
            exchange(round, to, toOffset, toStride, to, toOffset, toStride);
        }
    }

    private static void exchange(int round, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        int distance = 1 << round;
        FloatVector upper = FloatVector.fromArray(FLOAT, UPPER[round], 0);
        FloatVector lower = FloatVector.fromArray(FLOAT, LOWER[round], 0);
        for (int pair = 0; pair < LENGTH / 2; pair++) {
            int i = (pair & -distance) + pair; // the pairs of rows (i, i + distance), each once
            FloatVector a = FloatVector.fromArray(FLOAT, from, fromOffset + i * fromStride);
            FloatVector b = FloatVector.fromArray(FLOAT, from, fromOffset + (i + distance) * fromStride);
            upper.selectFrom(a, b).intoArray(to, toOffset + i * toStride);
            lower.selectFrom(a, b).intoArray(to, toOffset + (i + distance) * toStride);
        }
    }
}
