package io.github.lanewise.kernels;

import java.util.Objects;
import java.util.Set;

/**
 * The shape of a two-dimensional pooling.
 *
 * <pre>
 * input   batch × channels × inHeight × inWidth
 * output  batch × channels × outHeight × outWidth
 * outHeight = floor((inHeight + padTop + padBottom − ((kernelHeight − 1)·dilationHeight + 1)) / strideHeight) + 1
 * </pre>
 *
 * and likewise for the width. With {@code ceilMode} the division rounds up, and the last window is dropped if it would
 * start beyond the image and its padding at the begin: (outHeight − 1)·strideHeight ≥ inHeight + padTop. These are
 * PyTorch's rules. A window may reach beyond the image, but each must hold at least one cell of the image.
 *
 * <p>As a problem string: {@code mb ic ih iw kh kw sh sw ph pw qh qw dh dw ceil div} after the operation, {@code max:},
 * {@code avg_p:} (an average that counts padding) or {@code avg_np:} (one that does not). Defaults are those of
 * {@link Conv2dShape}, {@code ceil} is 0 or 1, and {@code div} the divisor that replaces the count, 0 for none:
 * {@code max:mb128ic6ih28kh2sh2}.
 *
 * <p>A one-dimensional pooling is one of height 1, with a window of height 1 that neither moves down nor leaves upwards. The
 * arrays are then batch × channels × width. {@link #builder1d} starts one, and a problem string that names no height is one:
 * {@code max:mb4ic16iw128kw2sw2}.
 *
 * @param kind maximum or average
 * @param batch images
 * @param channels channels of an image
 * @param inHeight rows of an image
 * @param inWidth columns of an image
 * @param kernelHeight rows of a window
 * @param kernelWidth columns of a window
 * @param strideHeight rows from one window to the next
 * @param strideWidth columns from one window to the next
 * @param padTop rows above an image that a window may cover
 * @param padLeft columns left of an image that a window may cover
 * @param padBottom rows below an image that a window may cover
 * @param padRight columns right of an image that a window may cover
 * @param dilationHeight rows from one row of a window to the next, 1 for a dense window
 * @param dilationWidth columns from one column of a window to the next, 1 for a dense window
 * @param ceilMode whether a last, partly covered window counts
 * @param divisorOverride what every window of an average is divided by, whatever it covers; 0 to count cells instead
 */
