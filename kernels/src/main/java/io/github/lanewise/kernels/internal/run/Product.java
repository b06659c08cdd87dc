package io.github.lanewise.kernels.internal.run;

/**
 * A batch of matrix products c = alpha·a·b + beta·addend over strided views: element (i, j) of item n stands at
 * offset + n·step + i·rowStride + j·columnStride. Mutable and reused like the {@link Arguments} it belongs to.
 */
public final class Product {
    /** Items of the batch, and those of the present round: from {@code first} on, {@code items} of them. */
    public int count;
    public int first;
    public int items;
    public int rows;
    public int columns;
    public int depth;
    public float alpha;
    public float beta;
    public float[] a;
    public int aOffset;
    public int aStep;
    public int aRowStride;
    public int aColumnStride;
    public float[] b;
    public int bOffset;
    public int bStep;
    public int bRowStride;
    public int bColumnStride;
    /** Not read where beta is 0. */
    public float[] addend;
    public int addendOffset;
    public int addendStep;
    public int addendRowStride;
    public int addendColumnStride;
    public float[] c;
    public int cOffset;
    public int cStep;
    public int cRowStride;
    public int cColumnStride;
    /** One value a column from which its chains start; null to start from +0. Only with alpha 1 and beta 0. */
    public float[] start;
    public int startOffset;

    /** One plain product: alpha 1, beta 0, chains that start from +0. */
    public Product size(int rows, int columns, int depth) {
        this.rows = rows;
        this.columns = columns;
        this.depth = depth;
        alpha = 1;
        beta = 0;
        start = null;
        return batch(1, 0, 0, 0, 0);
    }

    /** So many products, all in one round, and the steps from one to the next. */
    public Product batch(int count, int aStep, int bStep, int addendStep, int cStep) {
        this.count = count;
        this.aStep = aStep;
        this.bStep = bStep;
        this.addendStep = addendStep;
        this.cStep = cStep;
        return round(0, count);
    }

    /** The items of the present round. */
    public Product round(int first, int items) {
        this.first = first;
        this.items = items;
        return this;
    }

    /**
     * The same products as cᵀ = alpha·bᵀ·aᵀ + beta·addendᵀ: rows and columns change places, and no element changes a bit,
     * because a multiplication does not know its factors apart.
     */
    public void transpose() {
        float[] array = a;
        int offset = aOffset;
        int step = aStep;
        int rowStride = aRowStride;
        int columnStride = aColumnStride;
        int rowsBefore = rows;
        a(b, bOffset, bColumnStride, bRowStride);
        aStep = bStep;
        b(array, offset, columnStride, rowStride);
        bStep = step;
        addend(addend, addendOffset, addendColumnStride, addendRowStride);
        c(c, cOffset, cColumnStride, cRowStride);
        rows = columns;
        columns = rowsBefore;
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

    public Product addend(float[] array, int offset, int rowStride, int columnStride) {
        addend = array;
        addendOffset = offset;
        addendRowStride = rowStride;
        addendColumnStride = columnStride;
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

    public void start(float[] array, int offset) {
        start = array;
        startOffset = offset;
    }
}
