package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.gemm.GemmPasses;
import io.github.lanewise.kernels.internal.run.Arguments;

/**
 * The general matrix product c = alpha·a·b + beta·c over strided views.
 *
 * <h2>Order of summation</h2>
 *
 * Element (i, j): acc starts from +0; for k ascending: acc = fma(a[i, k], b[k, j], acc); then acc = alpha·acc, rounded
 * (where alpha is 1 that changes nothing); then, unless beta is 0, acc = fma(beta, c[i, j], acc). Where beta is 0, c is
 * not read, so it may hold NaN.
 *
 * <p>Source: Goto, van de Geijn, "Anatomy of high-performance matrix multiplication", 2008, for the blocking.
 */
public final class Gemm {
    private Gemm() {}

    /**
     * Computes c = a·b.
     *
     * @param a rows × depth
     * @param b depth × columns
     * @param c rows × columns, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public static void multiply(Matrix a, Matrix b, Matrix c, Scratch scratch, Parallel parallel) {
        multiply(1, a, b, 0, c, scratch, parallel);
    }

    /**
     * Computes c = alpha·a·b + beta·c.
     *
     * @param alpha factor of the product
     * @param a rows × depth
     * @param b depth × columns
     * @param beta factor of what c holds; 0 overwrites
     * @param c rows × columns
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if the sizes do not fit each other, c overlaps a or b (told by first and last
     *         element), or two elements of c are one
     * @throws NullPointerException if anything is null
     */
    public static void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c, Scratch scratch,
            Parallel parallel) {
        if (a.columns() != b.rows()) {
            throw new IllegalArgumentException("b has " + b.rows() + " rows; a has " + a.columns() + " columns");
        }
        if (c.rows() != a.rows() || c.columns() != b.columns()) {
            throw new IllegalArgumentException("c is " + c.rows() + "×" + c.columns() + "; a·b is " + a.rows() + "×"
                    + b.columns());
        }
        distinct(c);
        Check.apart("c", c.data(), c.offset(), c.span(), "a", a.data(), a.offset(), a.span());
        Check.apart("c", c.data(), c.offset(), c.span(), "b", b.data(), b.offset(), b.span());
        Arguments arguments = scratch.begin(parallel);
        try {
            arguments.product.size(a.rows(), b.columns(), a.columns())
                    .a(a.data(), a.offset(), a.rowStride(), a.columnStride())
                    .b(b.data(), b.offset(), b.rowStride(), b.columnStride())
                    .c(c.data(), c.offset(), c.rowStride(), c.columnStride()).scale(alpha, beta);
            scratch.execute(GemmPasses.PRODUCT, arguments, parallel);
        } finally {
            scratch.end();
        }
    }

    /** Refuses a c in which rows and columns run into each other, so that an element would be written twice. */
    private static void distinct(Matrix c) {
        boolean rowsApart = c.rows() == 1 || c.rowStride() > (c.columns() - 1L) * c.columnStride();
        boolean columnsApart = c.columns() == 1 || c.columnStride() > (c.rows() - 1L) * c.rowStride();
        if (!rowsApart && !columnsApart) {
            throw new IllegalArgumentException("c has strides " + c.rowStride() + ", " + c.columnStride() + " for "
                    + c.rows() + "×" + c.columns() + "; expected one stride beyond the reach of the other");
        }
    }
}
