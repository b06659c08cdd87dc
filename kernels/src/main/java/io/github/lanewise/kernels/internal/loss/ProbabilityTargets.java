package io.github.lanewise.kernels.internal.loss;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.SlabKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.softmax.Slabs;

/** A probability for each class of a row, smoothed, times the weight of the class. */
record ProbabilityTargets(LossShape shape, Slabs slabs, int offset) implements Targets {
    private static final SlabKernels KERNELS = Lookup.kernels().slab();

    /** The weights, and those of the classes alone. */
    @Override
    public int floats() {
        return 2 * slabs.floats();
    }

    @Override
    public void weights(Arguments a, float[] slot, int slab, int total, int sums) {
        int floats = slabs.rows() * slabs.width(slab);
        slabs.load(slab, a.target, a.targetOffset, 0f, slot, offset);
        if (shape.labelSmoothing() != 0) {
            KERNELS.affine(floats, 1 - shape.labelSmoothing(), shape.labelSmoothing() / shape.classes(), slot, offset);
        }
        if (a.weight != null) {
            int classWeights = offset + slabs.floats();
            slabs.fillClasses(slab, a.weight, a.weightOffset, slot, classWeights);
            KERNELS.multiply(floats, slot, classWeights, offset);
        }
        slabs.clearPadding(slot, offset);
        slabs.sum(slab, slot, offset, sums);
        System.arraycopy(slot, sums, slot, total, slabs.width(slab));
    }

    @Override
    public void weightedSum(Arguments a, float[] slot, int slab, int total, int sum, int sums) {
        weights(a, slot, slab, total, sums);
        slabs.clearPadding(slot, 0);
        slabs.sumOfProducts(slab, slot, offset, 0, sums);
        System.arraycopy(slot, sums, slot, sum, slabs.width(slab));
    }

    @Override
    public boolean ignored(Arguments a, int row) {
        return false;
    }
}
