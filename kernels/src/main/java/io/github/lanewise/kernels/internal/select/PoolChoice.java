package io.github.lanewise.kernels.internal.select;

import io.github.lanewise.kernels.Pool2dShape;

/** How a pooling goes through memory. None changes a bit of any result. */
public enum PoolChoice {
    /** Windows of 2×2 that tile the plane, a row of them in the lanes, straight from the rows of the plane. */
    SQUARES,
    /** Any windows, sixteen planes in the lanes. */
    LANES;

    /** The choice for a shape. */
    public static PoolChoice of(Pool2dShape s) {
        boolean square = s.kernelHeight() == 2 && s.kernelWidth() == 2 && s.strideHeight() == 2 && s.strideWidth() == 2
                && s.dilationHeight() == 1 && s.dilationWidth() == 1;
        boolean whole = s.padTop() == 0 && s.padLeft() == 0 && 2L * s.outHeight() <= s.inHeight()
                && 2L * s.outWidth() <= s.inWidth();
        return square && whole ? SQUARES : LANES;
    }

    /** Why, in a few words for people. */
    public static String reason(Pool2dShape s) {
        return switch (of(s)) {
            case SQUARES -> "in squares, because windows of 2×2 tile the plane; sixteen planes in lanes would cost two "
                    + "transpositions";
            case LANES -> "in lanes, which take any window; these are no squares of 2×2 that tile the plane";
        };
    }
}
