package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.PlaneTaps;
import jdk.incubator.vector.FloatVector;

/**
 * Tiles of a 3×3 convolution of one plane: {@value #TILE_ROWS} rows of one vector, down a strip of columns. The last tile
 * overlaps the one before.
 *
 * <p>Register budget: 9 weights, 7 accumulators, the vector they start from, 3 of the source, the permutation: 21 of 32. 63 FMAs
 * take 18 loads, because each row of the source serves three rows of the output, and the vector in the middle is put together
 * from the outer two. Seven, because images of 224 and its halves are multiples of it.
 *
 * <p>Taps ascend (forward) or descend (the gradient by the input); two methods, because loads at constant distances share their
 * bounds checks.
 */
final class SquareWindowTiles {
    static final int TILE_ROWS = 7;

    /** From the vectors at 0 and at 2, the one at 1. */
    private static final float[] MIDDLE = new float[LENGTH];

    static {
        for (int i = 0; i < LENGTH; i++) {
            MIDDLE[i] = i + 1;
        }
        MIDDLE[LENGTH - 1] = 2 * LENGTH - 2;
    }

    private SquareWindowTiles() {}

    static void strip(PlaneTaps taps, int rows, float[] weight, int weightOffset, float[] source, int sourceOffset,
            float start, float[] output, int outputOffset) {
        if (taps.tap()[0] < taps.tap()[1]) {
            ascending(taps, rows, weight, weightOffset, source, sourceOffset, start, output, outputOffset);
        } else {
            descending(taps, rows, weight, weightOffset, source, sourceOffset, start, output, outputOffset);
        }
    }

