package io.github.lanewise.kernels.internal.softmax;

import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;

import java.util.Arrays;

/** Slabs whose columns are rows of the array, class after class down the column. */
abstract class ColumnSlabs extends Slabs {
    ColumnSlabs(int outer, int classes, int inner, int further) {
        super(outer, classes, inner, classes + further);
    }

    @Override
    public int places(int slab) {
        return width(slab);
    }

    @Override
    public int at(int slab, int place, int number) {
        return number * width(slab) + place;
    }

    @Override
    public void fill(int slab, int number, float value, float[] floats, int to) {
        int width = width(slab);
        Arrays.fill(floats, to + number * width, to + (number + 1) * width, value);
    }

    @Override
    public void fillClasses(int slab, float[] values, int offset, float[] floats, int to) {
        for (int c = 0; c < classes; c++) {
            fill(slab, c, values[offset + c], floats, to);
        }
    }

    @Override
    public void spread(float[] floats, int operand) {
        // a place is a column
    }

    @Override
    public void clearPadding(float[] floats, int from) {
        // a column that is no row does not mix with those that are
    }

    @Override
    public void maximum(int slab, float[] floats, int from, int maximum) {
        KERNELS.maximum(rows(), width(slab), floats, from, maximum);
    }

    @Override
    int partials() {
        return PARTIALS;
    }

    @Override
    void finishSum(float[] floats, int sums) {
        // the tree has done it
    }
}
