package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.LaneKernels;
import jdk.incubator.vector.FloatVector;

/** Rows to lanes and back, by square blocks of the vector length; the last block of a row overlaps the one before. */
final class SimdLanes implements LaneKernels {
    @Override
    public void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes,
            int lanesOffset, int laneStride) {
        int whole = length < LENGTH ? 0 : count / LENGTH * LENGTH;
        for (int lane = 0; lane < whole; lane += LENGTH) {
            SquareBlocks.transpose(length, rows, rowsOffset + lane * rowStride, rowStride, lanes, lanesOffset + lane,
                    laneStride);
        }
        for (int lane = whole; lane < LANES; lane++) {
            int from = rowsOffset + lane * rowStride;
            int to = lanesOffset + lane;
            for (int i = 0; i < length; i++) {
                lanes[to + i * laneStride] = lane < count ? rows[from + i] : 0f;
            }
        }
    }

    @Override
    public void move(int count, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride) {
        for (int i = 0; i < count; i++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector.fromArray(FLOAT, from, fromOffset + i * fromStride + lane)
                        .intoArray(to, toOffset + i * toStride + lane);
            }
        }
    }

    @Override
    public void sumLanes(float[] lanes, int lanesOffset, float[] sums, int sumsOffset) {
        LaneSums.sixteen(lanes, lanesOffset, sums, sumsOffset);
    }

    @Override
    public void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset,
            int rowStride) {
        int whole = length < LENGTH ? 0 : count / LENGTH * LENGTH;
        for (int lane = 0; lane < whole; lane += LENGTH) {
            for (int i = 0; i < length; i += LENGTH) {
                int at = Math.min(i, length - LENGTH);
                SquareBlocks.transpose(LENGTH, lanes, lanesOffset + at * LANES + lane, LANES, rows,
                        rowsOffset + lane * rowStride + at, rowStride);
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
}
