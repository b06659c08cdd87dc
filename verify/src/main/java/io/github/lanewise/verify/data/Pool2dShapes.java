package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Pooling shapes of every kind, of images and of lines, around the edges of vectors, with padding, dilation, both ways of rounding and divisors. */
public final class Pool2dShapes {
    private Pool2dShapes() {}

    /**
     * Shapes of limited cost.
     *
     * @param cells the most cells that all windows together may hold
     * @return the arbitrary
     */
    public static Arbitrary<Pool2dShape> upTo(long cells) {
        return between(0, cells);
    }

    /**
     * Shapes that cost enough to be split among threads.
     *
     * @param least the fewest cells that all windows together may hold
     * @param most the most that they may hold, about
     * @return the arbitrary
     */
    public static Arbitrary<Pool2dShape> between(long least, long most) {
        return Combinators
                .combine(Arbitraries.of(Kind.class), Sizes.batches(), Sizes.upTo(33), Axis.heightsUpTo(20),
                        Axis.upTo(65),
                        Arbitraries.of(true, false), Arbitraries.of(0, 0, 1, 3, 1000))
                .as((kind, batch, channels, height, width, ceil, divisor) -> trimmed(kind, batch, channels, height,
                        width, ceil, kind == Kind.MAX ? 0 : divisor, least, most));
    }

    /**
     * Few planes, images and lines, each so large that it is cut into bands.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Pool2dShape> ofLargePlanes() {
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 3);
        return Combinators
                .combine(Arbitraries.of(Kind.class), few, few, Axis.heightsUpTo(20), Axis.upTo(65),
                        Arbitraries.of(true, false), Arbitraries.of(0, 0, 3))
                .as((kind, batch, channels, height, width, ceil, divisor) -> {
                    Axis larger = height == Axis.NONE ? height : height.longer(100);
                    return trimmed(kind, batch, channels, larger, width.longer(14_000 / larger.in()), ceil,
                            kind == Kind.MAX ? 0 : divisor, 0, Long.MAX_VALUE);
                });
    }

    /**
     * Squares of 2×2 that tile the plane, with and without a last column and row in none, in rows around one, two and four
     * vectors of every width.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Pool2dShape> ofSquares() {
        Arbitrary<Integer> widths = Arbitraries.of(1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 17, 31, 32, 33, 63, 64, 65)
                .flatMap(columns -> Arbitraries.of(2 * columns, 2 * columns + 1));
        return Combinators
                .combine(Arbitraries.of(Kind.class), Arbitraries.of(1, 2, 16, 33), Arbitraries.integers().between(2, 9),
                        widths, Arbitraries.of(0, 0, 3))
                .as((kind, planes, height, width, divisor) -> Pool2dShape.builder(kind, planes, 1, height, width)
                        .kernel(2).divisorOverride(kind == Kind.MAX ? 0 : divisor).build());
    }

    /**
     * Windows one or two columns apart, sixteen in a row and more, so that they are pooled row by row over a padded copy.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Pool2dShape> ofRows() {
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 3);
        return Combinators
                .combine(Arbitraries.of(Kind.class), few, few, Axis.upTo(9), Axis.upTo(33), Arbitraries.of(1, 2),
                        Arbitraries.of(true, false), Arbitraries.of(0, 0, 3))
                .as((kind, batch, channels, height, width, stride, ceil, divisor) -> trimmed(kind, batch, channels,
                        height, new Axis(width.in() + 31, width.kernel(), stride, width.padBegin(), width.padEnd(),
                                width.dilation()),
                        ceil, kind == Kind.MAX ? 0 : divisor, 0, Long.MAX_VALUE));
    }

    private static Pool2dShape trimmed(Kind kind, int batch, int channels, Axis height, Axis width, boolean ceil,
            int divisor, long least, long most) {
        Planes planes = Planes.between(least, most, batch, channels,
                (long) height.out() * height.kernel() * width.out() * width.kernel());
        try {
            return shape(kind, planes, height, width, ceil, divisor);
        } catch (IllegalArgumentException _) {
            // Its padding or dilation leaves a window without a cell of the image, which a pooling refuses.
            return shape(kind, planes, height.withoutEmptyWindows(), width.withoutEmptyWindows(), ceil, divisor);
        }
    }

    private static Pool2dShape shape(Kind kind, Planes planes, Axis height, Axis width, boolean ceil,
            int divisor) {
        return Pool2dShape.builder(kind, planes.batch(), planes.channels(), height.in(), width.in())
                .kernel(height.kernel(), width.kernel()).stride(height.stride(), width.stride())
                .padding(height.padBegin(), width.padBegin(), height.padEnd(), width.padEnd())
                .dilation(height.dilation(), width.dilation()).ceilMode(ceil).divisorOverride(divisor).build();
    }
}
