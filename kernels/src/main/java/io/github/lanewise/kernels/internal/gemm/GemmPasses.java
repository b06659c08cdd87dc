package io.github.lanewise.kernels.internal.gemm;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.run.Product;
import io.github.lanewise.kernels.internal.select.GemmBlocks;
import io.github.lanewise.kernels.internal.select.Thresholds;

/**
 * The matrix products of {@link Arguments#product}, of all items of its round: one pass packs b, and a where its rows are not
 * contiguous; the next computes blocks of c. Threads split items and c, never the depth, so each element stays one chain. A
 * task takes several panels or blocks where one is too little work for it, so many small products cost no more than one
 * large one.
 */
public final class GemmPasses {
    /** Packing. */
    public static final Pass PACK = new Pack();
    /** Multiplication of what is packed. */
    public static final Pass MULTIPLY = new Multiply();

    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final RowKernels ROW_KERNELS = Lookup.kernels().rows();
    private static final int ROWS = KERNELS.gemmRows();
    private static final int COLUMNS = KERNELS.gemmColumns();
    /** A block of c begins where a panel begins, whatever the tile. */
    private static final int BLOCK_COLUMNS = GemmBlocks.COLUMNS / COLUMNS * COLUMNS;
    /** Rows of a that are copied at a time, two blocks of the widest vectors. */
    private static final int STRIPE = 32;

    private GemmPasses() {}

    /** Items of a round: as many as the memory of packed operands should hold, at least one. */
    public static int itemsOfRound(Product p) {
        return Math.clamp(GemmBlocks.ROUND / Math.max(1, floatsOfA(p) + (long) floatsOfB(p)), 1, p.count);
    }

    /** Whether a is read where it stands. */
    private static boolean straight(Product p) {
        return p.aColumnStride == 1;
    }

    private static int floatsOfA(Product p) {
        return straight(p) ? 0 : p.rows * p.depth;
    }

    private static int floatsOfB(Product p) {
        return Panels.padded(p.columns) * p.depth;
    }

    /** Items of a that are packed in a round: one where all items of the batch are one. */
    private static int itemsOfA(Product p) {
        return p.aStep == 0 ? 1 : p.items;
    }

    private static int itemsOfB(Product p) {
        return p.bStep == 0 ? 1 : p.items;
    }

    /** Where an item of a is packed. */
    private static int packedA(Product p, int item) {
        return CacheLines.FIRST + (p.aStep == 0 ? 0 : item * floatsOfA(p));
    }

    /** Where an item of b is packed: behind all of a, at the beginning of a cache line. */
    private static int packedB(Product p, int item) {
        return CacheLines.from(CacheLines.FIRST + itemsOfA(p) * floatsOfA(p))
                + (p.bStep == 0 ? 0 : item * floatsOfB(p));
    }

