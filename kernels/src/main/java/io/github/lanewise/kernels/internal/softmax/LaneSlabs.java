package io.github.lanewise.kernels.internal.softmax;

/** {@link ImageSlabs} of an array in lanes, in which they stand one after the other. */
final class LaneSlabs extends ImageSlabs {
    LaneSlabs(int outer, int classes, int inner) {
        super(outer, classes, inner, 0);
    }

    @Override
    public String describe() {
        return "16 rows that are in lanes already";
    }

    @Override
    public void load(int slab, float[] array, int offset, float padding, float[] floats, int to) {
        System.arraycopy(array, offset + slab * classes * width(), floats, to, classes * width());
    }

    @Override
    public void store(int slab, float[] floats, int from, float[] array, int offset) {
        System.arraycopy(floats, from, array, offset + slab * classes * width(), classes * width());
    }
}
