package io.github.lanewise.kernels.internal.micro;

/** Tiles of a matrix product over packed panels, and what comes after them. See {@link MicroKernels}. */
public interface GemmKernels {
    /** Rows of a matrix tile: the width of a packed panel of the left matrix. */
    int gemmRows();

    /** Columns of a matrix tile: the width of a packed panel of the right matrix. */
    int gemmColumns();

    /**
     * One tile of a matrix product over packed panels, c (+)= a·b.
     *
     * <pre>
     *            b  depth × columns, row after row
     *            +--------+
     *   a        |        |     a  depth × rows, column after column: a[k·rows + i]
     *   +--+     +--------+     b  b[k·columns + j]
     *   |  |     | c      |     c  c[i·cStride + j]
     *   +--+     +--------+
     * </pre>
     *
     * Each element: acc = accumulate ? c : +0; for k ascending: acc = fma(a, b, acc).
     */
    void gemmTile(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cStride,
            boolean accumulate);

    /** c[i] = alpha·product[i]. */
    void scale(int length, float alpha, float[] product, int productOffset, float[] c, int cOffset);

    /** c[i] = fma(beta, addend[i], alpha·product[i]), the product rounded; the addend may be c itself. */
    void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float[] addend,
            int addendOffset, float[] c, int cOffset);

    /** The same with one addend for all. */
    void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float addend, float[] c,
            int cOffset);
}
