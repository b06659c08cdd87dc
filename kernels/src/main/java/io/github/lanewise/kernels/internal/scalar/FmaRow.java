package io.github.lanewise.kernels.internal.scalar;

/** The innermost loop of all products. */
final class FmaRow {
    private FmaRow() {}

    /** acc[i] = fma(factor, values[i], acc[i]). */
    static void add(int length, float factor, float[] values, int valuesOffset, float[] acc, int accOffset) {
        for (int i = 0; i < length; i++) {
            acc[accOffset + i] = Math.fma(factor, values[valuesOffset + i], acc[accOffset + i]);
        }
    }
}
