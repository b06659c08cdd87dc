package io.github.lanewise.kernels.internal.micro;

/** Tiles of a matrix product, the packing of their right operand, and what comes after them. See {@link MicroKernels}. */
public interface GemmKernels {
    /** Rows of the widest matrix tile. A narrower one may be taller, but is no larger. */
    int gemmRows();

    /**
     * Rows of the next tile of so many columns where {@code left} rows are left, at least one: so that no tile is low where two
     * can be of like height.
     */
    int gemmRows(int columns, int left);

    /** Columns of the widest matrix tile, and of a packed panel of the right matrix. */
    int gemmColumns();

    /**
     * Columns of the next panel where {@code left} are left, at least one: the widest, and less where that wastes less.
     * Together they are no wider than {@code left} rounded up to the narrowest.
     */
    int gemmColumns(int left);

    /**
     * One tile of a matrix product, c = start + a·b.
     *
     * <pre>
     *            b  depth × columns
     *            +--------+
     *   a        |        |     a  rows × depth, where it stands: a[i·aStride + k]
     *   +--+     +--------+     b  a packed panel: b[k·columns + j]
     *   |  |     | c      |     c  c[i·cStride + j]
     *   +--+     +--------+
     * </pre>
     *
     * Each element: acc = start[i·startStride + j], or +0 where start is null; for k ascending: acc = fma(a, b, acc). The start
     * may be c itself, or one row for all with a stride of 0.
     *
     * @param rows as {@link #gemmRows(int, int)} gave it
     * @param columns as {@link #gemmColumns(int)} gave it
     */
    void gemmTile(int rows, int columns, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            float[] start, int startOffset, int startStride, float[] c, int cOffset, int cStride);

    /**
     * The same where row k of b begins at b[bOffset + bRow[k]], and packs it on the way for the tiles that follow:
     * packed[packedOffset + k·columns + j] = b[bOffset + bRow[k] + j].
     */
    void packingTile(int rows, int columns, int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset,
            int[] bRow, float[] packed, int packedOffset, float[] start, int startOffset, int startStride, float[] c,
            int cOffset, int cStride);

    /**
     * Packs panels, one behind the other, row after row of all of them: row k begins at from[offset + rowOffset[k]].
     *
     * @param columns of all panels, a multiple of the narrowest; all are read
     */
    void packRows(int columns, int depth, float[] from, int offset, int[] rowOffset, float[] packed, int packedOffset);

    /**
     * Packs one panel: packed[k·columns + j] = from[offset + k·rowStride + j].
     *
     * @param columns as {@link #gemmColumns(int)} gave it; all are read
     */
    void packRows(int columns, int depth, float[] from, int offset, int rowStride, float[] packed, int packedOffset);

    /** Transposes: to[j·toStride + i] = from[i·fromStride + j] for i below {@code rows} and j below {@code columns}. */
    void transpose(int rows, int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride);

    /** c[i] = alpha·product[i]. */
    void scale(int length, float alpha, float[] product, int productOffset, float[] c, int cOffset);

    /** c[i] = fma(beta, addend[i], alpha·product[i]), the product rounded; the addend may be c itself. */
    void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float[] addend,
            int addendOffset, float[] c, int cOffset);

    /** The same with one addend for all. */
    void scaleAndAdd(int length, float alpha, float[] product, int productOffset, float beta, float addend, float[] c,
            int cOffset);
}
