package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix tiles of two vectors of columns: c = start + a·b, where the rows of a are read where they stand and b is a packed
 * panel. Each step of the depth broadcasts one element of every row of a to one row of the panel. Accumulators stay in
 * registers over the whole depth.
 *
 * <p>Register budget of 5×2: 10 accumulators, 2 vectors of b, 1 broadcast: 13 of 16; 6×2 spills with AVX2. The lower tiles
 * finish what it leaves. Written out, because C2 keeps only named locals in registers.
 */
final class GemmTiles {
    private GemmTiles() {}

    static void tile5x2(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        FloatVector c30 = FloatVector.zero(FLOAT);
        FloatVector c31 = FloatVector.zero(FLOAT);
        FloatVector c40 = FloatVector.zero(FLOAT);
        FloatVector c41 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
            c30 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
            c31 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + LENGTH);
            c40 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride);
            c41 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        int row4 = aOffset + 4 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 2 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[row4 + k]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LENGTH);
        c40.intoArray(c, cOffset + 4 * cStride);
        c41.intoArray(c, cOffset + 4 * cStride + LENGTH);
    }

    static void tile4x2(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        FloatVector c30 = FloatVector.zero(FLOAT);
        FloatVector c31 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
            c30 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
            c31 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 2 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LENGTH);
    }

    static void tile3x2(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 2 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
    }

    static void tile2x2(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
        }
        int row1 = aOffset + aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 2 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
    }

    static void tile1x2(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
        }
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 2 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
    }
}
