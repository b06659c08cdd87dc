package io.github.lanewise.lenet.data;

import java.util.Arrays;
import java.util.List;

/**
 * Images of 28×28 and their classes.
 *
 * @param pixels
 *            784 bytes an image
 * @param labels
 *            one byte an image
 */
record LabelledImages(byte[] pixels, byte[] labels) {
    private static final int SIDE = IdxReader.SIDE;
    private static final int PIXELS = SIDE * SIDE;

    /** Of every six images the last is for testing where nobody has said which are: MNIST has as many. */
    private static final int PARTS = 6;

    /**
     * A data set of one split, every sixth image of which becomes a test image.
     *
     * @param name
     *            how the data set calls itself
     * @param description
     *            one line about it, to which the counts and what was done are added
     * @param classNames
     *            ten names
     * @return the data set
     * @throws DataException
     *             if there are not even six images
     */
    Dataset split(String name, String description, List<String> classNames) throws DataException {
        if (labels.length < PARTS) {
            throw new DataException(name, "", "%d images and no test images; expected at least %d, every %dth of which "
                    .formatted(labels.length, PARTS, PARTS) + "is then a test image");
        }
        return part(false).with(part(true), name, description, " (every sixth image; no test images were given)",
                classNames);
    }

    /**
     * A data set of these images and others to test on.
     *
     * @param test
     *            the test images
     * @param name
     *            how the data set calls itself
     * @param description
     *            one line about it, to which the counts are added
     * @param remark
     *            what comes behind the counts
     * @param classNames
     *            ten names
     * @return the data set
     */
    Dataset with(LabelledImages test, String name, String description, String remark, List<String> classNames) {
        String counted = "%s, %d training and %d test images%s".formatted(description, labels.length,
                test.labels.length, remark);
        return new Dataset(name, counted, false, SIDE, SIDE, pixels, labels, test.pixels, test.labels, classNames);
    }

    /** Every sixth image, or all but these, in their order. */
    private LabelledImages part(boolean testing) {
        byte[] partPixels = new byte[pixels.length];
        byte[] partLabels = new byte[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (i % PARTS == PARTS - 1 == testing) {
                System.arraycopy(pixels, i * PIXELS, partPixels, count * PIXELS, PIXELS);
                partLabels[count++] = labels[i];
            }
        }
        return new LabelledImages(Arrays.copyOf(partPixels, count * PIXELS), Arrays.copyOf(partLabels, count));
    }
}
