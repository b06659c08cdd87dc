package io.github.lanewise.kernels.internal.loss;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.softmax.Slabs;
import java.util.Arrays;

/** A label a row: its class has the weight, but for what smoothing gives to all. */
record LabelTargets(LossShape shape, Slabs slabs, int offset, Reducing reducing) implements Targets {
    @Override
    public int floats() {
        return slabs.floats();
    }

    @Override
    public void weights(Arguments a, float[] slot, int slab, int total, int sums) {
        boolean smoothed = shape.labelSmoothing() != 0;
        if (smoothed) {
            slabs.fillClasses(slab, a.shared(), Reducing.SMOOTHING, slot, offset);
        } else {
            Arrays.fill(slot, offset, offset + slabs.floats(), 0f);
        }
        float smoothingSum = smoothed ? reducing.smoothingSum(a) : 0f;
        float kept = 1 - shape.labelSmoothing();
        for (int place = 0; place < slabs.places(slab); place++) {
            int row = slabs.row(slab, place);
            slot[total + place] = 0f;
            if (row >= 0 && !ignored(a, row)) {
                int label = reducing.label(a, row);
                float weight = reducing.weight(a, label);
                int at = offset + slabs.at(slab, place, label);
                slot[at] = smoothed ? Math.fma(kept, weight, slot[at]) : weight;
                slot[total + place] = smoothed ? Math.fma(kept, weight, smoothingSum) : weight;
            }
        }
    }

    @Override
    public void weightedSum(Arguments a, float[] slot, int slab, int total, int sum, int sums) {
        if (shape.labelSmoothing() != 0) {
            weights(a, slot, slab, total, sums);
            slabs.clearPadding(slot, 0);
            slabs.sumOfProducts(slab, slot, offset, 0, sums);
            System.arraycopy(slot, sums, slot, sum, slabs.width(slab));
            return;
        }
        for (int place = 0; place < slabs.places(slab); place++) {
            int row = slabs.row(slab, place);
            if (row >= 0 && !ignored(a, row)) {
                int label = reducing.label(a, row);
                float weight = reducing.weight(a, label);
                slot[total + place] = weight;
                slot[sum + place] = weight * slot[slabs.at(slab, place, label)];
            }
        }
    }

    @Override
    public boolean ignored(Arguments a, int row) {
        return reducing.ignored(reducing.label(a, row));
    }
}
