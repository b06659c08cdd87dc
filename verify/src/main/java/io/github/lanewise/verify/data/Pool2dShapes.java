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

    private static Pool2dShape trimmed(Kind kind, int batch, int channels, Axis height, Axis width, boolean ceil,
            int divisor, long least, long most) {
        long plane = (long) height.out() * height.kernel() * width.out() * width.kernel();
        long planes = Math.max(1, most / plane);
        int fewerChannels = channels * (long) batch > planes ? 1 + channels % 3 : channels;
        int fewerImages = (int) Math.min(batch, Math.max(1, planes / fewerChannels));
        while (fewerImages * (long) fewerChannels * plane < least) {
            fewerImages = 2 * fewerImages + 1;
        }
        try {
            return shape(kind, fewerImages, fewerChannels, height, width, ceil, divisor);
        } catch (IllegalArgumentException _) {
            // Its padding or dilation leaves a window without a cell of the image, which a pooling refuses.
            return shape(kind, fewerImages, fewerChannels, height.withoutEmptyWindows(), width.withoutEmptyWindows(),
                    ceil, divisor);
        }
    }

    private static Pool2dShape shape(Kind kind, int batch, int channels, Axis height, Axis width, boolean ceil,
            int divisor) {
        return Pool2dShape.builder(kind, batch, channels, height.in(), width.in())
                .kernel(height.kernel(), width.kernel()).stride(height.stride(), width.stride())
                .padding(height.padBegin(), width.padBegin(), height.padEnd(), width.padEnd())
                .dilation(height.dilation(), width.dilation()).ceilMode(ceil).divisorOverride(divisor).build();
    }
}
