package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The shape of a global pooling: each plane becomes one number.
 *
 * <pre>
 * input   batch × channels × inHeight × inWidth
 * output  batch × channels
 * </pre>
 *
 * One dimension is a height of 1.
 *
 * <p>As a problem string: {@code mb ic ih iw} after the operation, {@code gmax:} or {@code gavg:}. Left out, {@code mb} is
 * 1 and {@code iw} equals {@code ih}: {@code gavg:mb32ic2048ih7}. Without {@code ih} the height is 1: {@code
 * gmax:mb4ic16iw128}.
 *
 * @param kind maximum or average
 * @param batch images
 * @param channels channels of an image
 * @param inHeight rows of an image
 * @param inWidth columns of an image
 */
public record GlobalPool2dShape(Kind kind, int batch, int channels, int inHeight, int inWidth) {
    private static final Set<String> KEYS = Set.of("mb", "ic", "ih", "iw");

    /** What becomes of a plane. */
    public enum Kind {
        /** Its largest cell. */
        MAX("gmax"),
        /** The sum of its cells over their number. */
        AVERAGE("gavg");

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }
    }

    /**
     * Checks the shape.
     *
     * @throws NullPointerException if {@code kind} is null
     * @throws IllegalArgumentException if a size is below 1, or the input too large for an array
     */
    public GlobalPool2dShape {
        if (kind == null) {
            throw new NullPointerException("kind is null");
        }
        Check.positive("batch", batch);
        Check.positive("channels", channels);
        Check.positive("inHeight", inHeight);
        Check.positive("inWidth", inWidth);
        Check.elements("input", batch, channels, inHeight, inWidth);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code gavg:mb32ic2048ih7}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static GlobalPool2dShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("gmax", "gavg"), KEYS);
        Kind kind = p.operation().equals("gmax") ? Kind.MAX : Kind.AVERAGE;
        return new GlobalPool2dShape(kind, p.get("mb", 1), p.get("ic"), p.height("ih"), p.width("iw", "ih"));
    }

    /**
     * The problem string, with all that equals its default left out.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer(kind.operation, null).put("mb", batch, 1).put("ic", channels)
                .put(inHeight == 1, "ih", inHeight, "iw", inWidth).toString();
    }
}
