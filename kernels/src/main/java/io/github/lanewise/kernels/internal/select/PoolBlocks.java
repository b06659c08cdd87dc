package io.github.lanewise.kernels.internal.select;

/** Block sizes of the poolings, for 1 MiB of L2 a core. None changes a bit of any result. */
public final class PoolBlocks {
    /**
     * Cells and windows of a plane that stand in lanes at once: sixteen planes of 12,288 are 768 KiB, three quarters of L2. A
     * larger plane is cut into bands.
     */
    public static final int CELLS = 12_288;

    /** Elements of a task of global pooling, 128 KiB: enough that claiming a task costs nothing against it. */
    public static final int PLANE_ELEMENTS = 32_768;

    private PoolBlocks() {}
}
