package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.micro.MicroKernels;

/**
 * How a batch of images (or of rows of features) lies in its arrays: inputs, outputs and their gradients. Weights, biases,
 * labels and losses lie the same in every layout. {@link Lanes} turns one into the other.
 *
 * <p>In lanes, sixteen images stand side by side, on every machine whatever its vectors, so that a kernel finds a vector
 * wherever it reads. A plan for lanes gives each image the same bits as one for NCHW. Where the batch is no multiple of
 * sixteen, the last group has lanes without an image: a kernel may read them and may write anything to them, and what
 * stands there never changes anything else.
 *
 * <p>Vectors are fastest where they begin on a cache line. The elements 12, 28, 44, … of a large array (half a region of
 * the G1 collector or more: 2 MB are always enough) do.
 */
public enum Layout {
    /** Image after image: batch × channels × height × width, n·C·H·W + (c·H + h)·W + w. */
    NCHW,
    /**
     * Groups of sixteen images: ⌈batch / 16⌉ × channels × height × width × 16, ((⌊n / 16⌋·C + c)·H + h)·W·16 + w·16 + n mod
     * 16.
     */
    LANES;

    /** Images of a group in lanes. */
    public static final int GROUP = MicroKernels.LANES;

    /**
     * Elements of a batch, in lanes those without an image among them.
     *
     * @param batch images
     * @param imageLength elements of an image
     * @return batch · imageLength, in lanes the batch rounded up to whole groups
     * @throws IllegalArgumentException if a size is below 1 or the product is too large for an array
     */
    public int length(int batch, int imageLength) {
        Check.positive("batch", batch);
        Check.positive("imageLength", imageLength);
        return this == NCHW
                ? Check.elements("batch", batch, imageLength)
                : Check.elements("batch in lanes", groups(batch), imageLength, GROUP);
    }

    /** The same of sizes that a plan has checked; nothing may be allocated in a call. */
    int elements(int batch, int imageLength) {
        return this == NCHW ? batch * imageLength : groups(batch) * imageLength * GROUP;
    }

    /** Groups of sixteen of a batch. */
    static int groups(int batch) {
        return (int) (((long) batch + GROUP - 1) / GROUP);
    }
}
