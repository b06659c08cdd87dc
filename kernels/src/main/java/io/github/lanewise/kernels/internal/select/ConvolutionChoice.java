package io.github.lanewise.kernels.internal.select;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d.Algorithm;
import io.github.lanewise.kernels.Conv2dShape;
import java.util.List;

/**
 * Which algorithm a convolution takes, and why.
 *
 * <p>Direct wins where the batch pays for sixteen lanes and sixteen images of one group stay in L2; im2col wins where its gathering
 * is spread over many output channels, and for a batch of one or two. The figures are in the module's README.
 *
 * @param candidates the algorithms that can run the shape, the chosen one first
 * @param explain why
 */
public record ConvolutionChoice(List<Algorithm> candidates, String explain) {
    /**
     * Images from which sixteen lanes pay. Direct costs the same for 1 to 16 of them, im2col so much an image. Measured on
     * mb…ic6ih14oc16kh5, one thread of Zen 5, JDK 25.0.3, direct against im2col, forward: 2 images 45 µs against 39, 4 images
     * 46 against 75; by weight 74 against 69 and 74 against 130; by input 50 against 464 and 52 against 811.
     */
    private static final int DIRECT_BATCH = 3;
    /** Floats of sixteen images of one group that stay in L2 beside the weights and the output: three quarters of 1 MiB. */
    private static final long DIRECT_FLOATS = 192 << 10;
    /** Entries of offset tables, and floats of a slot, beyond which direct is not planned at all. */
    private static final long MOST_FLOATS = 16 << 20;

    /** The choice for a shape; {@code connections} is null where its groups say which channels see which. */
    public static ConvolutionChoice of(Conv2dShape s, Connections connections) {
        long inFloats = 16L * s.channelsPerGroup() * (s.inHeight() + s.padTop() + s.padBottom())
                * (s.inWidth() + s.padLeft() + s.padRight());
        long outFloats = 16L * s.outChannels() / s.groups() * s.outHeight() * s.outWidth();
        long pairs = connections == null ? s.outChannels() / s.groups() : connections.count();
        long tables = pairs * backwardTaps(s.inHeight(), s.kernelHeight())
                * backwardTaps(s.inWidth(), s.kernelWidth());
        long taps = 16L * DirectTileTable.GRADIENT_CHANNELS * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth();
        if (Math.max(Math.max(inFloats, outFloats), Math.max(tables, taps)) > MOST_FLOATS) {
            return new ConvolutionChoice(List.of(Algorithm.IM2COL),
                    "direct would need more than " + MOST_FLOATS + " floats of lanes or table entries");
        }
        if (connections != null) {
            return new ConvolutionChoice(List.of(Algorithm.DIRECT, Algorithm.IM2COL),
                    "direct, because im2col would gather the input anew for output channels that see other channels");
        }
        if (s.batch() < DIRECT_BATCH) {
            return new ConvolutionChoice(List.of(Algorithm.IM2COL, Algorithm.DIRECT),
                    "im2col, because direct would fill " + s.batch() + " of 16 lanes");
        }
        if (inFloats > DIRECT_FLOATS || outFloats > 2 * DIRECT_FLOATS) {
            return new ConvolutionChoice(List.of(Algorithm.IM2COL, Algorithm.DIRECT),
                    "im2col, because direct would need "
                            + inFloats + " floats for sixteen images, more than stay in L2 (" + DIRECT_FLOATS + ")");
        }
        return new ConvolutionChoice(List.of(Algorithm.DIRECT, Algorithm.IM2COL), "direct, because a batch of "
                + s.batch()
                + " pays for sixteen lanes and sixteen images stay in L2; im2col would move each input cell "
                + s.kernelHeight() * s.kernelWidth() + " times");
    }

    /** At most so many pairs of a kind of pixel and a kernel cell along one axis: a border loses one cell a pixel. */
    private static long backwardTaps(int in, int kernel) {
        return (long) kernel * Math.min(in, 2L * kernel + 1);
    }
}