    /** Row i of the source is the kernel's row i − r for row r of a tile. */
    private static void ascending(PlaneTaps taps, int rows, float[] weight, int weightOffset, float[] source,
            int sourceOffset, float start, float[] output, int outputOffset) {
        int step = taps.weightStride();
        int columns = taps.columns();
        FloatVector w0 = FloatVector.fromArray(FLOAT, weight, weightOffset);
        FloatVector w1 = FloatVector.fromArray(FLOAT, weight, weightOffset + step);
        FloatVector w2 = FloatVector.fromArray(FLOAT, weight, weightOffset + 2 * step);
        FloatVector w3 = FloatVector.fromArray(FLOAT, weight, weightOffset + 3 * step);
        FloatVector w4 = FloatVector.fromArray(FLOAT, weight, weightOffset + 4 * step);
        FloatVector w5 = FloatVector.fromArray(FLOAT, weight, weightOffset + 5 * step);
        FloatVector w6 = FloatVector.fromArray(FLOAT, weight, weightOffset + 6 * step);
        FloatVector w7 = FloatVector.fromArray(FLOAT, weight, weightOffset + 7 * step);
        FloatVector w8 = FloatVector.fromArray(FLOAT, weight, weightOffset + 8 * step);
        FloatVector middle = FloatVector.fromArray(FLOAT, MIDDLE, 0);
        FloatVector first = FloatVector.broadcast(FLOAT, start);
        for (int tile = 0; tile < rows; tile += TILE_ROWS) {
            int row = Math.min(tile, rows - TILE_ROWS);
            int from = sourceOffset + row * taps.sourceStride() + taps.tap()[0];
            int to = outputOffset + row * columns;
            FloatVector x = FloatVector.fromArray(FLOAT, source, from);
            FloatVector z = FloatVector.fromArray(FLOAT, source, from + 2);
            FloatVector y = middle.selectFrom(x, z);
            FloatVector r0 = w0.fma(x, first);
            r0 = w1.fma(y, r0);
            r0 = w2.fma(z, r0);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r0 = w3.fma(x, r0);
            FloatVector r1 = w0.fma(x, first);
            r0 = w4.fma(y, r0);
            r1 = w1.fma(y, r1);
            r0 = w5.fma(z, r0);
            r1 = w2.fma(z, r1);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r0 = w6.fma(x, r0);
            r1 = w3.fma(x, r1);
            FloatVector r2 = w0.fma(x, first);
            r0 = w7.fma(y, r0);
            r1 = w4.fma(y, r1);
            r2 = w1.fma(y, r2);
            r0 = w8.fma(z, r0);
            r1 = w5.fma(z, r1);
            r2 = w2.fma(z, r2);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r1 = w6.fma(x, r1);
            r2 = w3.fma(x, r2);
            FloatVector r3 = w0.fma(x, first);
            r1 = w7.fma(y, r1);
            r2 = w4.fma(y, r2);
            r3 = w1.fma(y, r3);
            r1 = w8.fma(z, r1);
            r2 = w5.fma(z, r2);
            r3 = w2.fma(z, r3);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r2 = w6.fma(x, r2);
            r3 = w3.fma(x, r3);
            FloatVector r4 = w0.fma(x, first);
            r2 = w7.fma(y, r2);
            r3 = w4.fma(y, r3);
            r4 = w1.fma(y, r4);
            r2 = w8.fma(z, r2);
            r3 = w5.fma(z, r3);
            r4 = w2.fma(z, r4);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r3 = w6.fma(x, r3);
            r4 = w3.fma(x, r4);
            FloatVector r5 = w0.fma(x, first);
            r3 = w7.fma(y, r3);
            r4 = w4.fma(y, r4);
            r5 = w1.fma(y, r5);
            r3 = w8.fma(z, r3);
            r4 = w5.fma(z, r4);
            r5 = w2.fma(z, r5);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r4 = w6.fma(x, r4);
            r5 = w3.fma(x, r5);
            FloatVector r6 = w0.fma(x, first);
            r4 = w7.fma(y, r4);
            r5 = w4.fma(y, r5);
            r6 = w1.fma(y, r6);
            r4 = w8.fma(z, r4);
            r5 = w5.fma(z, r5);
            r6 = w2.fma(z, r6);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r5 = w6.fma(x, r5);
            r6 = w3.fma(x, r6);
            r5 = w7.fma(y, r5);
            r6 = w4.fma(y, r6);
            r5 = w8.fma(z, r5);
            r6 = w5.fma(z, r6);
            from += taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r6 = w6.fma(x, r6);
            r6 = w7.fma(y, r6);
            r6 = w8.fma(z, r6);
            r0.intoArray(output, to);
            r1.intoArray(output, to + columns);
            r2.intoArray(output, to + 2 * columns);
            r3.intoArray(output, to + 3 * columns);
            r4.intoArray(output, to + 4 * columns);
            r5.intoArray(output, to + 5 * columns);
            r6.intoArray(output, to + 6 * columns);
        }
    }

