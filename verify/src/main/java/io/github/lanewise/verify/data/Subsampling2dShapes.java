package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Subsampling2dShape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Shapes of trainable subsampling around the edges of vectors, lanes and pieces, with sides even and odd. */
public final class Subsampling2dShapes {
    private Subsampling2dShapes() {}

    /**
     * Shapes of limited cost.
     *
     * @param cells the most cells that the input may hold
     * @return the arbitrary
     */
    public static Arbitrary<Subsampling2dShape> upTo(long cells) {
        return between(0, cells);
    }

    /**
     * Shapes that cost enough to be split among threads.
     *
     * @param least the fewest cells that the input may hold
     * @param most the most that it may hold, about
     * @return the arbitrary
     */
    public static Arbitrary<Subsampling2dShape> between(long least, long most) {
        return Combinators.combine(Sizes.batches(), Sizes.upTo(33), Sizes.upTo(33), Sizes.upTo(65))
                .as((batch, channels, height, width) -> {
                    int inHeight = Math.max(2, height);
                    int inWidth = Math.max(2, width);
                    Planes planes = Planes.between(least, most, batch, channels, (long) inHeight * inWidth);
                    return new Subsampling2dShape(planes.batch(), planes.channels(), inHeight, inWidth);
                });
    }

    /**
     * Few planes, each so large that it is cut into bands.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Subsampling2dShape> ofLargePlanes() {
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 4);
        Arbitrary<Integer> heights = Arbitraries.oneOf(Arbitraries.integers().between(2, 5),
                Arbitraries.integers().between(100, 200));
        return Combinators.combine(few, few, heights, Arbitraries.integers().between(1, 100))
                .as((batch, channels, height, extra) -> new Subsampling2dShape(batch, channels, height,
                        14_000 / height + extra));
    }
}
