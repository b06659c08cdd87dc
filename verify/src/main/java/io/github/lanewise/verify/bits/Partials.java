package io.github.lanewise.verify.bits;

/** Sixteen partial sums and the tree that adds them, as {@link io.github.lanewise.kernels.Conv2d} spells it out. */
final class Partials {
    static final int PIECE = 64;

    private final float[] p = new float[16];

    void addProduct(int partial, float a, float b) {
        p[partial] = Math.fma(a, b, p[partial]);
    }

    void add(int partial, float term) {
        p[partial] = p[partial] + term;
    }

    float sum() {
        float[] q = new float[8];
        for (int j = 0; j < 8; j++) {
            q[j] = p[j] + p[j + 8];
        }
        float r0 = q[0] + q[4];
        float r1 = q[1] + q[5];
        float r2 = q[2] + q[6];
        float r3 = q[3] + q[7];
        float s0 = r0 + r2;
        float s1 = r1 + r3;
        return s0 + s1;
    }

    /** The sum of one piece of a batch. */
    interface Piece {
        /** Sums the images from {@code first} (included) to {@code end} (excluded). */
        float sum(int first, int end);
    }

    /** Cuts a batch into pieces of 64 images and adds their sums in order, the first to the second and so on. */
    static float inPieces(int batch, Piece piece) {
        float sum = piece.sum(0, Math.min(PIECE, batch));
        for (int first = PIECE; first < batch; first += PIECE) {
            sum = sum + piece.sum(first, Math.min(first + PIECE, batch));
        }
        return sum;
    }

    /** A bias gradient over rows: the terms of row n, ascending, go to partial n mod 16. */
    static float ofRows(int batch, int termsPerRow, Term term) {
        return inPieces(batch, (first, end) -> {
            Partials partials = new Partials();
            for (int n = first; n < end; n++) {
                for (int t = 0; t < termsPerRow; t++) {
                    partials.add(n % 16, term.of(n, t));
                }
            }
            return partials.sum();
        });
    }

    /** A term of a sum over rows. */
    interface Term {
        float of(int row, int term);
    }
}
