package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.GemmKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Matrix tiles, 8×2 where 32 registers hold them, 5×2 where there are 16, and their scaling. What is left of a vector at the
 * end is scaled one by one.
 */
final class SimdGemm implements GemmKernels {
    private static final boolean MANY_REGISTERS = Species.REGISTERS == 32;

    @Override
    public int gemmRows() {
        return MANY_REGISTERS ? 8 : 5;
    }

    @Override
    public int gemmColumns() {
        return 2 * Species.LENGTH;
    }

    @Override
    public void gemmTile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate) {
        if (MANY_REGISTERS) {
            GemmTiles.tile8x2(depth, a, aOffset, b, bOffset, c, cOffset, cStride, accumulate);
        } else {
            GemmTiles.tile5x2(depth, a, aOffset, b, bOffset, c, cOffset, cStride, accumulate);
        }
    }

    @Override
    public void scale(int length, float alpha, float[] product, int productOffset, float[] c, int cOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector.fromArray(FLOAT, product, productOffset + i).mul(alpha).intoArray(c, cOffset + i);
        }
        for (; i < length; i++) {
            c[cOffset + i] = alpha * product[productOffset + i];
        }
    }

    @Override
    public void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float[] addend,
            int addendOffset, float[] c, int cOffset) {
        FloatVector factor = FloatVector.broadcast(FLOAT, beta);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector scaled = FloatVector.fromArray(FLOAT, product, productOffset + i).mul(alpha);
            FloatVector.fromArray(FLOAT, addend, addendOffset + i).fma(factor, scaled).intoArray(c, cOffset + i);
        }
        for (; i < length; i++) {
            c[cOffset + i] = Math.fma(beta, addend[addendOffset + i], alpha * product[productOffset + i]);
        }
    }

    @Override
    public void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float addend,
            float[] c, int cOffset) {
        FloatVector factor = FloatVector.broadcast(FLOAT, beta);
        FloatVector term = FloatVector.broadcast(FLOAT, addend);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector scaled = FloatVector.fromArray(FLOAT, product, productOffset + i).mul(alpha);
            term.fma(factor, scaled).intoArray(c, cOffset + i);
        }
        for (; i < length; i++) {
            c[cOffset + i] = Math.fma(beta, addend, alpha * product[productOffset + i]);
        }
    }
}
