package io.github.lanewise.kernels.internal.select;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

/** How outer × classes × inner floats are cut into slabs. */
public enum SlabChoice {
    /** Sixteen neighbours along the outer axis side by side. */
    IMAGES,
    /** Neighbours along the inner axis side by side. */
    POSITIONS,
    /** One row of classes, sixteen of them side by side. */
    ROW;

    /**
     * Classes of a row from which on it fills vectors by itself and is not turned into lanes. Softmax and its gradient together,
     * Zen 5, JDK 25.0.3, one thread, µs by row and by images: 2048×48 303 and 212, 1024×64 139 and 137, 512×100 91 and 106,
     * 64×1000 49 and 131.
     */
    private static final int ROW_CLASSES = 80;

    /**
     * Floats of a slab of images, 2 MB, which bounds the scratch of a thread. Images are the faster as far as they were
     * measured: 512×21×8 190 µs against 447 by positions, 32×8000×2, a slab of 1 MB, 1,490 against 11,400.
     */
    private static final int MOST_FLOATS = 1 << 19;

    /** Floats of a slab of positions: 32 KB. With 8 KB 4×21×4096 takes 404 µs in place of 354, with 128 KB 369. */
    private static final int STRIP_FLOATS = 1 << 13;

    /** The choice for a shape. */
    public static SlabChoice of(int classes, int inner) {
        if (inner == 1 && classes >= ROW_CLASSES) {
            return ROW;
        }
        boolean small = (long) classes * inner * LANES <= MOST_FLOATS;
        return inner < LANES && small ? IMAGES : POSITIONS;
    }

    /** Why, in a few words for people. */
    public static String reason(int classes, int inner) {
        return switch (of(classes, inner)) {
            case ROW -> "a row at a time, because " + classes + " classes fill vectors by themselves (from "
                    + ROW_CLASSES + " on)";
            case IMAGES -> "sixteen rows side by side, because " + (inner == 1
                    ? classes + " classes would not fill vectors (" + ROW_CLASSES + " would)"
                    : inner + " positions would not fill the lanes");
            case POSITIONS -> positions(classes, inner) + " positions side by side" + (inner >= LANES
                    ? ", which lie together"
                    : ", because sixteen rows of " + classes + "×" + inner + " would need more than " + MOST_FLOATS
                            + " floats");
        };
    }

    /** Neighbouring positions of a slab: whole lanes, no more than there are positions. */
    public static int positions(int classes, int inner) {
        int wanted = Math.max(1, STRIP_FLOATS / classes / LANES);
        return LANES * Math.min(wanted, (inner + LANES - 1) / LANES);
    }
}
