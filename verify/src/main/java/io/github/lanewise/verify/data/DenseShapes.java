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
        return between(0, products);
    }

    /**
     * Shapes that cost enough to be split among threads.
     *
     * @param least the fewest multiply-adds that a forward pass may have
     * @param most the most that it may have, about
     * @return the arbitrary
     */
    public static Arbitrary<DenseShape> between(long least, long most) {
        return Combinators.combine(Sizes.batches(), Sizes.upTo(400), Sizes.upTo(129)).as((batch, in, out) -> {
            long pairs = (long) in * out;
            int images = (int) Math.min(batch, Math.max(1, most / pairs));
            int moreOut = out;
            while (images * (long) in * moreOut < least) {
                if (images < 512) {
                    images = 2 * images + 1;
                } else {
                    moreOut = 2 * moreOut + 1;
                }
            }
            return new DenseShape(images, in, moreOut);
        });
    }
}
