package io.github.lanewise.kernels.internal.reduce;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.RowKernels;

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

    private static final RowKernels ROWS = Lookup.kernels().rows();

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

    /**
     * The same tree for {@code length} sums at a time: partial j stands at {@code offset + j·length}, and those from
     * {@code present} on are +0 and not there at all. The sums replace partial 0.
     */
    public static void addUp(int present, int length, float[] p, int offset) {
        addUp(PARTIALS, present, length, length, p, offset);
    }

    /**
     * A part of that tree, over every {@code 16 / partials}-th partial, which stand {@code stride} apart: the partials j and
     * j + 8 meet first, then those 4 apart and so on, until one is left. Over the sums of all parts, of which there are a power
     * of two, it is the rest of the tree.
     */
    public static void addUp(int partials, int present, int length, int stride, float[] p, int offset) {
        for (int distance = partials / 2; distance > 0; distance /= 2) {
            for (int j = 0; j < Math.min(distance, present); j++) {
                int to = offset + j * stride;
                if (j + distance < present) {
                    ROWS.add(length, p, to + distance * stride, p, to);
                } else {
                    addZero(length, p, to);
                }
            }
        }
    }

    /** What is absent is +0, which makes +0 of −0. */
    private static void addZero(int length, float[] p, int offset) {
        for (int i = offset; i < offset + length; i++) {
            p[i] += 0f;
        }
    }

    /** (0 + 8) + (4 + 12), from the partial at {@code offset}. */
    private static float tree4(float[] p, int offset, int stride) {
        return (p[offset] + p[offset + 8 * stride]) + (p[offset + 4 * stride] + p[offset + 12 * stride]);
    }

    /** Adds {@code pieces} arrays of {@code length} that stand one after the other, in order, into {@code total}. */
    public static void addPieces(int pieces, int length, float[] sums, int sumsOffset, float[] total, int totalOffset) {
        addPieces(pieces, length, length, sums, sumsOffset, total, totalOffset);
    }

    /** The same with arrays that stand {@code stride} apart. */
    public static void addPieces(int pieces, int length, int stride, float[] sums, int sumsOffset, float[] total,
            int totalOffset) {
        System.arraycopy(sums, sumsOffset, total, totalOffset, length);
        for (int piece = 1; piece < pieces; piece++) {
            ROWS.add(length, sums, sumsOffset + piece * stride, total, totalOffset);
        }
    }
}
