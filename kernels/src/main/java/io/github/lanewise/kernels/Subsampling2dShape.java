package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The shape of LeNet-5's trainable subsampling: windows of 2×2 cells that do not overlap, and for each channel a coefficient
 * and a bias.
 *
 * <pre>
 * input        batch × channels × inHeight × inWidth
 * coefficient  channels
 * bias         channels
 * output       batch × channels × outHeight × outWidth
 * outHeight = floor(inHeight / 2)
 * </pre>
 *
 * and likewise for the width. A last row or column that no window holds is not read.
 *
 * <p>As a problem string: {@code mb ic ih iw} after the operation, {@code sub:}. Left out, {@code mb} is 1 and {@code iw}
 * equals {@code ih}: {@code sub:mb128ic6ih28}.
 *
 * @param batch images
 * @param channels channels of an image
 * @param inHeight rows of an image, at least 2
 * @param inWidth columns of an image, at least 2
 */
public record Subsampling2dShape(int batch, int channels, int inHeight, int inWidth) {
    private static final Set<String> KEYS = Set.of("mb", "ic", "ih", "iw");

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if {@code batch} or {@code channels} is below 1, a side of the image below 2, or the
     *         input too large for an array
     */
    public Subsampling2dShape {
        Check.positive("batch", batch);
        Check.positive("channels", channels);
        Check.atLeast("inHeight", inHeight, 2);
        Check.atLeast("inWidth", inWidth, 2);
        Check.elements("input", batch, channels, inHeight, inWidth);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code sub:mb128ic6ih28}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static Subsampling2dShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("sub"), KEYS);
        return new Subsampling2dShape(p.get("mb", 1), p.get("ic"), p.get("ih"), p.get("iw", p.get("ih")));
    }

    /**
     * Rows of the output.
     *
     * @return outHeight
     */
    public int outHeight() {
        return inHeight / 2;
    }

    /**
     * Columns of the output.
     *
     * @return outWidth
     */
    public int outWidth() {
        return inWidth / 2;
    }

    /**
     * Trainable parameters: coefficients and biases. LeNet-5's S2 has 12, its S4 32.
     *
     * @return 2·channels
     */
    public int parameters() {
        return Math.multiplyExact(2, channels);
    }

    /**
     * The problem string, with all that equals its default left out.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer("sub", null).put("mb", batch, 1).put("ic", channels).put("ih", inHeight)
                .put("iw", inWidth, inHeight).toString();
    }
}
