package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The shape of a two-dimensional convolution (a cross-correlation, as in every neural-network library: the kernel is
 * not flipped).
 *
 * <pre>
 * input   batch × inChannels × inHeight × inWidth
 * weight  outChannels × (inChannels / groups) × kernelHeight × kernelWidth
 * bias    outChannels
 * output  batch × outChannels × outHeight × outWidth
 * outHeight = floor((inHeight + padTop + padBottom − ((kernelHeight − 1)·dilationHeight + 1)) / strideHeight) + 1
 * </pre>
 *
 * and likewise for the width. All arrays are row-major. Output channel o sees the input channels of its group, which is
 * o / (outChannels / groups).
 *
 * <p>As a problem string: {@code mb ic ih iw oc kh kw sh sw ph pw qh qw dh dw g}. {@code mb} is the batch, {@code p} the
 * padding at the top and left, {@code q} at the bottom and right, {@code d} the dilation (1 is dense). Left out,
 * {@code mb}, strides, dilations and groups are 1, {@code ph} is 0, {@code qh} equals {@code ph}; {@code iw kw sw pw dw}
 * equal their heights; {@code qw} equals {@code qh} where that is given, else {@code pw}. The operation, {@code conv}, is
 * left out: {@code mb128ic1ih28oc6kh5ph2}.
 *
 * <p>A one-dimensional convolution is one of height 1: {@code inHeight}, {@code kernelHeight}, {@code strideHeight} and
 * {@code dilationHeight} 1, no padding at top and bottom. The arrays are then batch × channels × width, and the same kernels
 * run, with nothing lost. {@link #builder1d} starts one, and a problem string that names no height is one:
 *
 * {@snippet :
 * Conv2dShape shape = Conv2dShape.builder1d(16, 64, 128).outChannels(64).kernel(3).same(OddCell.END).build();
 * shape.equals(Conv2dShape.parse("mb16ic64iw128oc64kw3pw1")); // true
 * }
 *
 * <p>A depthwise convolution has a group for each input channel: {@link Builder#depthwise}.
 *
 * @param batch images
 * @param inChannels channels of an image
 * @param inHeight rows of an image
 * @param inWidth columns of an image
 * @param outChannels channels of the output
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param strideHeight rows from one output row to the next
 * @param strideWidth columns from one output column to the next
 * @param padTop rows of zeros above an image
 * @param padLeft columns of zeros left of an image
 * @param padBottom rows of zeros below an image
 * @param padRight columns of zeros right of an image
 * @param dilationHeight rows from one kernel row to the next, 1 for a dense kernel
 * @param dilationWidth columns from one kernel column to the next, 1 for a dense kernel
 * @param groups groups of channels that do not see each other
 */
public record Conv2dShape(int batch, int inChannels, int inHeight, int inWidth, int outChannels, int kernelHeight,
        int kernelWidth, int strideHeight, int strideWidth, int padTop, int padLeft, int padBottom, int padRight,
        int dilationHeight, int dilationWidth, int groups) {
    private static final Set<String> KEYS = Set.of("mb", "ic", "ih", "iw", "oc", "kh", "kw", "sh", "sw", "ph", "pw",
            "qh", "qw", "dh", "dw", "g");

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if a size, stride or dilation is below 1, a padding negative, a channel number not
     *         a multiple of {@code groups}, the kernel larger than the padded input, or an array too large for Java
     */
    public Conv2dShape {
        Check.positive("batch", batch);
        Check.positive("inChannels", inChannels);
        Check.positive("outChannels", outChannels);
        Check.positive("groups", groups);
        multiple("inChannels", inChannels, groups);
        multiple("outChannels", outChannels, groups);
        int outHeight = Window.outSize("Height", inHeight, kernelHeight, strideHeight, "padTop", padTop, "padBottom",
                padBottom, dilationHeight);
        int outWidth = Window.outSize("Width", inWidth, kernelWidth, strideWidth, "padLeft", padLeft, "padRight",
                padRight, dilationWidth);
        Check.elements("input", batch, inChannels, inHeight, inWidth);
        Check.elements("weight", outChannels, inChannels / groups, kernelHeight, kernelWidth);
        Check.elements("output", batch, outChannels, outHeight, outWidth);
    }

    private static void multiple(String name, int channels, int groups) {
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    name + " is " + channels + "; expected a multiple of groups, which is " + groups);
        }
    }

    /**
     * Starts a shape with stride 1, no padding, dilation 1 and one group.
     *
     * @param batch images
     * @param inChannels channels of an image
     * @param inHeight rows of an image
     * @param inWidth columns of an image
     * @return the builder
     */
    public static Builder builder(int batch, int inChannels, int inHeight, int inWidth) {
        return new Builder(batch, inChannels, inHeight, inWidth);
    }

    /**
     * Starts a one-dimensional shape with stride 1, no padding, dilation 1 and one group: height 1, and a builder whose
     * one-number methods set the width.
     *
     * @param batch lines
     * @param inChannels channels of a line
     * @param inLength cells of a line
     * @return the builder
     */
    public static Builder builder1d(int batch, int inChannels, int inLength) {
        return new Builder(batch, inChannels, inLength);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code mb128ic1ih28oc6kh5ph2}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static Conv2dShape parse(String problem) {
        ProblemString p = new ProblemString(problem, "conv", Set.of("conv"), KEYS);
        int padTop = p.get("ph", 0);
        int padLeft = p.get("pw", padTop);
        return new Conv2dShape(p.get("mb", 1), p.get("ic"), p.height("ih"), p.width("iw", "ih"), p.get("oc"),
                p.height("kh"), p.width("kw", "kh"), p.get("sh", 1), p.get("sw", "sh", 1), padTop, padLeft,
                p.get("qh", padTop), p.get("qw", "qh", padLeft), p.get("dh", 1), p.get("dw", "dh", 1), p.get("g", 1));
    }

    /**
     * Rows of the output.
     *
     * @return outHeight
     */
    public int outHeight() {
        return (inHeight + padTop + padBottom - ((kernelHeight - 1) * dilationHeight + 1)) / strideHeight + 1;
    }

    /**
     * Columns of the output.
     *
     * @return outWidth
     */
    public int outWidth() {
        return (inWidth + padLeft + padRight - ((kernelWidth - 1) * dilationWidth + 1)) / strideWidth + 1;
    }

    /**
     * Input channels that one output channel sees.
     *
     * @return inChannels / groups
     */
    public int channelsPerGroup() {
        return inChannels / groups;
    }

    /**
     * Multiply-adds of the forward pass, padded taps among them.
     *
     * @return multiply-adds
     */
    public long products() {
        return (long) batch * outChannels * outHeight() * outWidth() * channelsPerGroup() * kernelHeight * kernelWidth;
    }

    /**
     * The problem string, with all that equals its default left out.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        boolean oneDimension = inHeight == 1 && kernelHeight == 1 && strideHeight == 1 && padTop == 0 && padBottom == 0
                && dilationHeight == 1;
        return new ProblemString.Writer("conv", "conv").put("g", groups, 1).put("mb", batch, 1).put("ic", inChannels)
                .put(oneDimension, "ih", inHeight, "iw", inWidth).put("oc", outChannels)
                .put(oneDimension, "kh", kernelHeight, "kw", kernelWidth).put("sh", strideHeight, 1)
                .put("sw", strideWidth, strideHeight).put("ph", padTop, 0).put("pw", padLeft, padTop)
                .put("qh", padBottom, padTop).put("qw", padRight, padBottom == padTop ? padLeft : padBottom)
                .put("dh", dilationHeight, 1).put("dw", dilationWidth, dilationHeight).toString();
    }

    /** A {@link Conv2dShape} in the making. What is not set keeps its default. */
    public static final class Builder extends WindowBuilder<Builder> {
        private final int batch;
        private final int inChannels;
        private int outChannels;
        private int groups = 1;

        private Builder(int batch, int inChannels, int inHeight, int inWidth) {
            super(inHeight, inWidth);
            this.batch = batch;
            this.inChannels = inChannels;
        }

        private Builder(int batch, int inChannels, int inLength) {
            super(inLength);
            this.batch = batch;
            this.inChannels = inChannels;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the channels of the output.
         *
         * @param outChannels channels
         * @return this
         */
        public Builder outChannels(int outChannels) {
            this.outChannels = outChannels;
            return this;
        }

        /**
         * Sets the groups.
         *
         * @param groups groups of channels that do not see each other
         * @return this
         */
        public Builder groups(int groups) {
            this.groups = groups;
            return this;
        }

        /**
         * Makes it depthwise: each input channel is a group of its own, convolved with {@code multiplier} kernels, so that
         * groups = inChannels and outChannels = inChannels · multiplier. Output channels c · multiplier to (c + 1) ·
         * multiplier − 1 come from input channel c.
         *
         * @param multiplier output channels for each input channel
         * @return this
         * @throws IllegalArgumentException if {@code multiplier} is below 1, or the output channels too many
         */
        public Builder depthwise(int multiplier) {
            Check.positive("multiplier", multiplier);
            Check.positive("inChannels", inChannels);
            return groups(inChannels).outChannels(Check.elements("weight", inChannels, multiplier));
        }

        /**
         * Checks and makes the shape.
         *
         * @return the shape
         * @throws IllegalArgumentException as {@link Conv2dShape} says
         */
        public Conv2dShape build() {
            settlePadding();
            return new Conv2dShape(batch, inChannels, inHeight, inWidth, outChannels, kernelHeight, kernelWidth,
                    strideHeight, strideWidth, padTop, padLeft, padBottom, padRight, dilationHeight, dilationWidth,
                    groups);
        }
    }
}
