package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.verify.data.GemmProblem.Layout;

/** A matrix in guarded memory: also the elements that lie between its own must not change. */
public final class GuardedMatrix {
    private final String name;
    private final GuardedFloats range;
    private final Matrix view;
    private final boolean[] own;
    private final float[] before;

    private GuardedMatrix(String name, Layout layout, int rows, int columns, int offset) {
        int rowStride = layout.rowStride(rows, columns);
        int columnStride = layout.columnStride(rows, columns);
        int span = (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
        this.name = name;
        range = GuardedFloats.output(name, span, offset);
        view = new Matrix(range.array(), offset, rows, columns, rowStride, columnStride);
        own = new boolean[range.array().length];
        for (int i = 0; i < rows * columns; i++) {
            own[at(i)] = true;
        }
        before = range.array().clone();
    }

    /**
     * A matrix filled with values.
     *
     * @param name for messages
     * @param layout how it lies
     * @param rows its rows
     * @param columns its columns
     * @param offset where element (0, 0) stands
     * @param values its elements, row by row; where elements are shared, the last one counts
     * @return the matrix
     */
    public static GuardedMatrix filled(String name, Layout layout, int rows, int columns, int offset, float[] values) {
        GuardedMatrix matrix = new GuardedMatrix(name, layout, rows, columns, offset);
        for (int i = 0; i < rows * columns; i++) {
            matrix.range.array()[matrix.at(i)] = values[i];
            matrix.before[matrix.at(i)] = values[i];
        }
        return matrix;
    }

    /**
     * A matrix whose elements are poisoned like all around them.
     *
     * @param name for messages
     * @param layout how it lies
     * @param rows its rows
     * @param columns its columns
     * @param offset where element (0, 0) stands
     * @return the matrix
     */
    public static GuardedMatrix poisoned(String name, Layout layout, int rows, int columns, int offset) {
        return new GuardedMatrix(name, layout, rows, columns, offset);
    }

    /**
     * The view to hand to a kernel.
     *
     * @return the view
     */
    public Matrix view() {
        return view;
    }

    /** Makes every element of the matrix a NaN, for a call that is to leave NaN wherever a kernel keeps something. */
    public void fillWithNaN() {
        for (int i = 0; i < view.rows() * view.columns(); i++) {
            range.array()[at(i)] = Float.NaN;
        }
    }

    /** Puts back what the matrix held at first. */
    public void restore() {
        for (int i = 0; i < view.rows() * view.columns(); i++) {
            range.array()[at(i)] = before[at(i)];
        }
    }

    /**
     * What the matrix holds now, after a check that nothing but its elements was written.
     *
     * @param problem what was computed, for the message
     * @return its elements, row by row
     */
    public float[] values(String problem) {
        check(problem, false);
        float[] values = new float[view.rows() * view.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = range.array()[at(i)];
        }
        return values;
    }

    /**
     * Checks that nothing at all was written.
     *
     * @param problem what was computed, for the message
     */
    public void check(String problem) {
        check(problem, true);
    }

    private void check(String problem, boolean ownToo) {
        for (int i = 0; i < own.length; i++) {
            boolean same = Float.floatToRawIntBits(range.array()[i]) == Float.floatToRawIntBits(before[i]);
            if (!same && (ownToo || !own[i])) {
                throw new AssertionError(problem + ": the array of " + name + " was written at " + i + ", "
                        + (own[i] ? "an element of a matrix that is only read" : "which is no element of the matrix"));
            }
        }
    }

    private int at(int i) {
        return view.offset() + i / view.columns() * view.rowStride() + i % view.columns() * view.columnStride();
    }
}