public record Pool2dShape(Kind kind, int batch, int channels, int inHeight, int inWidth, int kernelHeight,
        int kernelWidth, int strideHeight, int strideWidth, int padTop, int padLeft, int padBottom, int padRight,
        int dilationHeight, int dilationWidth, boolean ceilMode, int divisorOverride) {
    private static final Set<String> KEYS = Set.of("mb", "ic", "ih", "iw", "kh", "kw", "sh", "sw", "ph", "pw", "qh",
            "qw", "dh", "dw", "ceil", "div");

    /** What becomes of a window. */
    public enum Kind {
        /** Its largest cell. */
        MAX("max"),
        /** The sum of its cells over the number of its taps in the padded image (PyTorch: count_include_pad). */
        AVERAGE_INCLUDING_PADDING("avg_p"),
        /** The sum of its cells over their number, the number of its taps in the image. */
        AVERAGE_EXCLUDING_PADDING("avg_np");

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }

        private static Kind of(String operation) {
            for (Kind kind : values()) {
                if (kind.operation.equals(operation)) {
                    return kind;
                }
            }
            throw new AssertionError(operation);
        }
    }

    /**
     * Checks the shape.
     *
     * @throws NullPointerException if {@code kind} is null
     * @throws IllegalArgumentException if a size, stride or dilation is below 1, a padding negative, the window larger
     *         than the padded input, a window without a cell of the image, {@code divisorOverride} negative or that of a
     *         maximum, or an array too large
     */
    public Pool2dShape {
        if (kind == null) {
            throw new NullPointerException("kind is null");
        }
        Check.positive("batch", batch);
        Check.positive("channels", channels);
        Check.notNegative("divisorOverride", divisorOverride);
        if (kind == Kind.MAX && divisorOverride != 0) {
            throw new IllegalArgumentException("divisorOverride is " + divisorOverride
                    + "; expected 0 for a maximum, which divides by nothing");
        }
        Window.outSize("Height", inHeight, kernelHeight, strideHeight, "padTop", padTop, "padBottom", padBottom,
                dilationHeight);
        Window.outSize("Width", inWidth, kernelWidth, strideWidth, "padLeft", padLeft, "padRight", padRight,
                dilationWidth);
        int outHeight = out(inHeight, kernelHeight, strideHeight, padTop, padBottom, dilationHeight, ceilMode);
        int outWidth = out(inWidth, kernelWidth, strideWidth, padLeft, padRight, dilationWidth, ceilMode);
        Check.elements("input", batch, channels, inHeight, inWidth);
        Check.elements("output", batch, channels, outHeight, outWidth);
        noEmptyWindow("Height", inHeight, kernelHeight, strideHeight, padTop, dilationHeight, outHeight);
        noEmptyWindow("Width", inWidth, kernelWidth, strideWidth, padLeft, dilationWidth, outWidth);
    }

    private static int out(int in, int kernel, int stride, int padBegin, int padEnd, int dilation, boolean ceilMode) {
        long free = (long) in + padBegin + padEnd - ((kernel - 1L) * dilation + 1);
        long out = (ceilMode ? (free + stride - 1) / stride : free / stride) + 1;
        if (ceilMode && (out - 1) * stride >= (long) in + padBegin) {
            out--;
        }
        return (int) out;
    }

    private static void noEmptyWindow(String axis, int in, int kernel, int stride, int padBegin, int dilation,
            int out) {
        for (int window = 0; window < out; window++) {
            long first = (long) window * stride - padBegin;
            long skipped = Math.max(0, Math.ceilDiv(-first, dilation));
            if (skipped >= kernel || first + skipped * dilation >= in) {
                throw new IllegalArgumentException("window " + window + " along the " + axis.toLowerCase()
                        + " holds no cell of the image; expected padding and dilation" + axis
                        + " that leave every window one");
            }
        }
    }

    /**
     * Starts a shape whose stride equals its kernel, with no padding, dilation 1 and the division rounded down.
     *
     * @param kind maximum or average
     * @param batch images
     * @param channels channels of an image
     * @param inHeight rows of an image
     * @param inWidth columns of an image
     * @return the builder
     * @throws NullPointerException if {@code kind} is null
     */
    public static Builder builder(Kind kind, int batch, int channels, int inHeight, int inWidth) {
        return new Builder(kind, batch, channels, inHeight, inWidth);
    }

    /**
     * Starts a one-dimensional shape whose stride equals its kernel, with no padding, dilation 1 and the division rounded
     * down: height 1, and a builder whose one-number methods set the width.
     *
     * @param kind maximum or average
     * @param batch lines
     * @param channels channels of a line
     * @param inLength cells of a line
     * @return the builder
     * @throws NullPointerException if {@code kind} is null
     */
    public static Builder builder1d(Kind kind, int batch, int channels, int inLength) {
        return new Builder(kind, batch, channels, inLength);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code max:mb128ic6ih28kh2sh2}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static Pool2dShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("max", "avg_p", "avg_np"), KEYS);
        int padTop = p.get("ph", 0);
        int padLeft = p.get("pw", padTop);
        int ceil = p.get("ceil", 0);
        if (ceil > 1) {
            throw new IllegalArgumentException("problem string \"" + problem + "\": ceil is " + ceil
                    + "; expected 0 or 1");
        }
        return new Pool2dShape(Kind.of(p.operation()), p.get("mb", 1), p.get("ic"), p.height("ih"),
                p.width("iw", "ih"), p.height("kh"), p.width("kw", "kh"), p.get("sh", 1), p.get("sw", "sh", 1),
                padTop, padLeft, p.get("qh", padTop), p.get("qw", "qh", padLeft), p.get("dh", 1),
                p.get("dw", "dh", 1), ceil == 1, p.get("div", 0));
    }

    /**
     * Rows of the output.
     *
     * @return outHeight
     */
    public int outHeight() {
        return out(inHeight, kernelHeight, strideHeight, padTop, padBottom, dilationHeight, ceilMode);
    }

    /**
     * Columns of the output.
     *
     * @return outWidth
     */
    public int outWidth() {
        return out(inWidth, kernelWidth, strideWidth, padLeft, padRight, dilationWidth, ceilMode);
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
        return new ProblemString.Writer(kind.operation, null).put("mb", batch, 1).put("ic", channels)
                .put(oneDimension, "ih", inHeight, "iw", inWidth)
                .put(oneDimension, "kh", kernelHeight, "kw", kernelWidth).put("sh", strideHeight, 1)
                .put("sw", strideWidth, strideHeight)
                .put("ph", padTop, 0).put("pw", padLeft, padTop).put("qh", padBottom, padTop)
                .put("qw", padRight, padBottom == padTop ? padLeft : padBottom).put("dh", dilationHeight, 1)
                .put("dw", dilationWidth, dilationHeight).put("ceil", ceilMode ? 1 : 0, 0)
                .put("div", divisorOverride, 0).toString();
    }

    /**
     * A {@link Pool2dShape} in the making. What is not set keeps its default. Setting the kernel, in either form, sets the
     * stride to the same.
     */
    public static final class Builder extends WindowBuilder<Builder> {
        private final Kind kind;
        private final int batch;
        private final int channels;
        private boolean ceilMode;
        private int divisorOverride;

        private Builder(Kind kind, int batch, int channels, int inHeight, int inWidth) {
            super(inHeight, inWidth);
            this.kind = Objects.requireNonNull(kind, "kind");
            this.batch = batch;
            this.channels = channels;
        }

        private Builder(Kind kind, int batch, int channels, int inLength) {
            super(inLength);
            this.kind = Objects.requireNonNull(kind, "kind");
            this.batch = batch;
            this.channels = channels;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the window, and the stride to the same.
         *
         * @param height rows
         * @param width columns
         * @return this
         */
        @Override
        public Builder kernel(int height, int width) {
            return super.kernel(height, width).stride(height, width);
        }

        /**
         * Sets whether a last, partly covered window counts.
         *
         * @param ceilMode true to round up
         * @return this
         */
        public Builder ceilMode(boolean ceilMode) {
            this.ceilMode = ceilMode;
            return this;
        }

        /**
         * Sets what every window of an average is divided by, whatever it covers.
         *
         * @param divisorOverride the divisor, 0 to count cells instead
         * @return this
         */
        public Builder divisorOverride(int divisorOverride) {
            this.divisorOverride = divisorOverride;
            return this;
        }

        /**
         * Checks and makes the shape.
         *
         * @return the shape
         * @throws IllegalArgumentException as {@link Pool2dShape} says
         */
        public Pool2dShape build() {
            settlePadding();
            return new Pool2dShape(kind, batch, channels, inHeight, inWidth, kernelHeight, kernelWidth, strideHeight,
                    strideWidth, padTop, padLeft, padBottom, padRight, dilationHeight, dilationWidth, ceilMode,
                    divisorOverride);
        }
    }
}
