package io.github.lanewise.kernels.internal.softmax;

import io.github.lanewise.kernels.internal.select.SlabChoice;
import java.util.Arrays;

/** Neighbours along the inner axis side by side, so that a class is a stretch of the array. */
final class PositionSlabs extends ColumnSlabs {
    private final int width;
    private final int strips;

    PositionSlabs(int outer, int classes, int inner, int further) {
        super(outer, classes, inner, further);
        width = SlabChoice.positions(classes, inner);
        strips = (inner + width - 1) / width;
    }

    @Override
    public int count() {
        return outer * strips;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int width(int slab) {
        return roundUp(positions(slab));
    }

    @Override
    public String describe() {
        return width + " positions in the lanes";
    }

    private int positions(int slab) {
        return Math.min(width, inner - slab % strips * width);
    }

    private int begin(int slab) {
        return slab / strips * classes * inner + slab % strips * width;
    }

    @Override
    public void load(int slab, float[] array, int offset, float padding, float[] floats, int to) {
        int positions = positions(slab);
        int stride = width(slab);
        for (int c = 0; c < classes; c++) {
            System.arraycopy(array, offset + begin(slab) + c * inner, floats, to + c * stride, positions);
            Arrays.fill(floats, to + c * stride + positions, to + (c + 1) * stride, 0f);
        }
    }

    @Override
    public void store(int slab, float[] floats, int from, float[] array, int offset) {
        int stride = width(slab);
        for (int c = 0; c < classes; c++) {
            System.arraycopy(floats, from + c * stride, array, offset + begin(slab) + c * inner, positions(slab));
        }
    }

    @Override
    public int row(int slab, int place) {
        return place < positions(slab) ? slab / strips * inner + slab % strips * width + place : -1;
    }
}
