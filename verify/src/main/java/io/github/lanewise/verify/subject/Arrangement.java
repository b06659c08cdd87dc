package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Layout;
import java.util.Arrays;
import java.util.List;

/**
 * How a batch is laid out for a trial: what is drawn and compared is always image after image, and on its way into a kernel that
 * works in lanes it is laid side by side, lanes without an image holding what would show anywhere.
 */
enum Arrangement {
    /** As it is. */
    IMAGES(Layout.NCHW),
    /** Sixteen images side by side. */
    LANES(Layout.LANES);

    private static final int GROUP = 16;
    private static final float[] ABSENT = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
            Float.MAX_VALUE, -3f};
    private static final int NO_INDEX = -77;

    final Layout layout;

    Arrangement(Layout layout) {
        this.layout = layout;
    }

    /** The one that is called like the algorithm of a trial; lanes are an algorithm of their own. */
    static Arrangement of(Trial trial) {
        return trial.algorithm().equals(LANES.name()) ? LANES : IMAGES;
    }

    /** Algorithms where there is a choice of layouts alone. */
    static List<String> algorithms() {
        return List.of(Result.ONLY, LANES.name());
    }

    /** Elements of a batch of so many elements. */
    int length(int batch, int elements) {
        return this == IMAGES ? elements : (batch + GROUP - 1) / GROUP * GROUP * (elements / batch);
    }

    float[] arrange(int batch, float[] images) {
        if (this == IMAGES) {
            return images;
        }
        float[] lanes = new float[length(batch, images.length)];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = ABSENT[i % ABSENT.length];
        }
        for (int i = 0; i < images.length; i++) {
            lanes[place(i, images.length / batch)] = images[i];
        }
        return lanes;
    }

    int[] arrange(int batch, int[] images) {
        if (this == IMAGES) {
            return images;
        }
        int[] lanes = new int[length(batch, images.length)];
        Arrays.fill(lanes, NO_INDEX);
        for (int i = 0; i < images.length; i++) {
            lanes[place(i, images.length / batch)] = images[i];
        }
        return lanes;
    }

    /** The way back, of so many elements. */
    float[] restore(int batch, int elements, float[] arranged) {
        if (this == IMAGES) {
            return arranged;
        }
        float[] images = new float[elements];
        for (int i = 0; i < elements; i++) {
            images[i] = arranged[place(i, elements / batch)];
        }
        return images;
    }

    int[] restore(int batch, int elements, int[] arranged) {
        if (this == IMAGES) {
            return arranged;
        }
        int[] images = new int[elements];
        for (int i = 0; i < elements; i++) {
            images[i] = arranged[place(i, elements / batch)];
        }
        return images;
    }

    /** Where an element of the images stands in lanes. */
    private static int place(int i, int imageLength) {
        int image = i / imageLength;
        return (image / GROUP * imageLength + i % imageLength) * GROUP + image % GROUP;
    }
}
