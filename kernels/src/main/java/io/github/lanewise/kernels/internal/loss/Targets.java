package io.github.lanewise.kernels.internal.loss;

import io.github.lanewise.kernels.internal.run.Arguments;

/** The weights q that the targets of a slab's rows give the classes, as a slab beside that of the values. */
interface Targets {
    /** Floats of scratch that they need. */
    int floats();

    /** Where in scratch the weights stand. */
    int offset();

    /** Puts the weights of each row's classes in place, and their sum at {@code total}. */
    void weights(Arguments a, float[] slot, int slab, int total, int sums);

    /**
     * Puts the sum of each row's weights at {@code total} and Σ q·d at {@code sum}, d the slab of values at 0, which stays
     * as it is but for its padding.
     */
    void weightedSum(Arguments a, float[] slot, int slab, int total, int sum, int sums);

    /** Whether a row does not count. */
    boolean ignored(Arguments a, int row);
}
