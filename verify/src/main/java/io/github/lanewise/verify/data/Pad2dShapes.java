package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pad2dShape.Mode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Padding shapes of every mode, of images and of lines, with padding around the vectors, none, and as much as there can be. */
public final class Pad2dShapes {
    private static final int AS_MUCH_AS_THE_IMAGE = 99;

    private Pad2dShapes() {}

    /**
     * Shapes of limited cost.
     *
     * @param cells the most cells that the output may have, about
     * @return the arbitrary
     */
    public static Arbitrary<Pad2dShape> upTo(long cells) {
        return between(0, cells);
    }

    /**
     * Shapes that cost enough to be split among threads.
     *
     * @param least the fewest cells that the output may have
     * @param most the most that it may have, about
     * @return the arbitrary
     */
    public static Arbitrary<Pad2dShape> between(long least, long most) {
        return Arbitraries.of(Mode.class)
                .flatMap(mode -> Combinators
                        .combine(Sizes.batches(), Sizes.upTo(33),
                                Arbitraries.frequencyOf(Tuple.of(4, padded(mode, 20)),
                                        Tuple.of(1, Arbitraries.just(new Padded(1, 0, 0)))),
                                padded(mode, 65))
                        .as((batch, channels, height, width) -> shape(mode, batch, channels, height, width, least,
                                most)));
    }

    private record Padded(int in, int begin, int end) {
        int out() {
            return in + begin + end;
        }
    }

    private static Arbitrary<Padded> padded(Mode mode, int maxIn) {
        Arbitrary<Integer> paddings = Arbitraries.of(0, 0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 33, AS_MUCH_AS_THE_IMAGE);
        return Combinators.combine(Sizes.upTo(maxIn), paddings, paddings)
                .as((in, begin, end) -> new Padded(in, padding(mode, begin, in), padding(mode, end, in)));
    }

    private static int padding(Mode mode, int choice, int in) {
        return Math.min(choice, mode == Mode.REFLECT ? in - 1 : choice == AS_MUCH_AS_THE_IMAGE ? in : choice);
    }

    private static Pad2dShape shape(Mode mode, int batch, int channels, Padded height, Padded width, long least,
            long most) {
        long plane = (long) height.out() * width.out();
        long planes = Math.max(1, most / plane);
        int fewerChannels = channels * (long) batch > planes ? 1 + channels % 3 : channels;
        int images = (int) Math.min(batch, Math.max(1, planes / fewerChannels));
        while (images * (long) fewerChannels * plane < least) {
            images = 2 * images + 1;
        }
        return new Pad2dShape(mode, images, fewerChannels, height.in(), width.in(), height.begin(), width.begin(),
                height.end(), width.end());
    }
}
