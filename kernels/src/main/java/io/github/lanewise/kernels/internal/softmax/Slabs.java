package io.github.lanewise.kernels.internal.softmax;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.SlabKernels;
import io.github.lanewise.kernels.internal.select.SlabChoice;

/**
 * An array of outer × classes × inner floats cut into slabs (see {@link SlabKernels}), so that maxima and sums over the
 * classes run down full vectors whatever the sizes. A row of the array is one (outer, inner) with all its classes; rows are
 * numbered outer · inner + position. Where rows lie side by side, each column of a slab is a row, and the sixteen partials
 * of a sum are every sixteenth class down the column. Where a slab is one row, its columns themselves are the partials.
 *
 * <p>A slab may have further classes behind those of the array; the caller fills them.
 */
public abstract class Slabs {
    static final SlabKernels KERNELS = Lookup.kernels().slab();

    final int outer;
    final int classes;
    final int inner;
    private final int rows;

    Slabs(int outer, int classes, int inner, int rows) {
        this.outer = outer;
        this.classes = classes;
        this.inner = inner;
        this.rows = rows;
    }

    /** The slabs of an array, each with room for {@code further} classes more. */
    public static Slabs of(int outer, int classes, int inner, int further) {
        return switch (SlabChoice.of(classes, inner)) {
            case IMAGES -> new ImageSlabs(outer, classes, inner, further);
            case POSITIONS -> new PositionSlabs(outer, classes, inner, further);
            case ROW -> new RowSlabs(outer, classes, further);
        };
    }

    /** The slabs of an array in lanes: its groups of sixteen, as they are. */
    public static Slabs inLanes(int outer, int classes, int inner) {
        return new LaneSlabs(outer, classes, inner);
    }

    /** How many slabs there are. */
    public abstract int count();

    /** Floats of a row of a slab, at most. */
    public abstract int width();

    /** Floats of a row of one slab. */
    public abstract int width(int slab);

    /** Rows of a slab, further classes included. */
    public final int rows() {
        return rows;
    }

    /** Floats of a slab, at most. */
    public final int floats() {
        return rows * width();
    }

    /** In a few words for people. */
    public abstract String describe();

    /**
     * Reads a slab. What stands beside the rows of the array becomes {@code padding} where the columns are partials;
     * elsewhere it is of no consequence.
     */
    public abstract void load(int slab, float[] array, int offset, float padding, float[] floats, int to);

    /** Writes the array's own classes of a slab. */
    public abstract void store(int slab, float[] floats, int from, float[] array, int offset);

    /** How many rows of the array a slab holds, and places among them that may be empty. */
    public abstract int places(int slab);

    /** The number of the row at a place, −1 if there is none. */
    public abstract int row(int slab, int place);

    /** Where a class of the row at a place stands in a slab. */
    public abstract int at(int slab, int place, int number);

    /** Gives a class of all rows one value. */
    public abstract void fill(int slab, int number, float value, float[] floats, int to);

    /** Gives each of the array's own classes of all rows its value. */
    public abstract void fillClasses(int slab, float[] values, int offset, float[] floats, int to);

    /** Spreads an operand that has one float a place over the columns. */
    public abstract void spread(float[] floats, int operand);

    /** Makes what is not a class +0, an absent term of a sum. */
    public abstract void clearPadding(float[] floats, int from);

    /** The maximum over the classes of each row, in every column; NaN if one is. */
    public abstract void maximum(int slab, float[] floats, int from, int maximum);

    /** Partial chains down a column: sixteen, or one where the columns are the partials. */
    abstract int partials();

    /** Adds up partials that are columns, where they are, and spreads the sum over all of them. */
    abstract void finishSum(float[] floats, int sums);

    /** Room for the sums and their partials. */
    public final int sumFloats() {
        return PARTIALS * width();
    }

    /** The sum over the classes of each row by sixteen partials, in every column. */
    public final void sum(int slab, float[] floats, int from, int sums) {
        KERNELS.sum(partials(), rows, width(slab), floats, from, sums);
        finishSum(floats, sums);
    }

    /** The same of products. */
    public final void sumOfProducts(int slab, float[] floats, int first, int second, int sums) {
        KERNELS.sumOfProducts(partials(), rows, width(slab), floats, first, second, sums);
        finishSum(floats, sums);
    }

    static int roundUp(int size) {
        return (size + LANES - 1) / LANES * LANES;
    }
}
