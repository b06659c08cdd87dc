package io.github.lanewise.kernels.internal.select;

/**
 * Block sizes of the matrix products, for 48 KiB of L1 and 1 MiB of L2 a core. None changes a bit of any result: a chain
 * is stored and reloaded between blocks of the depth, in order.
 */
public final class GemmBlocks {
    /** Most depth of a block: a panel of b, 384 × 32 floats, is 48 KiB, L1 whole, and most blocks are less deep. */
    public static final int DEPTH = 384;

    /** Columns of a task: 256 columns of b at this depth are at most 384 KiB, three eighths of L2. */
    public static final int COLUMNS = 256;

    /** Least rows of a task: enough that a panel of b is used eight times once it is in L1. */
    private static final int ROWS = 64;

    /** Most rows of a task: a block of a at this depth is as large as one of b. */
    public static final int MOST_ROWS = 256;

    /** Blocks of c that many threads can share. */
    private static final int BLOCKS = 64;

    /** Targets of an im2col task: enough that the rows which bands share are few, and few enough that shifted rows stay in L2. */
    public static final int TARGETS = 512;

    /** Floats of the products of an im2col task that is woven into its place: half of L2, and fewer targets for it. */
    public static final int LINES = 1 << 17;

    /** Floats of panels that stay in L1 together, beside the rows of weights of a tile: 32 of 48 KiB. */
    public static final int NEAR = 1 << 13;

    /** Floats of a partial of an im2col weight gradient: half of L2. */
    public static final int PARTIAL = 1 << 17;

    /** Tasks of an im2col weight gradient at least, if the shape has them, and multiply-adds of each: some 5 µs. */
    public static final int GRADIENT_TASKS = 4;
    public static final int GRADIENT_PRODUCTS = 1 << 19;

    /** Rows of such a task at least, if more tasks are the only reason to have less: the packing of gradients is then a twentieth. */
    public static final int GRADIENT_ROWS = 256;

    /** Floats that the products of one round of a batch have packed, if they are more than one: 1 MiB, which L2 holds. */
    public static final int ROUND = 1 << 18;

    /** Floats that a task packs, and multiply-adds that it does, at least: µs, beside the tens of ns that a claim costs. */
    public static final int TASK_MOVES = 1 << 13;
    public static final int TASK_PRODUCTS = 1 << 16;

    /**
     * Rows of a task, as many as leave threads enough to share: all of b passes through the caches once for each block of rows.
     * 2048³ took 87 ms with 256 and 100 with 64, on a busy machine; for 1024³ there was no difference.
     */
    public static int rows(int rows, int columns) {
        long columnBlocks = (columns + COLUMNS - 1) / COLUMNS;
        int most = MOST_ROWS;
        while (most > ROWS && columnBlocks * rows / most < BLOCKS) {
            most /= 2;
        }
        return most;
    }

    /** Depth of the blocks that a depth is cut into, about equal. */
    public static int depth(int depth) {
        int blocks = (depth + DEPTH - 1) / DEPTH;
        return (depth + blocks - 1) / blocks;
    }

    /** Whether threads would wait for each other: few tasks, or some and an odd number. */
    public static boolean tooFewTasks(int tasks) {
        return tasks < GRADIENT_TASKS || tasks < 4 * GRADIENT_TASKS && tasks % 2 == 1;
    }

    private GemmBlocks() {}
}
