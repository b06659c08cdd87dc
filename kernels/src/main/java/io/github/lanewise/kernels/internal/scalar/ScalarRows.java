package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.RowKernels;

/** The twin of paddings. */
final class ScalarRows implements RowKernels {
    @Override
    public void reverse(int length, float[] from, int fromOffset, float[] to, int toOffset) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] = from[fromOffset - i];
        }
    }

    @Override
    public void add(int length, float[] from, int fromOffset, float[] to, int toOffset) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] += from[fromOffset + i];
        }
    }

    @Override
    public void addReversed(int length, float[] from, int fromOffset, float[] to, int toOffset) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] += from[fromOffset - i];
        }
    }

    @Override
    public void copy(int rows, int length, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, fromOffset + r * fromStride, to, toOffset + r * toStride, length);
        }
    }

    @Override
    public void pick(int rows, int length, int step, float[] from, int fromOffset, int fromStride, float[] to,
            int toOffset, int toStride) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < length; i++) {
                to[toOffset + r * toStride + i] = from[fromOffset + r * fromStride + i * step];
            }
        }
    }

    @Override
    public void interleave(int rows, int length, float[] from, int fromOffset, int[] line, int fromStride, float[] to,
            int toOffset, int toStride) {
        for (int r = 0; r < rows; r++) {
            for (int x = 0; x < length; x++) {
                int at = fromOffset + line[x % line.length] + r * fromStride;
                to[toOffset + r * toStride + x] = from[at + x / line.length];
            }
        }
    }

    @Override
    public boolean nonzero(int length, float[] values, int offset) {
        for (int i = 0; i < length; i++) {
            if (!(Math.abs(values[offset + i]) > 0)) {
                return false;
            }
        }
        return true;
    }
}
