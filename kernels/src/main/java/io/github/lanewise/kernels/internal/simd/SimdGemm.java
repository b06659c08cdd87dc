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
    private static final int COLUMNS = 2 * LENGTH;

    /**
     * Heights of the next tile by the rows that are left. A tile of 2×2 takes as long as one of 4×2, because its four chains
     * do not cover the latency of an FMA; so 9 rows are 5 and 4, not 8 and 1.
     */
    private static final int[] HEIGHTS = MANY_REGISTERS
            ? new int[]{0, 1, 2, 3, 4, 5, 6, 4, 8, 5, 5, 6, 6, 8, 8, 5}
            : new int[]{0, 1, 2, 3, 4, 5, 3, 4, 4, 5};

    @Override
    public int gemmRows() {
        return MANY_REGISTERS ? 8 : 5;
    }

    @Override
    public int gemmRows(int left) {
        return left < HEIGHTS.length ? HEIGHTS[left] : gemmRows();
    }

    @Override
    public int gemmColumns() {
        return COLUMNS;
    }

    @Override
    public void gemmTile(int rows, int columns, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        if (columns < COLUMNS) {
            narrowTile(rows, depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c, cOffset,
                    cStride);
            return;
        }
        switch (rows) {
            case 8 -> GemmTiles.tile8x2(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 6 -> GemmTiles.tile6x2(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 5 -> GemmTiles.tile5x2(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 4 -> GemmTiles.tile4x2(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 3 -> GemmTiles.tile3x2(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 2 -> GemmTiles.tile2x2(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            default -> GemmTiles.tile1x2(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
        }
    }

    /** Some rows of one vector of columns, by the heights that there are. */
    private static void narrowTile(int rows, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        int i = 0;
        for (; rows - i >= 8; i += 8) {
            NarrowGemmTiles.tile8x1(depth, a, aOffset + i * aStride, aStride, b, bOffset, start,
                    startOffset + i * startStride, startStride, c, cOffset + i * cStride, cStride);
        }
        for (; rows - i >= 4; i += 4) {
            NarrowGemmTiles.tile4x1(depth, a, aOffset + i * aStride, aStride, b, bOffset, start,
                    startOffset + i * startStride, startStride, c, cOffset + i * cStride, cStride);
        }
        for (; rows - i >= 2; i += 2) {
            NarrowGemmTiles.tile2x1(depth, a, aOffset + i * aStride, aStride, b, bOffset, start,
                    startOffset + i * startStride, startStride, c, cOffset + i * cStride, cStride);
        }
        if (i < rows) {
            NarrowGemmTiles.tile1x1(depth, a, aOffset + i * aStride, aStride, b, bOffset, start,
                    startOffset + i * startStride, startStride, c, cOffset + i * cStride, cStride);
        }
    }

    @Override
    public void packRows(int columns, int depth, float[] from, int offset, int[] rowOffset, float[] packed,
            int packedOffset) {
        int panels = columns / COLUMNS;
        if (panels == 1) {
            packPanel(depth, from, offset, rowOffset, packed, packedOffset);
        } else {
            packPanels(panels, depth, from, offset, rowOffset, packed, packedOffset);
        }
        if (panels * COLUMNS < columns) {
            int narrow = packedOffset + panels * COLUMNS * depth;
            for (int k = 0; k < depth; k++) {
                FloatVector.fromArray(FLOAT, from, offset + rowOffset[k] + panels * COLUMNS).intoArray(packed,
                        narrow + k * LENGTH);
            }
        }
    }

    private static void packPanel(int depth, float[] from, int offset, int[] rowOffset, float[] packed,
            int packedOffset) {
        for (int k = 0; k < depth; k++) {
            int at = offset + rowOffset[k];
            int to = packedOffset + k * COLUMNS;
            FloatVector.fromArray(FLOAT, from, at).intoArray(packed, to);
            FloatVector.fromArray(FLOAT, from, at + LENGTH).intoArray(packed, to + LENGTH);
        }
    }

    /** Rows of several panels are long enough that the processor fetches ahead. */
    private static void packPanels(int panels, int depth, float[] from, int offset, int[] rowOffset, float[] packed,
            int packedOffset) {
        for (int k = 0; k < depth; k++) {
            int at = offset + rowOffset[k];
            int to = packedOffset + k * COLUMNS;
            for (int p = 0; p < panels; p++) {
                FloatVector.fromArray(FLOAT, from, at + p * COLUMNS).intoArray(packed, to + p * COLUMNS * depth);
                FloatVector.fromArray(FLOAT, from, at + p * COLUMNS + LENGTH).intoArray(packed,
                        to + p * COLUMNS * depth + LENGTH);
            }
        }
    }

    @Override
    public void packRows(int columns, int depth, float[] from, int offset, int rowStride, float[] packed,
            int packedOffset) {
        if (columns == COLUMNS) {
            for (int k = 0; k < depth; k++) {
                int at = offset + k * rowStride;
                int to = packedOffset + k * COLUMNS;
                FloatVector.fromArray(FLOAT, from, at).intoArray(packed, to);
                FloatVector.fromArray(FLOAT, from, at + LENGTH).intoArray(packed, to + LENGTH);
            }
        } else {
            for (int k = 0; k < depth; k++) {
                FloatVector.fromArray(FLOAT, from, offset + k * rowStride).intoArray(packed, packedOffset + k * LENGTH);
            }
        }
    }

    @Override
    public void transpose(int rows, int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        if (rows < LENGTH || columns < LENGTH) {
            transposeSingly(rows, columns, from, fromOffset, fromStride, to, toOffset, toStride);
            return;
        }
        for (int i = 0; i < rows; i += LENGTH) {
            int row = Math.min(i, rows - LENGTH); // the last block overlaps the one before
            SquareBlocks.transpose(columns, from, fromOffset + row * fromStride, fromStride, to, toOffset + row,
                    toStride);
        }
    }

    private static void transposeSingly(int rows, int columns, float[] from, int fromOffset, int fromStride, float[] to,
            int toOffset, int toStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[toOffset + j * toStride + i] = from[fromOffset + i * fromStride + j];
            }
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
