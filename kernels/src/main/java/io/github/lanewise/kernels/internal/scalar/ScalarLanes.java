package io.github.lanewise.kernels.internal.scalar;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.LaneKernels;

/** The twin of the way into lanes and back. */
final class ScalarLanes implements LaneKernels {
    @Override
    public void toLanes(int count, int length, float[] rows, int rowsOffset, int rowStride, float[] lanes,
            int lanesOffset, int laneStride) {
        for (int lane = 0; lane < LANES; lane++) {
            int from = rowsOffset + lane * rowStride;
            for (int i = 0; i < length; i++) {
                lanes[lanesOffset + i * laneStride + lane] = lane < count ? rows[from + i] : 0f;
            }
        }
    }

    @Override
    public void move(int count, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(from, fromOffset + i * fromStride, to, toOffset + i * toStride, LANES);
        }
    }

    @Override
    public void sumLanes(float[] lanes, int lanesOffset, float[] sums, int sumsOffset) {
        for (int i = 0; i < LANES; i++) {
            int from = lanesOffset + i * LANES;
            for (int half = LANES / 2; half > 0; half /= 2) {
                for (int j = from; j < from + half; j++) {
                    lanes[j] += lanes[j + half];
                }
            }
            sums[sumsOffset + i] = lanes[from];
        }
    }

    @Override
    public void fromLanes(int count, int length, float[] lanes, int lanesOffset, float[] rows, int rowsOffset,
            int rowStride) {
        for (int lane = 0; lane < count; lane++) {
            for (int i = 0; i < length; i++) {
                rows[rowsOffset + lane * rowStride + i] = lanes[lanesOffset + i * LANES + lane];
            }
        }
    }
}
