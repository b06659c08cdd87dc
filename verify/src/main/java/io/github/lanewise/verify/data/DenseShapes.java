package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.DenseShape;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Dense shapes around the edges of tiles and blocks. */
public final class DenseShapes {
    private DenseShapes() {}

    /**
     * Shapes of limited cost.
     *
     * @param products the most multiply-adds that a forward pass may have
     * @return the arbitrary
     */
    public static Arbitrary<DenseShape> upTo(long products) {
        return Combinators.combine(Sizes.batches(), Sizes.upTo(400), Sizes.upTo(129)).as((batch, in, out) -> {
            long pairs = (long) in * out;
            int fewerImages = (int) Math.min(batch, Math.max(1, products / pairs));
            return new DenseShape(fewerImages, in, out);
        });
    }
}
