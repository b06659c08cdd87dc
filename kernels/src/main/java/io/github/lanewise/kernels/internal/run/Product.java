package io.github.lanewise.kernels.internal.run;

/**
 * One matrix product c = alpha·a·b + beta·c over strided views: element (i, j) of a view stands at
 * offset + i·rowStride + j·columnStride. Mutable and reused like the {@link Arguments} it belongs to.
 */
public final class Product {
    public int rows;
    public int columns;
    public int depth;
    public float alpha;
    public float beta;
    public float[] a;
    public int aOffset;
    public int aRowStride;
    public int aColumnStride;
    public float[] b;
    public int bOffset;
    public int bRowStride;
    public int bColumnStride;
    public float[] c;
    public int cOffset;
    public int cRowStride;
    public int cColumnStride;
    /** One value a column from which its chains start; null to start from +0. Only with alpha 1 and beta 0. */
    public float[] start;
    public int startOffset;

    /** A plain product: alpha 1, beta 0, chains that start from +0. */
    public Product size(int rows, int columns, int depth) {
        this.rows = rows;
        this.columns = columns;
        this.depth = depth;
        alpha = 1;
        beta = 0;
        start = null;
        return this;
    }

    /** The product as a problem string; a transpose is a row stride of 1 where the column stride is not. */
    public String problem() {
        boolean transposeA = aRowStride == 1 && aColumnStride != 1;
        boolean transposeB = bRowStride == 1 && bColumnStride != 1;
        return "gemm:m" + rows + "n" + columns + "k" + depth + (transposeA ? "ta1" : "") + (transposeB ? "tb1" : "");
    }

    public Product a(float[] array, int offset, int rowStride, int columnStride) {
        a = array;
        aOffset = offset;
        aRowStride = rowStride;
        aColumnStride = columnStride;
        return this;
    }

    public Product b(float[] array, int offset, int rowStride, int columnStride) {
        b = array;
        bOffset = offset;
        bRowStride = rowStride;
        bColumnStride = columnStride;
        return this;
    }

    public Product c(float[] array, int offset, int rowStride, int columnStride) {
        c = array;
        cOffset = offset;
        cRowStride = rowStride;
        cColumnStride = columnStride;
        return this;
    }

    public Product scale(float alpha, float beta) {
        this.alpha = alpha;
        this.beta = beta;
        return this;
    }

    public Product start(float[] array, int offset) {
        start = array;
        startOffset = offset;
        return this;
    }
}
