package io.github.lanewise.kernels.internal.select;

import io.github.lanewise.kernels.Conv2dShape;

/** Blocks and tiles of depthwise convolutions. None changes a bit of any result. */
public final class DepthwiseBlocks {
    /** Images of a task: enough that spreading the weights costs little, few enough that a small batch gives tasks. */
    public static final int IMAGES = 16;

    /** Positions of a weight gradient at a time: with the input that they read, they are some 36 KiB in lanes, and stay in L1. */
    private static final int POSITIONS = 256;

    private DepthwiseBlocks() {}

    /** Output rows of a weight gradient at a time. */
    public static int bandRows(Conv2dShape s) {
        return Math.clamp(POSITIONS / s.outWidth(), 1, s.outHeight());
    }

    /** Whether the window is the one that has tiles of its own: 3×3, dense. */
    public static boolean square(Conv2dShape s) {
        return s.kernelHeight() == 3 && s.kernelWidth() == 3 && s.dilationHeight() == 1 && s.dilationWidth() == 1;
    }
}
