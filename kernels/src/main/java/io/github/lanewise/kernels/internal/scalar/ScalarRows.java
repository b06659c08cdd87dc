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
}
