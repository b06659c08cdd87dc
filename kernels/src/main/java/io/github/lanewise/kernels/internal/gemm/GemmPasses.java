package io.github.lanewise.kernels.internal.gemm;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.run.Product;
import io.github.lanewise.kernels.internal.select.GemmBlocks;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.List;

/**
 * The matrix product of {@link Arguments#product}: one pass packs a and b whole, the next computes blocks of c. Threads
 * split c, never the depth, so each element stays one chain.
 */
public final class GemmPasses {
    /** Packing. */
    public static final Pass PACK = new Pack();
    /** Multiplication of what is packed. */
    public static final Pass MULTIPLY = new Multiply();
    /** The product of a call without a plan. */
    public static final Execution PRODUCT = new Execution("multiply", "", a -> a.product.problem(),
            a -> 2L * a.product.rows * a.product.columns * a.product.depth, List.of(PACK, MULTIPLY));

    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final int ROWS = KERNELS.gemmRows();
    private static final int COLUMNS = KERNELS.gemmColumns();
    /** A block of c begins where a panel begins, whatever the tile. */
    private static final int BLOCK_ROWS = GemmBlocks.ROWS / ROWS * ROWS;
    private static final int BLOCK_COLUMNS = GemmBlocks.COLUMNS / COLUMNS * COLUMNS;

    private GemmPasses() {}

    /** Where b's panels begin behind those of a. */
    private static int packedB(Product p) {
        return Panels.floats(p.rows, ROWS, p.depth);
    }

    /** A task for each panel of a, then for each panel of b. */
    private static final class Pack implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            Product p = arguments.product;
            return Panels.panels(p.rows, ROWS) + Panels.panels(p.columns, COLUMNS);
        }

        @Override
        public long work(Arguments arguments) {
            Product p = arguments.product;
            return Thresholds.PER_MOVE * p.depth * ((long) p.rows + p.columns);
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            Product p = arguments.product;
            return Math.addExact(packedB(p), Panels.floats(p.columns, COLUMNS, p.depth));
        }

        @Override
        public String describe() {
            return "packs a in panels of " + ROWS + " rows and b in panels of " + COLUMNS + " columns, a panel a task";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            Product p = arguments.product;
            int panelsOfA = Panels.panels(p.rows, ROWS);
            if (task < panelsOfA) {
                int row = task * ROWS;
                Panels.pack(Math.min(ROWS, p.rows - row), ROWS, p.depth, p.a, p.aOffset + row * p.aRowStride,
                        p.aRowStride, p.aColumnStride, arguments.shared(), row * p.depth);
            } else {
                int column = (task - panelsOfA) * COLUMNS;
                Panels.pack(Math.min(COLUMNS, p.columns - column), COLUMNS, p.depth, p.b,
                        p.bOffset + column * p.bColumnStride, p.bColumnStride, p.bRowStride, arguments.shared(),
                        packedB(p) + column * p.depth);
            }
        }
    }

    /** A task for each block of c. */
    private static final class Multiply implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            Product p = arguments.product;
            return Panels.panels(p.rows, BLOCK_ROWS) * Panels.panels(p.columns, BLOCK_COLUMNS);
        }

        @Override
        public long work(Arguments arguments) {
            Product p = arguments.product;
            return (long) p.rows * p.columns * p.depth;
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return ROWS * COLUMNS + BLOCK_ROWS * BLOCK_COLUMNS;
        }

        @Override
        public String describe() {
            return "multiplies a block of " + BLOCK_ROWS + "×" + BLOCK_COLUMNS + " a task, " + GemmBlocks.DEPTH
                    + " deep, in tiles of " + ROWS + "×" + COLUMNS;
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            Product p = arguments.product;
            int blocksAcross = Panels.panels(p.columns, BLOCK_COLUMNS);
            int row = task / blocksAcross * BLOCK_ROWS;
            int column = task % blocksAcross * BLOCK_COLUMNS;
            int rows = Math.min(BLOCK_ROWS, p.rows - row);
            int columns = Math.min(BLOCK_COLUMNS, p.columns - column);
            int cOffset = p.cOffset + row * p.cRowStride + column * p.cColumnStride;
            int block = ROWS * COLUMNS; // behind the tile of the edges
            if (p.alpha == 1 && p.beta == 0 && p.cColumnStride == 1) {
                product(arguments, row, rows, column, columns, p.c, cOffset, p.cRowStride, slot);
            } else {
                product(arguments, row, rows, column, columns, slot, block, columns, slot);
                scale(p, rows, columns, slot, block, cOffset);
            }
        }
    }

    /** One block of c, the depth cut so that panels stay in cache. */
    private static void product(Arguments arguments, int row, int rows, int column, int columns, float[] c, int cOffset,
            int cStride, float[] slot) {
        Product p = arguments.product;
        if (p.start != null) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(p.start, p.startOffset + column, c, cOffset + i * cStride, columns);
            }
        }
        for (int k = 0; k < p.depth; k += GemmBlocks.DEPTH) {
            int depth = Math.min(GemmBlocks.DEPTH, p.depth - k);
            boolean accumulate = k > 0 || p.start != null;
            for (int j = 0; j < columns; j += COLUMNS) {
                int b = packedB(p) + (column + j) * p.depth + k * COLUMNS;
                for (int i = 0; i < rows; i += ROWS) {
                    int a = (row + i) * p.depth + k * ROWS;
                    tile(depth, arguments.shared(), a, b, Math.min(ROWS, rows - i), Math.min(COLUMNS, columns - j), c,
                            cOffset + i * cStride + j, cStride, accumulate, slot);
                }
            }
        }
    }

    /** A whole tile straight into c, one cut by the edge by way of the slot. */
    private static void tile(int depth, float[] packed, int a, int b, int rows, int columns, float[] c, int cOffset,
            int cStride, boolean accumulate, float[] slot) {
        if (rows == ROWS && columns == COLUMNS) {
            KERNELS.gemmTile(depth, packed, a, packed, b, c, cOffset, cStride, accumulate);
            return;
        }
        if (accumulate) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(c, cOffset + i * cStride, slot, i * COLUMNS, columns);
            }
        }
        KERNELS.gemmTile(depth, packed, a, packed, b, slot, 0, COLUMNS, accumulate);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(slot, i * COLUMNS, c, cOffset + i * cStride, columns);
        }
    }

    private static void scale(Product p, int rows, int columns, float[] block, int blockOffset, int cOffset) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = cOffset + i * p.cRowStride + j * p.cColumnStride;
                float product = p.alpha * block[blockOffset + i * columns + j];
                p.c[at] = p.beta == 0 ? product : Math.fma(p.beta, p.c[at], product);
            }
        }
    }
}
