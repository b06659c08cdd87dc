package io.github.lanewise.kernels.internal.select;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d.Algorithm;
import io.github.lanewise.kernels.Conv2dShape;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which algorithm a convolution takes, and why.
 *
 * <p>Direct wins where the batch pays for sixteen lanes and sixteen images of one group stay in L2; im2col wins where its gathering
 * is spread over many output channels, and for a batch of up to five; depthwise wins wherever it can run. The figures are in the module's README.
 *
 * @param candidates the algorithms that can run the shape, the chosen one first
 * @param explain why
 */
public record ConvolutionChoice(List<Algorithm> candidates, String explain) {
    /**
     * Images from which sixteen lanes pay. Direct costs the same for 1 to 16 of them, im2col so much an image. Measured on
     * mb…ic6ih14oc16kh5, one thread of Zen 5, JDK 25.0.3, direct against im2col, the three passes of a training step together:
     * 2 images 135 µs against 54, 4 images 137 against 101, 8 images 141 against 201.
     */
    private static final int DIRECT_BATCH = 6;
    /** Floats of sixteen images of one group that stay in L2 beside the weights and the output: three quarters of 1 MiB. */
    private static final long DIRECT_FLOATS = 192 << 10;
    /** Entries of offset tables, and floats of a slot, beyond which direct is not planned at all. */
    private static final long MOST_FLOATS = 16 << 20;

    /**
     * Multiply-adds of an image up to which rows of pixels are ahead of im2col, whose gathering is then spread over more output
     * channels, and one thread does an image in some 40 µs. One image, one thread of Zen 4, JDK 25.0.3, µs by rows, the same with
     * packed weights, and by im2col: ic1ih28oc6kh5ph2 2.9, 2.8 and 4.6, ic6ih14oc16kh5 7.6, 6.1 and 8.3, ic3ih32oc32kh3ph1 20.9, 20.0
     * and 22.5, ic16ih14oc32kh3ph1 24.5, 20.2 and 24.2; ic64ih28oc64kh3ph1 645, 612 and 584.
     */
    private static final long ROW_PRODUCTS = 1 << 21;
    /** Least pixels of an image, which each packed weight serves: of 16, ic32ih8oc64kh5, 55, 23 and 26 µs. */
    private static final long ROW_PIXELS = 64;
    /** Least share of the lanes that are pixels, in 16ths. */
    private static final long ROW_LANES = 11;

    /** The choice for a shape; {@code connections} is null where its groups say which channels see which. */
    public static ConvolutionChoice of(Conv2dShape s, Connections connections) {
        ConvolutionChoice choice = ofAnyGroups(s, connections);
        if (connections != null || !depthwise(s)) {
            return choice;
        }
        return new ConvolutionChoice(
                Stream.concat(Stream.of(Algorithm.DEPTHWISE), choice.candidates.stream()).toList(),
                "depthwise, because each plane has its own kernel, and its columns fill the lanes whatever the batch; else "
                        + choice.explain);
    }

    /** Whether there is a kernel for each plane, with stride 1, and sixteen planes fit a slot. */
    private static boolean depthwise(Conv2dShape s) {
        long padded = ((long) s.inHeight() + s.padTop() + s.padBottom() + s.outHeight())
                * ((long) s.inWidth() + s.padLeft() + s.padRight() + s.outWidth());
        long weights = (long) s.outChannels() / s.groups() * s.kernelHeight() * s.kernelWidth()
                * Math.max(16, Math.max(s.inWidth(), s.outWidth()));
        return s.groups() > 1 && s.channelsPerGroup() == 1 && s.strideHeight() == 1 && s.strideWidth() == 1
                && 16 * padded <= MOST_FLOATS && 16 * weights <= MOST_FLOATS;
    }

    private static ConvolutionChoice ofAnyGroups(Conv2dShape s, Connections connections) {
        ConvolutionChoice choice = withoutRows(s, connections);
        if (!rows(s)) {
            return choice;
        }
        long pairs = connections == null
                ? (long) s.outChannels() * s.channelsPerGroup()
                : connections.count();
        long products = pairs * s.kernelHeight() * s.kernelWidth() * s.outHeight() * s.outWidth();
        long pixels = (long) s.outHeight() * s.outWidth();
        boolean filled = pixels >= ROW_PIXELS && 16 * pixels >= ROW_LANES * rowLanes(s);
        if (s.batch() < DIRECT_BATCH && products <= ROW_PRODUCTS && filled) {
            return new ConvolutionChoice(
                    Stream.concat(Stream.of(Algorithm.ROWS), choice.candidates.stream()).toList(),
                    "rows, because a batch of " + s.batch()
                            + " leaves most of sixteen lanes empty, and gathering costs "
                            + "as much as " + products + " multiply-adds");
        }
        return new ConvolutionChoice(Stream.concat(choice.candidates.stream(), Stream.of(Algorithm.ROWS)).toList(),
                choice.explain);
    }

    /** Whether neighbouring pixels read neighbours, and what a task holds fits a slot. */
    private static boolean rows(Conv2dShape s) {
        long width = Math.max(16, (long) s.inWidth() + s.padLeft() + s.padRight());
        long height = (long) s.inHeight() + s.padTop() + s.padBottom();
        return s.strideWidth() == 1
                && (s.channelsPerGroup() + 1L) * height * Math.max(width, 16L * s.kernelWidth()) <= MOST_FLOATS
                && (DirectTileTable.LARGEST_ROWS + 1L) * height * width <= MOST_FLOATS;
    }

    /** Lanes that the rows of a plane take: each by itself, or short ones without a gap. */
    private static long rowLanes(Conv2dShape s) {
        boolean gapless = s.outWidth() < 16 && s.strideHeight() == 1;
        long rows = gapless ? 1 : s.outHeight();
        return rows * ((s.outHeight() / rows * s.outWidth() + 15) / 16 * 16);
    }

    private static ConvolutionChoice withoutRows(Conv2dShape s, Connections connections) {
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
