package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.SlabKernels;
import java.util.Arrays;

/** The twin of sums over slabs. The loops over columns are innermost and independent, so that C2 can vectorise them by itself. */
final class ScalarSlabs implements SlabKernels {
    @Override
    public void maximum(int rows, int width, float[] floats, int slab, int maximum) {
        System.arraycopy(floats, slab, floats, maximum, width);
        for (int r = 1; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                float x = floats[slab + r * width + i];
                if (x > floats[maximum + i] || x != x) {
                    floats[maximum + i] = x;
                }
            }
        }
    }

    @Override
    public void subtract(int rows, int width, float[] floats, int slab, int row) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                floats[slab + r * width + i] -= floats[row + i];
            }
        }
    }

    @Override
    public void divide(int rows, int width, float[] floats, int slab, int row) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                floats[slab + r * width + i] /= floats[row + i];
            }
        }
    }

    @Override
    public void sum(int partials, int rows, int width, float[] floats, int slab, int sums) {
        Arrays.fill(floats, sums, sums + partials * width, 0f);
        for (int r = 0; r < rows; r++) {
            int to = sums + r % partials * width;
            for (int i = 0; i < width; i++) {
                floats[to + i] += floats[slab + r * width + i];
            }
        }
        tree(partials, width, floats, sums);
    }

    @Override
    public void sumOfProducts(int partials, int rows, int width, float[] floats, int first, int second, int sums) {
        Arrays.fill(floats, sums, sums + partials * width, 0f);
        for (int r = 0; r < rows; r++) {
            int to = sums + r % partials * width;
            for (int i = 0; i < width; i++) {
                floats[to + i] = Math.fma(floats[first + r * width + i], floats[second + r * width + i],
                        floats[to + i]);
            }
        }
        tree(partials, width, floats, sums);
    }

    /** Each half of the partials onto the other: that is the tree of the contract. */
    private static void tree(int partials, int width, float[] floats, int sums) {
        for (int half = partials / 2; half > 0; half /= 2) {
            for (int i = 0; i < half * width; i++) {
                floats[sums + i] += floats[sums + half * width + i];
            }
        }
    }

    @Override
    public void affine(int length, float factor, float addend, float[] floats, int values) {
        for (int i = 0; i < length; i++) {
            floats[values + i] = Math.fma(factor, floats[values + i], addend);
        }
    }

    @Override
    public void multiply(int length, float[] floats, int factors, int values) {
        for (int i = 0; i < length; i++) {
            floats[values + i] *= floats[factors + i];
        }
    }

    @Override
    public void softmaxBackward(int rows, int width, float[] floats, int output, int row, int gradient) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                int at = r * width + i;
                floats[gradient + at] = floats[output + at] * (floats[gradient + at] - floats[row + i]);
            }
        }
    }

    @Override
    public void logSoftmaxBackward(int rows, int width, float[] floats, int exponential, int row, int gradient) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                int at = r * width + i;
                floats[gradient + at] = Math.fma(-floats[exponential + at], floats[row + i], floats[gradient + at]);
            }
        }
    }

    @Override
    public void crossEntropyBackward(int rows, int width, float[] floats, int target, int total, int factor,
            float divisor, int slab) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < width; i++) {
                int at = r * width + i;
                float difference = Math.fma(floats[total + i], floats[slab + at], -floats[target + at]);
                floats[slab + at] = difference * floats[factor + i] / divisor;
            }
        }
    }
}
