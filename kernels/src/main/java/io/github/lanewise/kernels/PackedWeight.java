package io.github.lanewise.kernels;

import java.util.Objects;

/**
 * The weights of a layer in the order in which the forward pass of a plan reads them, packed once in place of once a call: for
 * weights that do not change from call to call, as in inference. Made by {@link Conv2d#pack}, {@link ConvolutionBlock#pack} and
 * {@link Dense#pack}, which copy; what happens to the array afterwards changes nothing here.
 *
 * <p>It serves every plan of the same layer that packs its weights alike, whatever the size of the batch, and is refused by others.
 * Immutable; threads may share it. The results have the same bits as with weights that are not packed.
 */
public final class PackedWeight {
    /** What the order follows from: its name, and the sizes of the weights. A string, because equal lists allocate to find it out. */
    private final String order;
    /** As the passes expect them in the memory that they share. */
    final float[] values;

    PackedWeight(String order, float[] values) {
        this.order = order;
        this.values = values;
    }

    /** Refuses weights that a plan with this order cannot read. */
    static void check(String name, PackedWeight weight, String order) {
        Objects.requireNonNull(weight, name);
        if (!weight.order.equals(order)) {
            throw new IllegalArgumentException(name + " is packed " + weight.order + "; expected " + order);
        }
    }

    /**
     * Says what was packed, and how.
     *
     * @return such as {@code packed tile by tile, 16×6×5×5, groups 1, all connected}
     */
    @Override
    public String toString() {
        return "packed " + order;
    }
}
