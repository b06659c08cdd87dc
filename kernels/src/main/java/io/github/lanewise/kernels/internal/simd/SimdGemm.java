package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.GemmKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Matrix tiles, 6×4 where 32 registers hold them, 5×2 where there are 16, and their scaling. What is left of a vector at the
 * end is scaled one by one.
 */
final class SimdGemm implements GemmKernels {
    private static final int PAIR = 2 * LENGTH;
    private static final int COLUMNS = Species.REGISTERS == 32 ? 2 * PAIR : PAIR;
    private static final int ROWS = 5;
    private static final int WIDE_ROWS = 6;

    private static final int NARROW_ROWS = 8;

    /**
     * Heights of the next tile of two vectors by the rows that are left. A tile of 2×2 takes as long as one of 4×2, because its
     * four chains do not cover the latency of an FMA; so 6 rows are 3 and 3, not 5 and 1.
     */
    private static final int[] HEIGHTS = {0, 1, 2, 3, 4, 5, 3, 4, 4, 5};

    /** The same for four vectors: as few tiles as can be, of about equal height. From 26 rows on the next is whole. */
    private static final int[] WIDE_HEIGHTS = new int[26];

    static {
        for (int left = 1; left < WIDE_HEIGHTS.length; left++) {
            int tiles = (left + WIDE_ROWS - 1) / WIDE_ROWS;
            WIDE_HEIGHTS[left] = (left + tiles - 1) / tiles;
        }
    }

    @Override
    public int gemmRows() {
        return COLUMNS > PAIR ? WIDE_ROWS : ROWS;
    }

    @Override
    public int gemmRows(int columns, int left) {
        if (columns > PAIR) {
            return left < WIDE_HEIGHTS.length ? WIDE_HEIGHTS[left] : WIDE_ROWS;
        }
        if (columns == PAIR) {
            return left < HEIGHTS.length ? HEIGHTS[left] : ROWS;
        }
        return Integer.highestOneBit(Math.min(left, NARROW_ROWS));
    }

    @Override
    public int gemmColumns() {
        return COLUMNS;
    }

    @Override
    public int gemmColumns(int left) {
        if (left > PAIR + LENGTH) {
            return COLUMNS;
        }
        return left > LENGTH ? PAIR : LENGTH;
    }

    @Override
    public void gemmTile(int rows, int columns, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        if (columns > PAIR) {
            wideTile(rows, depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c, cOffset,
                    cStride);
        } else if (columns == PAIR) {
            tile(rows, depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c, cOffset, cStride);
        } else {
            narrowTile(rows, depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c, cOffset,
                    cStride);
        }
    }

    @Override
    public void packingTile(int rows, int columns, int depth, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int[] bRow, float[] packed, int packedOffset, float[] start, int startOffset, int startStride,
            float[] c, int cOffset, int cStride) {
        if (rows == WIDE_ROWS && columns > PAIR) {
            WideGemmTiles.packingTile6x4(depth, a, aOffset, aStride, b, bOffset, bRow, packed, packedOffset, start,
                    startOffset, startStride, c, cOffset, cStride);
        } else {
            packRows(columns, depth, b, bOffset, bRow, packed, packedOffset);
            gemmTile(rows, columns, depth, a, aOffset, aStride, packed, packedOffset, start, startOffset, startStride,
                    c, cOffset, cStride);
        }
    }

    private static void wideTile(int rows, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        switch (rows) {
            case 6 -> WideGemmTiles.tile6x4(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 5 -> WideGemmTiles.tile5x4(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 4 -> WideGemmTiles.tile4x4(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 3 -> WideGemmTiles.tile3x4(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            case 2 -> WideGemmTiles.tile2x4(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
            default -> WideGemmTiles.tile1x4(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride, c,
                    cOffset, cStride);
        }
    }

    private static void tile(int rows, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        switch (rows) {
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

    private static void narrowTile(int rows, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride) {
        switch (rows) {
            case 8 -> NarrowGemmTiles.tile8x1(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride,
                    c, cOffset, cStride);
            case 4 -> NarrowGemmTiles.tile4x1(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride,
                    c, cOffset, cStride);
            case 2 -> NarrowGemmTiles.tile2x1(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride,
                    c, cOffset, cStride);
            default -> NarrowGemmTiles.tile1x1(depth, a, aOffset, aStride, b, bOffset, start, startOffset, startStride,
                    c, cOffset, cStride);
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
        int width;
        for (int j = panels * COLUMNS; j < columns; j += width) {
            width = gemmColumns(columns - j);
            for (int k = 0; k < depth; k++) {
                packRow(width, from, offset + j + rowOffset[k], packed, packedOffset + j * depth + k * width);
            }
        }
    }

    private static void packPanel(int depth, float[] from, int offset, int[] rowOffset, float[] packed,
            int packedOffset) {
        for (int k = 0; k < depth; k++) {
            packRow(COLUMNS, from, offset + rowOffset[k], packed, packedOffset + k * COLUMNS);
        }
    }

    /** Rows of several panels are long enough that the processor fetches ahead. */
    private static void packPanels(int panels, int depth, float[] from, int offset, int[] rowOffset, float[] packed,
            int packedOffset) {
        for (int k = 0; k < depth; k++) {
            int at = offset + rowOffset[k];
            int to = packedOffset + k * COLUMNS;
            for (int p = 0; p < panels; p++) {
                packRow(COLUMNS, from, at + p * COLUMNS, packed, to + p * COLUMNS * depth);
            }
        }
    }

    @Override
    public void packRows(int columns, int depth, float[] from, int offset, int rowStride, float[] packed,
            int packedOffset) {
        for (int k = 0; k < depth; k++) {
            packRow(columns, from, offset + k * rowStride, packed, packedOffset + k * columns);
        }
    }

    private static void packRow(int columns, float[] from, int at, float[] packed, int to) {
        for (int j = 0; j < columns; j += LENGTH) {
            FloatVector.fromArray(FLOAT, from, at + j).intoArray(packed, to + j);
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