    /** Tasks of some stripes of a, item after item, then panels of b. */
    private static final class Pack implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            Product p = arguments.product;
            return Panels.parts(stripesOfA(p) + panelsOfB(p), partsOfTask(p));
        }

        private static int stripesOfA(Product p) {
            return straight(p) ? 0 : itemsOfA(p) * Panels.parts(p.rows, STRIPE);
        }

        private static int panelsOfB(Product p) {
            return itemsOfB(p) * Panels.parts(p.columns, COLUMNS);
        }

        private static int partsOfTask(Product p) {
            return Math.max(1, GemmBlocks.TASK_MOVES / COLUMNS / p.depth);
        }

        @Override
        public long work(Arguments arguments) {
            Product p = arguments.product;
            long rows = straight(p) ? 0 : (long) itemsOfA(p) * p.rows;
            return Thresholds.PER_MOVE * p.depth * (rows + (long) itemsOfB(p) * p.columns);
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            Product p = arguments.product;
            return packedB(p, 0) + itemsOfB(p) * floatsOfB(p);
        }

        @Override
        public String describe() {
            return "packs b in panels of " + COLUMNS + " columns, and a in rows where it is not, "
                    + GemmBlocks.TASK_MOVES + " floats or a panel a task";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            Product p = arguments.product;
            int stripesOfA = stripesOfA(p);
            int first = task * partsOfTask(p);
            int end = Math.min(first + partsOfTask(p), stripesOfA + panelsOfB(p));
            for (int part = first; part < end; part++) {
                if (part < stripesOfA) {
                    packA(p, part, arguments.shared());
                } else {
                    packB(p, part - stripesOfA, arguments.shared());
                }
            }
        }

        private static void packA(Product p, int stripe, float[] packed) {
            int item = stripe / Panels.parts(p.rows, STRIPE);
            int row = stripe % Panels.parts(p.rows, STRIPE) * STRIPE;
            Panels.copyRows(Math.min(STRIPE, p.rows - row), p.depth, p.a,
                    p.aOffset + (p.first + item) * p.aStep + row * p.aRowStride, p.aRowStride, p.aColumnStride, packed,
                    packedA(p, item) + row * p.depth);
        }

        private static void packB(Product p, int panel, float[] packed) {
            int item = panel / Panels.parts(p.columns, COLUMNS);
            int column = panel % Panels.parts(p.columns, COLUMNS) * COLUMNS;
            Panels.pack(Math.min(COLUMNS, p.columns - column), p.depth, p.b,
                    p.bOffset + (p.first + item) * p.bStep + column * p.bColumnStride, p.bColumnStride, p.bRowStride,
                    packed, packedB(p, item) + column * p.depth);
        }
    }

    /** Tasks of some blocks of c, item after item. */
    private static final class Multiply implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            Product p = arguments.product;
            return Panels.parts(p.items * blocksOfItem(p), blocksOfTask(p));
        }

        private static int blocksAcross(Product p) {
            return Panels.parts(p.columns, BLOCK_COLUMNS);
        }

        private static int blockRows(Product p) {
            return GemmBlocks.rows(p.rows, p.columns);
        }

        private static int blocksOfItem(Product p) {
            return Panels.parts(p.rows, blockRows(p)) * blocksAcross(p);
        }

        private static int blocksOfTask(Product p) {
            int elements = Math.min(p.rows, blockRows(p)) * Math.min(p.columns, BLOCK_COLUMNS);
            return Math.max(1, GemmBlocks.TASK_PRODUCTS / elements / p.depth);
        }

        @Override
        public long work(Arguments arguments) {
            Product p = arguments.product;
            return (long) p.items * p.rows * p.columns * p.depth;
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return ROWS * COLUMNS + blockRows(arguments.product) * BLOCK_COLUMNS;
        }

        @Override
        public String describe() {
            return "multiplies a block of up to " + GemmBlocks.MOST_ROWS + "×" + BLOCK_COLUMNS + " or "
                    + GemmBlocks.TASK_PRODUCTS
                    + " multiply-adds a task, up to " + GemmBlocks.DEPTH + " deep, in tiles of " + ROWS + "×" + COLUMNS;
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            Product p = arguments.product;
            int first = task * blocksOfTask(p);
            int end = Math.min(first + blocksOfTask(p), p.items * blocksOfItem(p));
            for (int block = first; block < end; block++) {
                int item = block / blocksOfItem(p);
                int inItem = block % blocksOfItem(p);
                block(arguments, item, inItem / blocksAcross(p) * blockRows(p),
                        inItem % blocksAcross(p) * BLOCK_COLUMNS,
                        slot);
            }
        }

        /** A block of c, by way of the slot where the products are not yet what c becomes. */
        private static void block(Arguments arguments, int item, int row, int column, float[] slot) {
            Product p = arguments.product;
            int rows = Math.min(blockRows(p), p.rows - row);
            int columns = Math.min(BLOCK_COLUMNS, p.columns - column);
            int c = p.cOffset + (p.first + item) * p.cStep + row * p.cRowStride + column * p.cColumnStride;
            int behindTile = ROWS * COLUMNS;
            if (p.alpha == 1 && p.beta == 0 && p.cColumnStride == 1) {
                product(arguments, item, row, rows, column, columns, p.c, c, p.cRowStride, slot);
            } else {
                product(arguments, item, row, rows, column, columns, slot, behindTile, columns, slot);
                int addend = p.addendOffset + (p.first + item) * p.addendStep + row * p.addendRowStride
                        + column * p.addendColumnStride;
                for (int i = 0; i < rows; i++) {
                    scale(p, columns, slot, behindTile + i * columns, addend + i * p.addendRowStride,
                            c + i * p.cRowStride);
                }
            }
        }
    }

    /** One block of c, the depth cut so that panels stay in cache. */
    private static void product(Arguments arguments, int item, int row, int rows, int column, int columns, float[] c,
            int cOffset, int cStride, float[] slot) {
        Product p = arguments.product;
        float[] a = straight(p) ? p.a : arguments.shared();
        int aStride = straight(p) ? p.aRowStride : p.depth;
        int aOffset = straight(p) ? p.aOffset + (p.first + item) * p.aStep : packedA(p, item);
        int most = GemmBlocks.depth(p.depth);
        for (int k = 0; k < p.depth; k += most) {
            int depth = Math.min(most, p.depth - k);
            int width;
            for (int j = 0; j < columns; j += width) {
                width = KERNELS.gemmColumns(columns - j);
                int b = packedB(p, item) + (column + j) * p.depth + k * width;
                int tall;
                for (int i = 0; i < rows; i += tall) {
                    tall = KERNELS.gemmRows(width, rows - i);
                    tile(p, tall, column + j, Math.min(width, columns - j), width, k == 0, depth, a,
                            aOffset + (row + i) * aStride + k, aStride, arguments.packedWeight(), b, c,
                            cOffset + i * cStride + j, cStride, slot);
                }
            }
        }
    }

    /** A whole tile straight into c, one whose last columns are none by way of the slot. */
    private static void tile(Product p, int rows, int column, int columns, int width, boolean first, int depth,
            float[] a, int aOffset, int aStride, float[] b, int bOffset, float[] c, int cOffset,
            int cStride, float[] slot) {
        float[] start = first ? p.start : c;
        int startOffset = first ? p.startOffset + column : cOffset;
        int startStride = first ? 0 : cStride;
        if (columns == width) {
            KERNELS.gemmTile(rows, width, depth, a, aOffset, aStride, b, bOffset, start, startOffset,
                    startStride, c, cOffset, cStride);
            return;
        }
        if (start != null) {
            ROW_KERNELS.copy(rows, columns, start, startOffset, startStride, slot, 0, width);
        }
        KERNELS.gemmTile(rows, width, depth, a, aOffset, aStride, b, bOffset, start == null ? null : slot, 0,
                width, slot, 0, width);
        ROW_KERNELS.copy(rows, columns, slot, 0, width, c, cOffset, cStride);
    }

    /** A row of c from its products, and the addend where it counts; by vectors where the columns lie side by side. */
    private static void scale(Product p, int columns, float[] products, int from, int addend, int c) {
        if (p.cColumnStride != 1 || p.beta != 0 && p.addendColumnStride > 1) {
            scaleApart(p, columns, products, from, addend, c);
        } else if (p.beta == 0) {
            KERNELS.scale(columns, p.alpha, products, from, p.c, c);
        } else if (p.addendColumnStride == 1) {
            KERNELS.scaleAndAdd(columns, p.alpha, products, from, p.beta, p.addend, addend, p.c, c);
        } else {
            KERNELS.scaleAndAdd(columns, p.alpha, products, from, p.beta, p.addend[addend], p.c, c);
        }
    }

    private static void scaleApart(Product p, int columns, float[] products, int from, int addend, int c) {
        for (int j = 0; j < columns; j++) {
            float scaled = p.alpha * products[from + j];
            p.c[c + j * p.cColumnStride] = p.beta == 0
                    ? scaled
                    : Math.fma(p.beta, p.addend[addend + j * p.addendColumnStride], scaled);
        }
    }
}
