package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix tiles of one vector of columns, for a last panel that fills no more: c = start + a·b as in {@link GemmTiles}. 8×1 needs
 * 10 registers, and its eight chains just cover the latency of an FMA on two ports.
 */
final class NarrowGemmTiles {
    private NarrowGemmTiles() {}

    static void tile8x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c0 = FloatVector.zero(FLOAT);
        FloatVector c1 = FloatVector.zero(FLOAT);
        FloatVector c2 = FloatVector.zero(FLOAT);
        FloatVector c3 = FloatVector.zero(FLOAT);
        FloatVector c4 = FloatVector.zero(FLOAT);
        FloatVector c5 = FloatVector.zero(FLOAT);
        FloatVector c6 = FloatVector.zero(FLOAT);
        FloatVector c7 = FloatVector.zero(FLOAT);
        if (start != null) {
            c0 = FloatVector.fromArray(FLOAT, start, startOffset);
            c1 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c2 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c3 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
            c4 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride);
            c5 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride);
            c6 = FloatVector.fromArray(FLOAT, start, startOffset + 6 * startStride);
            c7 = FloatVector.fromArray(FLOAT, start, startOffset + 7 * startStride);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        int row4 = aOffset + 4 * aStride;
        int row5 = aOffset + 5 * aStride;
        int row6 = aOffset + 6 * aStride;
        int row7 = aOffset + 7 * aStride;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, bOffset + k * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c1 = a1.fma(b0, c1);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c2 = a2.fma(b0, c2);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c3 = a3.fma(b0, c3);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[row4 + k]);
            c4 = a4.fma(b0, c4);
            FloatVector a5 = FloatVector.broadcast(FLOAT, a[row5 + k]);
            c5 = a5.fma(b0, c5);
            FloatVector a6 = FloatVector.broadcast(FLOAT, a[row6 + k]);
            c6 = a6.fma(b0, c6);
            FloatVector a7 = FloatVector.broadcast(FLOAT, a[row7 + k]);
            c7 = a7.fma(b0, c7);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + cStride);
        c2.intoArray(c, cOffset + 2 * cStride);
        c3.intoArray(c, cOffset + 3 * cStride);
        c4.intoArray(c, cOffset + 4 * cStride);
        c5.intoArray(c, cOffset + 5 * cStride);
        c6.intoArray(c, cOffset + 6 * cStride);
        c7.intoArray(c, cOffset + 7 * cStride);
    }

    static void tile4x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c0 = FloatVector.zero(FLOAT);
        FloatVector c1 = FloatVector.zero(FLOAT);
        FloatVector c2 = FloatVector.zero(FLOAT);
        FloatVector c3 = FloatVector.zero(FLOAT);
        if (start != null) {
            c0 = FloatVector.fromArray(FLOAT, start, startOffset);
            c1 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c2 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c3 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, bOffset + k * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c1 = a1.fma(b0, c1);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c2 = a2.fma(b0, c2);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c3 = a3.fma(b0, c3);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + cStride);
        c2.intoArray(c, cOffset + 2 * cStride);
        c3.intoArray(c, cOffset + 3 * cStride);
    }

    static void tile2x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c0 = FloatVector.zero(FLOAT);
        FloatVector c1 = FloatVector.zero(FLOAT);
        if (start != null) {
            c0 = FloatVector.fromArray(FLOAT, start, startOffset);
            c1 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
        }
        int row1 = aOffset + aStride;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, bOffset + k * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c1 = a1.fma(b0, c1);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + cStride);
    }

    static void tile1x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c0 = FloatVector.zero(FLOAT);
        if (start != null) {
            c0 = FloatVector.fromArray(FLOAT, start, startOffset);
        }
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, bOffset + k * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c0 = a0.fma(b0, c0);
        }
        c0.intoArray(c, cOffset);
    }
}
