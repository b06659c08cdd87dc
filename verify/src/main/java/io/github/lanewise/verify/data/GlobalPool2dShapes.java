package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.GlobalPool2dShape.Kind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Shapes of global poolings around the edges of vectors and of the sixteen partials, of images and of lines. */
public final class GlobalPool2dShapes {
    private GlobalPool2dShapes() {}

    /**
     * Shapes of limited cost.
     *
     * @param cells the most cells that the input may hold
     * @return the arbitrary
     */
    public static Arbitrary<GlobalPool2dShape> upTo(long cells) {
        return between(0, cells);
    }

    /**
     * Shapes that cost enough to be split among threads.
     *
     * @param least the fewest cells that the input may hold
     * @param most the most that it may hold, about
     * @return the arbitrary
     */
    public static Arbitrary<GlobalPool2dShape> between(long least, long most) {
        return Combinators
                .combine(Arbitraries.of(Kind.class), Sizes.batches(), Sizes.upTo(65), Sizes.upTo(33), Sizes.upTo(65))
                .as((kind, batch, channels, height, width) -> {
                    Planes planes = Planes.between(least, most, batch, channels, (long) height * width);
                    return new GlobalPool2dShape(kind, planes.batch(), planes.channels(), height, width);
                });
    }
}
