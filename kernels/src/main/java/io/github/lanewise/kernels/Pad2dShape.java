package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The shape of an explicit padding: an image with rows and columns around it whose cells are a constant or copies of its own.
 *
 * <pre>
 * input   batch × channels × inHeight × inWidth
 * output  batch × channels × outHeight × outWidth
 * outHeight = inHeight + padTop + padBottom, outWidth = inWidth + padLeft + padRight
 * output[n, c, oh, ow] = input[n, c, row(oh − padTop), column(ow − padLeft)]
 * </pre>
 *
 * where row and column stay inside the image as the {@linkplain Mode mode} says.
 *
 * <p>As a problem string: {@code mb ic ih iw ph pw qh qw} after the operation, {@code pad_constant:}, {@code pad_edge:} or
 * {@code pad_reflect:}, with the defaults of {@link Conv2dShape}: {@code pad_reflect:mb16ic3ih32ph2}. A one-dimensional padding
 * is one of height 1 without padding at top and bottom, and a string that names no height is one: {@code
 * pad_edge:ic1iw100pw3}.
 *
 * @param mode what the new cells are
 * @param batch images
 * @param channels channels of an image
 * @param inHeight rows of an image
 * @param inWidth columns of an image
 * @param padTop rows added above
 * @param padLeft columns added to the left
 * @param padBottom rows added below
 * @param padRight columns added to the right
 */
public record Pad2dShape(Mode mode, int batch, int channels, int inHeight, int inWidth, int padTop, int padLeft,
        int padBottom, int padRight) {
    private static final Set<String> KEYS = Set.of("mb", "ic", "ih", "iw", "ph", "pw", "qh", "qw");

    /** What the new cells are. Cells are given for a line a b c d with three added at each end. */
    public enum Mode {
        /** A constant: 0 0 0 a b c d 0 0 0. */
        CONSTANT("pad_constant"),
        /** The nearest cell of the image: a a a a b c d d d d (PyTorch: replicate). */
        EDGE("pad_edge"),
        /**
         * The image mirrored in its border cell, which is not repeated: d c b a b c d c b a (PyTorch, ONNX, NumPy: reflect).
         * Each padding is smaller than the image along its axis.
         */
        REFLECT("pad_reflect");

        private final String operation;

        Mode(String operation) {
            this.operation = operation;
        }

        private static Mode of(String operation) {
            for (Mode mode : values()) {
                if (mode.operation.equals(operation)) {
                    return mode;
                }
            }
            throw new AssertionError(operation);
        }
    }

    /**
     * Checks the shape.
     *
     * @throws NullPointerException if {@code mode} is null
     * @throws IllegalArgumentException if a size is below 1, a padding negative, that of a reflection not smaller than the
     *         image, or an array too large for Java
     */
    public Pad2dShape {
        if (mode == null) {
            throw new NullPointerException("mode is null");
        }
        Check.positive("batch", batch);
        Check.positive("channels", channels);
        Check.positive("inHeight", inHeight);
        Check.positive("inWidth", inWidth);
        padding("padTop", padTop, mode, "inHeight", inHeight);
        padding("padLeft", padLeft, mode, "inWidth", inWidth);
        padding("padBottom", padBottom, mode, "inHeight", inHeight);
        padding("padRight", padRight, mode, "inWidth", inWidth);
        Check.elements("input", batch, channels, inHeight, inWidth);
        Check.elements("output", batch, channels, (long) inHeight + padTop + padBottom,
                (long) inWidth + padLeft + padRight);
    }

    private static void padding(String name, int padding, Mode mode, String inName, int in) {
        Check.notNegative(name, padding);
        if (mode == Mode.REFLECT && padding >= in) {
            throw new IllegalArgumentException(name + " is " + padding + "; expected at most " + (in - 1)
                    + " of a reflection where " + inName + " is " + in);
        }
    }

    /**
     * A one-dimensional shape: height 1, no padding at top and bottom.
     *
     * @param mode what the new cells are
     * @param batch lines
     * @param channels channels of a line
     * @param inLength cells of a line
     * @param padBegin cells added in front
     * @param padEnd cells added behind
     * @return the shape
     * @throws IllegalArgumentException as the constructor says
     */
    public static Pad2dShape of1d(Mode mode, int batch, int channels, int inLength, int padBegin, int padEnd) {
        return new Pad2dShape(mode, batch, channels, 1, inLength, 0, padBegin, 0, padEnd);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code pad_reflect:mb16ic3ih32ph2}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static Pad2dShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("pad_constant", "pad_edge", "pad_reflect"), KEYS);
        int padTop = p.get("ph", 0);
        int padLeft = p.get("pw", padTop);
        return new Pad2dShape(Mode.of(p.operation()), p.get("mb", 1), p.get("ic"), p.height("ih"), p.width("iw", "ih"),
                padTop, padLeft, p.get("qh", padTop), p.get("qw", "qh", padLeft));
    }

    /**
     * Rows of the output.
     *
     * @return outHeight
     */
    public int outHeight() {
        return inHeight + padTop + padBottom;
    }

    /**
     * Columns of the output.
     *
     * @return outWidth
     */
    public int outWidth() {
        return inWidth + padLeft + padRight;
    }

    /**
     * The problem string, with all that equals its default left out.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        boolean oneDimension = inHeight == 1 && padTop == 0 && padBottom == 0;
        return new ProblemString.Writer(mode.operation, null).put("mb", batch, 1).put("ic", channels)
                .put(oneDimension, "ih", inHeight, "iw", inWidth).put("ph", padTop, 0).put("pw", padLeft, padTop)
                .put("qh", padBottom, padTop).put("qw", padRight, padBottom == padTop ? padLeft : padBottom)
                .toString();
    }
}
