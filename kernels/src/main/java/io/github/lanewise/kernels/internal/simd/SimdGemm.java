package io.github.lanewise.kernels.internal.simd;

import io.github.lanewise.kernels.internal.micro.GemmKernels;

/** Matrix tiles: 8×2 where 32 registers hold them, 5×2 where there are 16. */
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
}
