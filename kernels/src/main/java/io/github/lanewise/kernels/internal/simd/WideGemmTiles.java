package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix tiles of four vectors of columns, where 32 registers hold them: c = start + a·b as in {@link GemmTiles}. 6×4 needs 24
 * accumulators, 4 vectors of b and 1 broadcast: 29 of 32. A step has 24 FMAs for 10 loads, where 8×2 has 16 for 10.
 */
final class WideGemmTiles {
    private WideGemmTiles() {}

    static void tile6x4(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c02 = FloatVector.zero(FLOAT);
        FloatVector c03 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c12 = FloatVector.zero(FLOAT);
        FloatVector c13 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        FloatVector c22 = FloatVector.zero(FLOAT);
        FloatVector c23 = FloatVector.zero(FLOAT);
        FloatVector c30 = FloatVector.zero(FLOAT);
        FloatVector c31 = FloatVector.zero(FLOAT);
        FloatVector c32 = FloatVector.zero(FLOAT);
        FloatVector c33 = FloatVector.zero(FLOAT);
        FloatVector c40 = FloatVector.zero(FLOAT);
        FloatVector c41 = FloatVector.zero(FLOAT);
        FloatVector c42 = FloatVector.zero(FLOAT);
        FloatVector c43 = FloatVector.zero(FLOAT);
        FloatVector c50 = FloatVector.zero(FLOAT);
        FloatVector c51 = FloatVector.zero(FLOAT);
        FloatVector c52 = FloatVector.zero(FLOAT);
        FloatVector c53 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c02 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * LENGTH);
            c03 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c12 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 2 * LENGTH);
            c13 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 3 * LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
            c22 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 2 * LENGTH);
            c23 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 3 * LENGTH);
            c30 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
            c31 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + LENGTH);
            c32 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 2 * LENGTH);
            c33 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 3 * LENGTH);
            c40 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride);
            c41 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + LENGTH);
            c42 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + 2 * LENGTH);
            c43 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + 3 * LENGTH);
            c50 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride);
            c51 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride + LENGTH);
            c52 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride + 2 * LENGTH);
            c53 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride + 3 * LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        int row4 = aOffset + 4 * aStride;
        int row5 = aOffset + 5 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 4 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, j + 2 * LENGTH);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, j + 3 * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[row4 + k]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            c43 = a4.fma(b3, c43);
            FloatVector a5 = FloatVector.broadcast(FLOAT, a[row5 + k]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            c53 = a5.fma(b3, c53);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c02.intoArray(c, cOffset + 2 * LENGTH);
        c03.intoArray(c, cOffset + 3 * LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c12.intoArray(c, cOffset + cStride + 2 * LENGTH);
        c13.intoArray(c, cOffset + cStride + 3 * LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LENGTH);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LENGTH);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LENGTH);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LENGTH);
        c33.intoArray(c, cOffset + 3 * cStride + 3 * LENGTH);
        c40.intoArray(c, cOffset + 4 * cStride);
        c41.intoArray(c, cOffset + 4 * cStride + LENGTH);
        c42.intoArray(c, cOffset + 4 * cStride + 2 * LENGTH);
        c43.intoArray(c, cOffset + 4 * cStride + 3 * LENGTH);
        c50.intoArray(c, cOffset + 5 * cStride);
        c51.intoArray(c, cOffset + 5 * cStride + LENGTH);
        c52.intoArray(c, cOffset + 5 * cStride + 2 * LENGTH);
        c53.intoArray(c, cOffset + 5 * cStride + 3 * LENGTH);
    }

    /** 6×4 that packs b on the way, where its rows begin as a table says: the stores fit between the FMAs. */
    static void packingTile6x4(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int[] bRow,
            float[] packed, int packedOffset, float[] start, int startOffset, int startStride, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c02 = FloatVector.zero(FLOAT);
        FloatVector c03 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c12 = FloatVector.zero(FLOAT);
        FloatVector c13 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        FloatVector c22 = FloatVector.zero(FLOAT);
        FloatVector c23 = FloatVector.zero(FLOAT);
        FloatVector c30 = FloatVector.zero(FLOAT);
        FloatVector c31 = FloatVector.zero(FLOAT);
        FloatVector c32 = FloatVector.zero(FLOAT);
        FloatVector c33 = FloatVector.zero(FLOAT);
        FloatVector c40 = FloatVector.zero(FLOAT);
        FloatVector c41 = FloatVector.zero(FLOAT);
        FloatVector c42 = FloatVector.zero(FLOAT);
        FloatVector c43 = FloatVector.zero(FLOAT);
        FloatVector c50 = FloatVector.zero(FLOAT);
        FloatVector c51 = FloatVector.zero(FLOAT);
        FloatVector c52 = FloatVector.zero(FLOAT);
        FloatVector c53 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c02 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * LENGTH);
            c03 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c12 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 2 * LENGTH);
            c13 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 3 * LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
            c22 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 2 * LENGTH);
            c23 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 3 * LENGTH);
            c30 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
            c31 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + LENGTH);
            c32 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 2 * LENGTH);
            c33 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 3 * LENGTH);
            c40 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride);
            c41 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + LENGTH);
            c42 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + 2 * LENGTH);
            c43 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + 3 * LENGTH);
            c50 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride);
            c51 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride + LENGTH);
            c52 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride + 2 * LENGTH);
            c53 = FloatVector.fromArray(FLOAT, start, startOffset + 5 * startStride + 3 * LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        int row4 = aOffset + 4 * aStride;
        int row5 = aOffset + 5 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + bRow[k];
            int to = packedOffset + k * 4 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            b0.intoArray(packed, to);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            b1.intoArray(packed, to + LENGTH);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, j + 2 * LENGTH);
            b2.intoArray(packed, to + 2 * LENGTH);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, j + 3 * LENGTH);
            b3.intoArray(packed, to + 3 * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[row4 + k]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            c43 = a4.fma(b3, c43);
            FloatVector a5 = FloatVector.broadcast(FLOAT, a[row5 + k]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            c53 = a5.fma(b3, c53);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c02.intoArray(c, cOffset + 2 * LENGTH);
        c03.intoArray(c, cOffset + 3 * LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c12.intoArray(c, cOffset + cStride + 2 * LENGTH);
        c13.intoArray(c, cOffset + cStride + 3 * LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LENGTH);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LENGTH);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LENGTH);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LENGTH);
        c33.intoArray(c, cOffset + 3 * cStride + 3 * LENGTH);
        c40.intoArray(c, cOffset + 4 * cStride);
        c41.intoArray(c, cOffset + 4 * cStride + LENGTH);
        c42.intoArray(c, cOffset + 4 * cStride + 2 * LENGTH);
        c43.intoArray(c, cOffset + 4 * cStride + 3 * LENGTH);
        c50.intoArray(c, cOffset + 5 * cStride);
        c51.intoArray(c, cOffset + 5 * cStride + LENGTH);
        c52.intoArray(c, cOffset + 5 * cStride + 2 * LENGTH);
        c53.intoArray(c, cOffset + 5 * cStride + 3 * LENGTH);
    }

    static void tile5x4(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c02 = FloatVector.zero(FLOAT);
        FloatVector c03 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c12 = FloatVector.zero(FLOAT);
        FloatVector c13 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        FloatVector c22 = FloatVector.zero(FLOAT);
        FloatVector c23 = FloatVector.zero(FLOAT);
        FloatVector c30 = FloatVector.zero(FLOAT);
        FloatVector c31 = FloatVector.zero(FLOAT);
        FloatVector c32 = FloatVector.zero(FLOAT);
        FloatVector c33 = FloatVector.zero(FLOAT);
        FloatVector c40 = FloatVector.zero(FLOAT);
        FloatVector c41 = FloatVector.zero(FLOAT);
        FloatVector c42 = FloatVector.zero(FLOAT);
        FloatVector c43 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c02 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * LENGTH);
            c03 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c12 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 2 * LENGTH);
            c13 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 3 * LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
            c22 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 2 * LENGTH);
            c23 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 3 * LENGTH);
            c30 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
            c31 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + LENGTH);
            c32 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 2 * LENGTH);
            c33 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 3 * LENGTH);
            c40 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride);
            c41 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + LENGTH);
            c42 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + 2 * LENGTH);
            c43 = FloatVector.fromArray(FLOAT, start, startOffset + 4 * startStride + 3 * LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        int row4 = aOffset + 4 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 4 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, j + 2 * LENGTH);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, j + 3 * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[row4 + k]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            c43 = a4.fma(b3, c43);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c02.intoArray(c, cOffset + 2 * LENGTH);
        c03.intoArray(c, cOffset + 3 * LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c12.intoArray(c, cOffset + cStride + 2 * LENGTH);
        c13.intoArray(c, cOffset + cStride + 3 * LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LENGTH);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LENGTH);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LENGTH);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LENGTH);
        c33.intoArray(c, cOffset + 3 * cStride + 3 * LENGTH);
        c40.intoArray(c, cOffset + 4 * cStride);
        c41.intoArray(c, cOffset + 4 * cStride + LENGTH);
        c42.intoArray(c, cOffset + 4 * cStride + 2 * LENGTH);
        c43.intoArray(c, cOffset + 4 * cStride + 3 * LENGTH);
    }

    static void tile4x4(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c02 = FloatVector.zero(FLOAT);
        FloatVector c03 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c12 = FloatVector.zero(FLOAT);
        FloatVector c13 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        FloatVector c22 = FloatVector.zero(FLOAT);
        FloatVector c23 = FloatVector.zero(FLOAT);
        FloatVector c30 = FloatVector.zero(FLOAT);
        FloatVector c31 = FloatVector.zero(FLOAT);
        FloatVector c32 = FloatVector.zero(FLOAT);
        FloatVector c33 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c02 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * LENGTH);
            c03 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c12 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 2 * LENGTH);
            c13 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 3 * LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
            c22 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 2 * LENGTH);
            c23 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 3 * LENGTH);
            c30 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride);
            c31 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + LENGTH);
            c32 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 2 * LENGTH);
            c33 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * startStride + 3 * LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        int row3 = aOffset + 3 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 4 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, j + 2 * LENGTH);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, j + 3 * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[row3 + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c02.intoArray(c, cOffset + 2 * LENGTH);
        c03.intoArray(c, cOffset + 3 * LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c12.intoArray(c, cOffset + cStride + 2 * LENGTH);
        c13.intoArray(c, cOffset + cStride + 3 * LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LENGTH);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LENGTH);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LENGTH);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LENGTH);
        c33.intoArray(c, cOffset + 3 * cStride + 3 * LENGTH);
    }

    static void tile3x4(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c02 = FloatVector.zero(FLOAT);
        FloatVector c03 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c12 = FloatVector.zero(FLOAT);
        FloatVector c13 = FloatVector.zero(FLOAT);
        FloatVector c20 = FloatVector.zero(FLOAT);
        FloatVector c21 = FloatVector.zero(FLOAT);
        FloatVector c22 = FloatVector.zero(FLOAT);
        FloatVector c23 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c02 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * LENGTH);
            c03 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c12 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 2 * LENGTH);
            c13 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 3 * LENGTH);
            c20 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride);
            c21 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + LENGTH);
            c22 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 2 * LENGTH);
            c23 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * startStride + 3 * LENGTH);
        }
        int row1 = aOffset + aStride;
        int row2 = aOffset + 2 * aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 4 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, j + 2 * LENGTH);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, j + 3 * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[row2 + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c02.intoArray(c, cOffset + 2 * LENGTH);
        c03.intoArray(c, cOffset + 3 * LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c12.intoArray(c, cOffset + cStride + 2 * LENGTH);
        c13.intoArray(c, cOffset + cStride + 3 * LENGTH);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LENGTH);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LENGTH);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LENGTH);
    }

    static void tile2x4(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c02 = FloatVector.zero(FLOAT);
        FloatVector c03 = FloatVector.zero(FLOAT);
        FloatVector c10 = FloatVector.zero(FLOAT);
        FloatVector c11 = FloatVector.zero(FLOAT);
        FloatVector c12 = FloatVector.zero(FLOAT);
        FloatVector c13 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c02 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * LENGTH);
            c03 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * LENGTH);
            c10 = FloatVector.fromArray(FLOAT, start, startOffset + startStride);
            c11 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + LENGTH);
            c12 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 2 * LENGTH);
            c13 = FloatVector.fromArray(FLOAT, start, startOffset + startStride + 3 * LENGTH);
        }
        int row1 = aOffset + aStride;
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 4 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, j + 2 * LENGTH);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, j + 3 * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[row1 + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c02.intoArray(c, cOffset + 2 * LENGTH);
        c03.intoArray(c, cOffset + 3 * LENGTH);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LENGTH);
        c12.intoArray(c, cOffset + cStride + 2 * LENGTH);
        c13.intoArray(c, cOffset + cStride + 3 * LENGTH);
    }

    static void tile1x4(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] start,
            int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.zero(FLOAT);
        FloatVector c01 = FloatVector.zero(FLOAT);
        FloatVector c02 = FloatVector.zero(FLOAT);
        FloatVector c03 = FloatVector.zero(FLOAT);
        if (start != null) {
            c00 = FloatVector.fromArray(FLOAT, start, startOffset);
            c01 = FloatVector.fromArray(FLOAT, start, startOffset + LENGTH);
            c02 = FloatVector.fromArray(FLOAT, start, startOffset + 2 * LENGTH);
            c03 = FloatVector.fromArray(FLOAT, start, startOffset + 3 * LENGTH);
        }
        for (int k = 0; k < depth; k++) {
            int j = bOffset + k * 4 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, j + 2 * LENGTH);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, j + 3 * LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOffset + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LENGTH);
        c02.intoArray(c, cOffset + 2 * LENGTH);
        c03.intoArray(c, cOffset + 3 * LENGTH);
    }
}
