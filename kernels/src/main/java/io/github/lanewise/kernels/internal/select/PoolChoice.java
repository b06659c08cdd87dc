package io.github.lanewise.kernels.internal.select;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.micro.MicroKernels;

/** How a pooling goes through memory. None changes a bit of any result. */
public enum PoolChoice {
    /** Windows of 2×2 that tile the plane, a row of them in the lanes, straight from the rows of the plane. */
    SQUARES,
    /** Windows one or two columns apart, a row of them in the lanes, over a copy of the plane; the gradients as in lanes. */
    ROWS,
    /** Any windows, sixteen planes in the lanes. */
    LANES;

    /** Floats of a copied plane, 256 KB: a quarter of L2. */
    private static final long MOST_FLOATS = 1 << 16;

    /** The choice for a shape. */
    public static PoolChoice of(Pool2dShape s) {
        boolean square = s.kernelHeight() == 2 && s.kernelWidth() == 2 && s.strideHeight() == 2 && s.strideWidth() == 2
                && s.dilationHeight() == 1 && s.dilationWidth() == 1;
        boolean whole = s.padTop() == 0 && s.padLeft() == 0 && 2L * s.outHeight() <= s.inHeight()
                && 2L * s.outWidth() <= s.inWidth();
        if (square && whole) {
            return SQUARES;
        }
        long floats = (long) paddedHeight(s) * paddedWidth(s);
        return s.strideWidth() <= 2 && s.outWidth() >= MicroKernels.LANES && floats > 0 && floats <= MOST_FLOATS
                ? ROWS
                : LANES;
    }

    /** Rows of a plane with its padding, as far as windows reach. */
    public static int paddedHeight(Pool2dShape s) {
        return padded(s.outHeight(), s.strideHeight(), s.kernelHeight(), s.dilationHeight(), s.padTop(), s.inHeight());
    }

    /** Columns of a plane with its padding, as far as windows reach. */
    public static int paddedWidth(Pool2dShape s) {
        return padded(s.outWidth(), s.strideWidth(), s.kernelWidth(), s.dilationWidth(), s.padLeft(), s.inWidth());
    }

    private static int padded(int out, int stride, int kernel, int dilation, int pad, int in) {
        long reach = (out - 1L) * stride + (kernel - 1L) * dilation + 1;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(reach, (long) pad + in));
    }

    /** Why, in a few words for people. */
    public static String reason(Pool2dShape s) {
        return switch (of(s)) {
            case SQUARES -> "in squares, because windows of 2×2 tile the plane; sixteen planes in lanes would cost two "
                    + "transpositions";
            case ROWS -> "forward by rows of windows, which are " + s.strideWidth() + " apart and fill the lanes ("
                    + s.outWidth() + " a row)";
            case LANES ->
                "in lanes, which take any window; these are no squares of 2×2 that tile the plane, and no rows of "
                        + MicroKernels.LANES + " at most two apart";
        };
    }
}
