package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.gemm.GemmPasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Product;
import java.util.List;
import java.util.Objects;

/**
 * The general matrix product c = alpha·a·b + beta·addend over strided views, one or a batch of them. The addend is what c
 * holds, or another matrix, which may broadcast (see {@link Matrix#broadcastRow}).
 *
 * <h2>Order of summation</h2>
 *
 * Element (i, j): acc starts from +0; for k ascending: acc = fma(a[i, k], b[k, j], acc); then acc = alpha·acc, rounded
 * (where alpha is 1 that changes nothing); then, unless beta is 0, acc = fma(beta, addend[i, j], acc). Where beta is 0,
 * the addend is not read, so it may hold NaN. An item of a batch has the bits that it has alone.
 *
 * <p>Memory: both operands of a product are packed whole; a batch is packed a few items at a time.
 *
 * <p>Source: Goto, van de Geijn, "Anatomy of high-performance matrix multiplication", 2008, for the blocking.
 */
public final class Gemm {
    private static final Execution MULTIPLY = new Execution("multiply", "", a -> problem(a.product),
            a -> 2L * a.product.count * a.product.rows * a.product.columns * a.product.depth,
            List.of(GemmPasses.PACK, GemmPasses.MULTIPLY));

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
     * @throws IllegalArgumentException as the form with an addend says
     * @throws NullPointerException if anything is null
     */
    public static void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c, Scratch scratch,
            Parallel parallel) {
        multiply(alpha, a, b, beta, c, c, scratch, parallel);
    }

    /**
     * Computes c = alpha·a·b + beta·addend.
     *
     * @param alpha factor of the product
     * @param a rows × depth
     * @param b depth × columns
     * @param beta factor of the addend; 0 leaves it out
     * @param addend rows × columns; may be c itself
     * @param c rows × columns, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if the sizes do not fit each other, c overlaps a, b or an addend other than itself
     *         (told by first and last element), two elements of c are one, or a and b do not fit an array once packed
     * @throws NullPointerException if anything is null
     */
    public static void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix addend, Matrix c, Scratch scratch,
            Parallel parallel) {
        present(a, b, addend, c);
        multiply(1, alpha, a, 0, b, 0, beta, addend, 0, c, 0, scratch, parallel);
    }

    /**
     * Computes c = a·b for each item.
     *
     * @param a items of rows × depth
     * @param b items of depth × columns
     * @param c items of rows × columns, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException as the longer form says
     * @throws NullPointerException if anything is null
     */
    public static void multiply(MatrixBatch a, MatrixBatch b, MatrixBatch c, Scratch scratch, Parallel parallel) {
        multiply(1, a, b, 0, c, c, scratch, parallel);
    }

    /**
     * Computes c = alpha·a·b + beta·addend for each item.
     *
     * @param alpha factor of the products
     * @param a items of rows × depth
     * @param b items of depth × columns
     * @param beta factor of the addend; 0 leaves it out
     * @param addend items of rows × columns; may be c itself
     * @param c items of rows × columns, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if the counts differ, or the sizes do not fit each other, c overlaps a, b or an
     *         addend other than itself (told by first and last element), two elements of c are one, in whichever items, or
     *         a and b of one item do not fit an array once packed
     * @throws NullPointerException if anything is null
     */
    public static void multiply(float alpha, MatrixBatch a, MatrixBatch b, float beta, MatrixBatch addend,
            MatrixBatch c, Scratch scratch, Parallel parallel) {
        present(a, b, addend, c);
        sameCount("a", a.count(), c.count());
        sameCount("b", b.count(), c.count());
        sameCount("addend", addend.count(), c.count());
        multiply(c.count(), alpha, a.first(), a.step(), b.first(), b.step(), beta, addend.first(), addend.step(),
                c.first(), c.step(), scratch, parallel);
    }

    /**
     * Says how products are run: tiles, blocks, tasks, rounds and scratch. There is one algorithm, the blocked product.
     *
     * @param shape the sizes
     * @return some lines for people
     * @throws NullPointerException if {@code shape} is null
     */
    public static String explain(GemmShape shape) {
        Objects.requireNonNull(shape, "shape");
        Arguments arguments = new Arguments();
        Product p = arguments.product.size(shape.rows(), shape.columns(), shape.depth());
        p.a(null, 0, shape.transposedA() ? 1 : shape.depth(), shape.transposedA() ? shape.rows() : 1);
        p.batch(shape.batch(), 1, 1, 1, 1);
        int items = GemmPasses.itemsOfRound(p);
        p.round(0, items);
        return shape + " on " + Backend.name() + ": the only algorithm, in rounds of " + items + " products"
                + MULTIPLY.explain(arguments);
    }

    private static void multiply(int count, float alpha, Matrix a, int aStep, Matrix b, int bStep, float beta,
            Matrix addend, int addendStep, Matrix c, int cStep, Scratch scratch, Parallel parallel) {
        checkSizes(a, b, addend, c);
        checkOverlaps(count, a, aStep, b, bStep, addend, addendStep, c, cStep);
        Arguments arguments = Scratch.begin(scratch, parallel);
        try {
            Product p = arguments.product.size(a.rows(), b.columns(), a.columns()).scale(alpha, beta)
                    .batch(count, aStep, bStep, addendStep, cStep)
                    .a(a.data(), a.offset(), a.rowStride(), a.columnStride())
                    .b(b.data(), b.offset(), b.rowStride(), b.columnStride())
                    .addend(addend.data(), addend.offset(), addend.rowStride(), addend.columnStride())
                    .c(c.data(), c.offset(), c.rowStride(), c.columnStride());
            execute(p, arguments, scratch, parallel);
        } finally {
            scratch.end();
        }
    }

    /** Round by round, so that the memory of packed operands does not grow with the batch. */
    private static void execute(Product p, Arguments arguments, Scratch scratch, Parallel parallel) {
        long start = Verbose.start();
        boolean columnMajor = p.cRowStride == 1 && p.cColumnStride != 1;
        if (columnMajor) {
            p.transpose(); // vectors run along what lies side by side
        }
        int items = GemmPasses.itemsOfRound(p);
        for (int left = p.count; left > 0; left -= items) {
            p.round(p.count - left, Math.min(items, left));
            scratch.run(MULTIPLY, arguments, parallel);
        }
        if (columnMajor) {
            p.transpose(); // named as the caller gave it
        }
        Verbose.executed(MULTIPLY, arguments, parallel, start);
    }

    private static void present(Object a, Object b, Object addend, Object c) {
        Objects.requireNonNull(a, "a");
        Objects.requireNonNull(b, "b");
        Objects.requireNonNull(c, "c"); // before the addend, which may be c
        Objects.requireNonNull(addend, "addend");
    }

    private static void sameCount(String name, int count, int countOfC) {
        if (count != countOfC) {
            throw new IllegalArgumentException(name + " has " + count + " items; c has " + countOfC);
        }
    }

    private static void checkSizes(Matrix a, Matrix b, Matrix addend, Matrix c) {
        if (a.columns() != b.rows()) {
            throw new IllegalArgumentException("b has " + b.rows() + " rows; a has " + a.columns() + " columns");
        }
        checkSize("c", c, a.rows(), b.columns());
        checkSize("addend", addend, a.rows(), b.columns());
        Check.packed("a", "b", a.rows(), b.columns(), a.columns());
    }

    private static void checkSize(String name, Matrix matrix, int rows, int columns) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new IllegalArgumentException(name + " is " + matrix.rows() + "×" + matrix.columns() + "; a·b is "
                    + rows + "×" + columns);
        }
    }

    private static void checkOverlaps(int count, Matrix a, int aStep, Matrix b, int bStep, Matrix addend,
            int addendStep, Matrix c, int cStep) {
        checkDistinct(count, c, cStep);
        int reach = (count - 1) * cStep;
        checkApart(c, reach, "a", a, (count - 1) * aStep);
        checkApart(c, reach, "b", b, (count - 1) * bStep);
        if (addendStep != cStep || !addend.equals(c)) {
            checkApart(c, reach, "addend", addend, (count - 1) * addendStep);
        }
    }

    private static void checkApart(Matrix c, int reachOfC, String name, Matrix other, int reachOfOther) {
        Check.apart("c", c.data(), c.offset(), reachOfC + c.span(), name, other.data(), other.offset(),
                reachOfOther + other.span());
    }

    /** Refuses a c in which rows, columns and items run into each other, so that an element would be written twice. */
    private static void checkDistinct(int count, Matrix c, int step) {
        int rows = c.rows();
        int columns = c.columns();
        int rowStride = c.rowStride();
        int columnStride = c.columnStride();
        if (beyond(rows, rowStride, columns, columnStride, count, step)
                && beyond(columns, columnStride, rows, rowStride, count, step)
                && beyond(count, step, rows, rowStride, columns, columnStride)) {
            return;
        }
        throw new IllegalArgumentException("c has strides " + rowStride + ", " + columnStride + " for " + rows + "×"
                + columns + (count == 1 ? "" : " and step " + step + " for " + count + " items")
                + "; expected each beyond the reach of those below it, and none 0");
    }

    /** Whether the stride of an axis leads beyond all that the other two reach with strides no larger. */
    private static boolean beyond(int size, int stride, int size1, int stride1, int size2, int stride2) {
        long reach1 = stride1 <= stride ? (size1 - 1L) * stride1 : 0;
        long reach2 = stride2 <= stride ? (size2 - 1L) * stride2 : 0;
        return size == 1 || stride > reach1 + reach2;
    }

    /** The problem string; a transpose is a row stride of 1 where the column stride is not. */
    private static String problem(Product p) {
        boolean transposedA = p.aRowStride == 1 && p.aColumnStride != 1;
        boolean transposedB = p.bRowStride == 1 && p.bColumnStride != 1;
        return new GemmShape(p.count, p.rows, p.columns, p.depth, transposedA, transposedB).toString();
    }
}
