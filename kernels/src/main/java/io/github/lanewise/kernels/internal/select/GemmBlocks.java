package io.github.lanewise.kernels.internal.select;

/**
 * Block sizes of the matrix products, for 48 KiB of L1 and 1 MiB of L2 a core. None changes a bit of any result: a chain
 * is stored and reloaded between blocks of the depth, in order.
 */
public final class GemmBlocks {
    /** Depth of a block: a panel of b, 256 × 32 floats, is 32 KiB and stays in L1 while panels of a stream past it. */
    public static final int DEPTH = 256;

    /** Columns of a task: 256 columns of b at this depth are 256 KiB, a quarter of L2. */
    public static final int COLUMNS = 256;

    /** Rows of a task: enough that a panel of b is used eight times once it is in L1. */
    public static final int ROWS = 64;

    /** Columns that an im2col task gathers at a time: 512 at this depth are 512 KiB, half of L2. */
    public static final int GATHERED_COLUMNS = 512;

    /** Taps of a weight-gradient task, and output channels: sixteen partials of 32 × 256 floats are 512 KiB. */
    public static final int GRADIENT_TAPS = 256;
    public static final int GRADIENT_ROWS = 32;

    /** Floats that the products of one round of a batch have packed, if they are more than one: 1 MiB, which L2 holds. */
    public static final int ROUND = 1 << 18;

    /** Floats that a task packs, and multiply-adds that it does, at least: µs, beside the tens of ns that a claim costs. */
    public static final int TASK_MOVES = 1 << 13;
    public static final int TASK_PRODUCTS = 1 << 16;

    private GemmBlocks() {}
}
