package io.github.lanewise.kernels.internal.reduce;

/**
 * The fixed order in which sums with few outputs are taken: sixteen partial chains, partial j over the elements whose
 * number is j modulo 16, and then a tree: ((0+8)+(4+12)) + ((2+10)+(6+14)) for the even partials, likewise for the odd
 * ones, and the two added. Long batches are cut into pieces, each summed so, and the pieces are added in order. The order
 * is part of the contract; no vector width, thread or algorithm may change it.
 */
public final class SixteenPartials {
    /** How many partial chains. */
    public static final int PARTIALS = 16;
    /** Images of a batch that are summed before the next piece begins. */
    public static final int PIECE = 64;

    private SixteenPartials() {}

    /** How many pieces a batch has. */
    public static int pieces(int batch) {
        return (batch + PIECE - 1) / PIECE;
    }

    /** The tree over sixteen partials that stand {@code stride} apart. */
    public static float tree(float[] p, int offset, int stride) {
        return (tree4(p, offset, stride) + tree4(p, offset + 2 * stride, stride))
                + (tree4(p, offset + stride, stride) + tree4(p, offset + 3 * stride, stride));
    }

    /** (0 + 8) + (4 + 12), from the partial at {@code offset}. */
    private static float tree4(float[] p, int offset, int stride) {
        return (p[offset] + p[offset + 8 * stride]) + (p[offset + 4 * stride] + p[offset + 12 * stride]);
    }

    /** Adds {@code pieces} arrays of {@code length} that stand one after the other, in order, into {@code total}. */
    public static void addPieces(int pieces, int length, float[] sums, int sumsOffset, float[] total, int totalOffset) {
        System.arraycopy(sums, sumsOffset, total, totalOffset, length);
        for (int piece = 1; piece < pieces; piece++) {
            int from = sumsOffset + piece * length;
            for (int i = 0; i < length; i++) {
                total[totalOffset + i] += sums[from + i];
            }
        }
    }
}
