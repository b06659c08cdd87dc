package io.github.lanewise.kernels.internal.softmax;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import java.util.Arrays;

/** One row a slab, sixteen classes side by side: column j is partial j of every sum. */
final class RowSlabs extends Slabs {
    private final int filled;

    RowSlabs(int outer, int classes, int further) {
        super(outer, classes, 1, roundUp(classes + further) / LANES);
        filled = classes + further;
    }

    @Override
    public int count() {
        return outer;
    }

    @Override
    public int width() {
        return LANES;
    }

    @Override
    public int width(int slab) {
        return LANES;
    }

    @Override
    public String describe() {
        return "16 classes of a row in the lanes";
    }

    @Override
    public void load(int slab, float[] array, int offset, float padding, float[] floats, int to) {
        System.arraycopy(array, offset + slab * classes, floats, to, classes);
        Arrays.fill(floats, to + classes, to + floats(), padding);
    }

    @Override
    public void store(int slab, float[] floats, int from, float[] array, int offset) {
        System.arraycopy(floats, from, array, offset + slab * classes, classes);
    }

    @Override
    public int places(int slab) {
        return 1;
    }

    @Override
    public int row(int slab, int place) {
        return slab;
    }

    @Override
    public int at(int slab, int place, int number) {
        return number;
    }

    @Override
    public void fill(int slab, int number, float value, float[] floats, int to) {
        floats[to + number] = value;
    }

    @Override
    public void fillClasses(int slab, float[] values, int offset, float[] floats, int to) {
        System.arraycopy(values, offset, floats, to, classes);
        Arrays.fill(floats, to + classes, to + floats(), 0f);
    }

    @Override
    public void spread(float[] floats, int operand) {
        Arrays.fill(floats, operand, operand + LANES, floats[operand]);
    }

    @Override
    public void clearPadding(float[] floats, int from) {
        Arrays.fill(floats, from + filled, from + floats(), 0f);
    }

    @Override
    public void maximum(int slab, float[] floats, int from, int maximum) {
        KERNELS.maximum(rows(), LANES, floats, from, maximum);
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int lane = maximum; lane < maximum + half; lane++) {
                floats[lane] = Math.max(floats[lane], floats[lane + half]); // NaN wins
            }
        }
        spread(floats, maximum);
    }

    @Override
    int partials() {
        return 1;
    }

    @Override
    void finishSum(float[] floats, int sums) {
        floats[sums] = SixteenPartials.tree(floats, sums, 1);
        spread(floats, sums);
    }
}
