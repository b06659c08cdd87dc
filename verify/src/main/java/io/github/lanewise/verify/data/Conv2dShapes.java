package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Conv2dShape;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Convolution shapes around the edges of tiles and blocks: channels, pixels, taps and batches one below, at and one above a
 * block, kernels larger than half the image, strides larger than the kernel, padding as large as the kernel, asymmetric
 * padding, dilation, groups, depthwise, one dimension.
 */
public final class Conv2dShapes {
    private Conv2dShapes() {}

    /**
     * Shapes of limited cost.
     *
     * @param products the most multiply-adds that a forward pass may have
     * @return the arbitrary
     */
    public static Arbitrary<Conv2dShape> upTo(long products) {
        return between(0, products);
    }

    /**
     * Shapes that cost enough to be split among threads.
     *
     * @param least the fewest multiply-adds that a forward pass may have
     * @param most the most that it may have, about
     * @return the arbitrary
     */
    public static Arbitrary<Conv2dShape> between(long least, long most) {
        return Combinators
                .combine(Arbitraries.of(Kept.class), Sizes.batches(), channels(), Axis.heightsUpTo(20), Axis.upTo(65))
                .as((kept, batch, channels, height, width) -> new Draft(batch, channels, height, width)
                        .trimmed(kept, most).grown(least).shape());
    }

    /**
     * A kernel or more for each plane, with stride 1: rows around every vector length, heights around a tile's, windows of 3×3
     * and others, padding that reaches far out or not at all.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Conv2dShape> depthwise() {
        Arbitrary<Channels> channels = Combinators.combine(Arbitraries.of(2, 3, 15, 16, 17), Arbitraries.of(1, 1, 2, 3))
                .as((groups, multiplier) -> new Channels(groups, 1, multiplier));
        Arbitrary<Integer> widths = Arbitraries.of(1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 17, 18, 31, 32, 33, 34);
        Arbitrary<Integer> kernels = Arbitraries.of(3, 3, 3, 3, 1, 2, 5);
        Arbitrary<Integer> paddings = Arbitraries.of(0, 1, 1, 1, 2, 4);
        Arbitrary<Axis> rows = Combinators.combine(Arbitraries.integers().between(1, 16), kernels, paddings, paddings)
                .as((in, kernel, begin, end) -> new Axis(in, kernel, 1, begin, end, 1).fitted());
        Arbitrary<Axis> columns = Combinators.combine(widths, kernels, paddings, paddings, Arbitraries.of(1, 1, 1, 2))
                .as((in, kernel, begin, end, dilation) -> new Axis(in, kernel, 1, begin, end, dilation).fitted());
        return Combinators.combine(Arbitraries.of(1, 2, 3, 17), channels, rows, columns)
                .as((batch, of, height, width) -> new Draft(batch, of, height, width).shape());
    }

    private static Arbitrary<Channels> channels() {
        Arbitrary<Channels> dense = Combinators.combine(Sizes.upTo(65), Sizes.upTo(65))
                .as((in, out) -> new Channels(1, in, out));
        Arbitrary<Channels> grouped = Combinators
                .combine(Arbitraries.integers().between(2, 4), Sizes.upTo(17), Sizes.upTo(17)).as(Channels::new);
        Arbitrary<Channels> depthwise = Combinators.combine(Sizes.upTo(33), Arbitraries.integers().between(1, 3))
                .as((groups, multiplier) -> new Channels(groups, 1, multiplier));
        return Arbitraries.frequencyOf(Tuple.of(6, dense), Tuple.of(2, grouped), Tuple.of(2, depthwise));
    }

    private record Channels(int groups, int in, int out) {}

    /** The dimension whose size is kept while the others are cut to meet the cost. */
    private enum Kept {
        BATCH, CHANNELS, PIXELS, NOTHING
    }

    private record Draft(int batch, Channels channels, Axis height, Axis width) {
        Draft trimmed(Kept kept, long products) {
            Draft draft = this;
            for (UnaryOperator<Draft> cut : cuts(kept)) {
                if (draft.products() <= products) {
                    return draft;
                }
                draft = cut.apply(draft);
            }
            return draft;
        }

        /** More images, then more channels, twice as many and one at a time, so that odd numbers stay odd. */
        Draft grown(long products) {
            Draft draft = this;
            while (draft.products() < products) {
                Channels c = draft.channels;
                if (draft.batch < 64) {
                    draft = new Draft(2 * draft.batch + 1, c, height, width);
                } else if (c.out < 64) {
                    draft = draft.withChannels(c.groups, c.in, 2 * c.out + 1);
                } else {
                    draft = draft.withChannels(c.groups, 2 * c.in + 1, c.out);
                }
            }
            return draft;
        }

        private static List<UnaryOperator<Draft>> cuts(Kept kept) {
            UnaryOperator<Draft> nothing = UnaryOperator.identity();
            UnaryOperator<Draft> batch = d -> new Draft(1 + d.batch % 3, d.channels, d.height, d.width);
            UnaryOperator<Draft> out = d -> d.withChannels(d.channels.groups, d.channels.in, 1 + d.channels.out % 7);
            UnaryOperator<Draft> in = d -> d.withChannels(d.channels.groups, 1 + d.channels.in % 5, d.channels.out);
            UnaryOperator<Draft> groups = d -> d.withChannels(1 + d.channels.groups % 3, d.channels.in, d.channels.out);
            UnaryOperator<Draft> height = d -> new Draft(d.batch, d.channels, d.height.atMost(5), d.width);
            UnaryOperator<Draft> width = d -> new Draft(d.batch, d.channels, d.height, d.width.atMost(9));
            UnaryOperator<Draft> least = d -> new Draft(Math.min(d.batch, 17), new Channels(1, 1, 2),
                    d.height.atMost(5), d.width.atMost(5));
            return List.of(kept == Kept.PIXELS ? out : height, kept == Kept.BATCH ? width : batch,
                    kept == Kept.CHANNELS ? width : in, kept == Kept.CHANNELS ? nothing : out, groups,
                    kept == Kept.PIXELS ? nothing : width, height, batch, least);
        }

        private Draft withChannels(int groups, int in, int out) {
            return new Draft(batch, new Channels(groups, in, out), height, width);
        }

        private long products() {
            return (long) batch * channels.groups * channels.in * channels.out * height.out() * height.kernel()
                    * width.out() * width.kernel();
        }

        Conv2dShape shape() {
            return Conv2dShape.builder(batch, channels.groups * channels.in, height.in(), width.in())
                    .outChannels(channels.groups * channels.out).kernel(height.kernel(), width.kernel())
                    .stride(height.stride(), width.stride())
                    .padding(height.padBegin(), width.padBegin(), height.padEnd(), width.padEnd())
                    .dilation(height.dilation(), width.dilation()).groups(channels.groups).build();
        }
    }
}
