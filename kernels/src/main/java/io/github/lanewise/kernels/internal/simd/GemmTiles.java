package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix tiles over packed panels: c (+)= a·b as an outer product, one column of a's panel times one row of b's panel in
 * each step. Accumulators stay in registers over the whole depth.
 *
 * <p>Register budget of 8×2: 16 accumulators, 2 vectors of b, 1 broadcast: 19 of 32. Of 5×2: 10 + 2 + 1 = 13 of 16, for
 * AVX2, where 8×2 would spill. Written out, because C2 keeps only named locals in registers.
 */
final class GemmTiles {
    private GemmTiles() {}

    static void tile8x2(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate) {
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
        FloatVector c50 = FloatVector.zero(FLOAT);
        FloatVector c51 = FloatVector.zero(FLOAT);
        FloatVector c60 = FloatVector.zero(FLOAT);
        FloatVector c61 = FloatVector.zero(FLOAT);
        FloatVector c70 = FloatVector.zero(FLOAT);
        FloatVector c71 = FloatVector.zero(FLOAT);
        if (accumulate) {
            c00 = FloatVector.fromArray(FLOAT, c, cOffset);
            c01 = FloatVector.fromArray(FLOAT, c, cOffset + LENGTH);
            c10 = FloatVector.fromArray(FLOAT, c, cOffset + cStride);
            c11 = FloatVector.fromArray(FLOAT, c, cOffset + cStride + LENGTH);
            c20 = FloatVector.fromArray(FLOAT, c, cOffset + 2 * cStride);
            c21 = FloatVector.fromArray(FLOAT, c, cOffset + 2 * cStride + LENGTH);
            c30 = FloatVector.fromArray(FLOAT, c, cOffset + 3 * cStride);
            c31 = FloatVector.fromArray(FLOAT, c, cOffset + 3 * cStride + LENGTH);
            c40 = FloatVector.fromArray(FLOAT, c, cOffset + 4 * cStride);
            c41 = FloatVector.fromArray(FLOAT, c, cOffset + 4 * cStride + LENGTH);
            c50 = FloatVector.fromArray(FLOAT, c, cOffset + 5 * cStride);
            c51 = FloatVector.fromArray(FLOAT, c, cOffset + 5 * cStride + LENGTH);
            c60 = FloatVector.fromArray(FLOAT, c, cOffset + 6 * cStride);
            c61 = FloatVector.fromArray(FLOAT, c, cOffset + 6 * cStride + LENGTH);
            c70 = FloatVector.fromArray(FLOAT, c, cOffset + 7 * cStride);
            c71 = FloatVector.fromArray(FLOAT, c, cOffset + 7 * cStride + LENGTH);
        }
        for (int k = 0; k < depth; k++) {
            int i = aOffset + k * 8;
            int j = bOffset + k * 2 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(FLOAT, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(FLOAT, a[i + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(FLOAT, a[i + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
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
        c50.intoArray(c, cOffset + 5 * cStride);
        c51.intoArray(c, cOffset + 5 * cStride + LENGTH);
        c60.intoArray(c, cOffset + 6 * cStride);
        c61.intoArray(c, cOffset + 6 * cStride + LENGTH);
        c70.intoArray(c, cOffset + 7 * cStride);
        c71.intoArray(c, cOffset + 7 * cStride + LENGTH);
    }

    static void tile5x2(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate) {
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
        if (accumulate) {
            c00 = FloatVector.fromArray(FLOAT, c, cOffset);
            c01 = FloatVector.fromArray(FLOAT, c, cOffset + LENGTH);
            c10 = FloatVector.fromArray(FLOAT, c, cOffset + cStride);
            c11 = FloatVector.fromArray(FLOAT, c, cOffset + cStride + LENGTH);
            c20 = FloatVector.fromArray(FLOAT, c, cOffset + 2 * cStride);
            c21 = FloatVector.fromArray(FLOAT, c, cOffset + 2 * cStride + LENGTH);
            c30 = FloatVector.fromArray(FLOAT, c, cOffset + 3 * cStride);
            c31 = FloatVector.fromArray(FLOAT, c, cOffset + 3 * cStride + LENGTH);
            c40 = FloatVector.fromArray(FLOAT, c, cOffset + 4 * cStride);
            c41 = FloatVector.fromArray(FLOAT, c, cOffset + 4 * cStride + LENGTH);
        }
        for (int k = 0; k < depth; k++) {
            int i = aOffset + k * 5;
            int j = bOffset + k * 2 * LENGTH;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + LENGTH);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4]);
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
}
