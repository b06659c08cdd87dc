package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;

/** Matrices in guarded memory: also the elements that lie between their own must not change. */
public final class GuardedMatrix {
    private final String name;
    private final GuardedFloats range;
    private final Placement placement;
    private final MatrixBatch batch;
    private final boolean[] own;
    private final float[] before;

    private GuardedMatrix(String name, Placement placement, int offset) {
        this.name = name;
        this.placement = placement;
        range = GuardedFloats.output(name, placement.span(), offset);
        batch = placement.in(range.array(), offset);
        own = new boolean[range.array().length];
        for (int i = 0; i < placement.elements(); i++) {
            own[at(i)] = true;
        }
        before = range.array().clone();
    }

    /**
     * Matrices filled with values.
     *
     * @param name for messages
     * @param placement how they lie
     * @param offset where the first element stands
     * @param values their elements, matrix by matrix and row by row; where elements are shared, the last one counts
     * @return the matrices
     */
    public static GuardedMatrix filled(String name, Placement placement, int offset, float[] values) {
        GuardedMatrix matrix = new GuardedMatrix(name, placement, offset);
        for (int i = 0; i < placement.elements(); i++) {
            matrix.range.array()[matrix.at(i)] = values[i];
            matrix.before[matrix.at(i)] = values[i];
        }
        return matrix;
    }

    /**
     * Matrices whose elements are poisoned like all around them.
     *
     * @param name for messages
     * @param placement how they lie
     * @param offset where the first element stands
     * @return the matrices
     */
    public static GuardedMatrix poisoned(String name, Placement placement, int offset) {
        return new GuardedMatrix(name, placement, offset);
    }

    /**
     * The first matrix, to hand to a kernel.
     *
     * @return the view
     */
    public Matrix view() {
        return batch.first();
    }

    /**
     * All matrices, to hand to a kernel.
     *
     * @return the view
     */
    public MatrixBatch batch() {
        return batch;
    }

    /** Makes every element a NaN, for a call that is to leave NaN wherever a kernel keeps something. */
    public void fillWithNaN() {
        for (int i = 0; i < placement.elements(); i++) {
            range.array()[at(i)] = Float.NaN;
        }
    }

    /** Puts back what the matrices held at first. */
    public void restore() {
        for (int i = 0; i < placement.elements(); i++) {
            range.array()[at(i)] = before[at(i)];
        }
    }

    /**
     * What the matrices hold now, after a check that nothing but their elements was written.
     *
     * @param problem what was computed, for the message
     * @return their elements, matrix by matrix and row by row
     */
    public float[] values(String problem) {
        check(problem, false);
        float[] values = new float[placement.elements()];
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
        return range.offset() + placement.at(i);
    }
}