    /** Rows of the source and of a tile are counted from below, so that again row i meets the kernel's row i − r. */
    private static void descending(PlaneTaps taps, int rows, float[] weight, int weightOffset, float[] source,
            int sourceOffset, float start, float[] output, int outputOffset) {
        int step = taps.weightStride();
        int columns = taps.columns();
        FloatVector w0 = FloatVector.fromArray(FLOAT, weight, weightOffset);
        FloatVector w1 = FloatVector.fromArray(FLOAT, weight, weightOffset + step);
        FloatVector w2 = FloatVector.fromArray(FLOAT, weight, weightOffset + 2 * step);
        FloatVector w3 = FloatVector.fromArray(FLOAT, weight, weightOffset + 3 * step);
        FloatVector w4 = FloatVector.fromArray(FLOAT, weight, weightOffset + 4 * step);
        FloatVector w5 = FloatVector.fromArray(FLOAT, weight, weightOffset + 5 * step);
        FloatVector w6 = FloatVector.fromArray(FLOAT, weight, weightOffset + 6 * step);
        FloatVector w7 = FloatVector.fromArray(FLOAT, weight, weightOffset + 7 * step);
        FloatVector w8 = FloatVector.fromArray(FLOAT, weight, weightOffset + 8 * step);
        FloatVector middle = FloatVector.fromArray(FLOAT, MIDDLE, 0);
        FloatVector first = FloatVector.broadcast(FLOAT, start);
        for (int tile = 0; tile < rows; tile += TILE_ROWS) {
            int row = Math.min(tile, rows - TILE_ROWS);
            int from = sourceOffset + (row + TILE_ROWS - 1) * taps.sourceStride() + taps.tap()[2];
            int to = outputOffset + row * columns;
            FloatVector x = FloatVector.fromArray(FLOAT, source, from);
            FloatVector z = FloatVector.fromArray(FLOAT, source, from + 2);
            FloatVector y = middle.selectFrom(x, z);
            FloatVector r0 = w0.fma(z, first);
            r0 = w1.fma(y, r0);
            r0 = w2.fma(x, r0);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r0 = w3.fma(z, r0);
            FloatVector r1 = w0.fma(z, first);
            r0 = w4.fma(y, r0);
            r1 = w1.fma(y, r1);
            r0 = w5.fma(x, r0);
            r1 = w2.fma(x, r1);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r0 = w6.fma(z, r0);
            r1 = w3.fma(z, r1);
            FloatVector r2 = w0.fma(z, first);
            r0 = w7.fma(y, r0);
            r1 = w4.fma(y, r1);
            r2 = w1.fma(y, r2);
            r0 = w8.fma(x, r0);
            r1 = w5.fma(x, r1);
            r2 = w2.fma(x, r2);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r1 = w6.fma(z, r1);
            r2 = w3.fma(z, r2);
            FloatVector r3 = w0.fma(z, first);
            r1 = w7.fma(y, r1);
            r2 = w4.fma(y, r2);
            r3 = w1.fma(y, r3);
            r1 = w8.fma(x, r1);
            r2 = w5.fma(x, r2);
            r3 = w2.fma(x, r3);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r2 = w6.fma(z, r2);
            r3 = w3.fma(z, r3);
            FloatVector r4 = w0.fma(z, first);
            r2 = w7.fma(y, r2);
            r3 = w4.fma(y, r3);
            r4 = w1.fma(y, r4);
            r2 = w8.fma(x, r2);
            r3 = w5.fma(x, r3);
            r4 = w2.fma(x, r4);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r3 = w6.fma(z, r3);
            r4 = w3.fma(z, r4);
            FloatVector r5 = w0.fma(z, first);
            r3 = w7.fma(y, r3);
            r4 = w4.fma(y, r4);
            r5 = w1.fma(y, r5);
            r3 = w8.fma(x, r3);
            r4 = w5.fma(x, r4);
            r5 = w2.fma(x, r5);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r4 = w6.fma(z, r4);
            r5 = w3.fma(z, r5);
            FloatVector r6 = w0.fma(z, first);
            r4 = w7.fma(y, r4);
            r5 = w4.fma(y, r5);
            r6 = w1.fma(y, r6);
            r4 = w8.fma(x, r4);
            r5 = w5.fma(x, r5);
            r6 = w2.fma(x, r6);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r5 = w6.fma(z, r5);
            r6 = w3.fma(z, r6);
            r5 = w7.fma(y, r5);
            r6 = w4.fma(y, r6);
            r5 = w8.fma(x, r5);
            r6 = w5.fma(x, r6);
            from -= taps.sourceStride();
            x = FloatVector.fromArray(FLOAT, source, from);
            z = FloatVector.fromArray(FLOAT, source, from + 2);
            y = middle.selectFrom(x, z);
            r6 = w6.fma(z, r6);
            r6 = w7.fma(y, r6);
            r6 = w8.fma(x, r6);
            r6.intoArray(output, to);
            r5.intoArray(output, to + columns);
            r4.intoArray(output, to + 2 * columns);
            r3.intoArray(output, to + 3 * columns);
            r2.intoArray(output, to + 4 * columns);
            r1.intoArray(output, to + 5 * columns);
            r0.intoArray(output, to + 6 * columns);
        }
    }
}
