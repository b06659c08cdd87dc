package io.github.lanewise.lenet.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set in memory: images of unsigned bytes with a label each, for training and for testing. Image i of a split
 * stands at {@code i · rows · columns}, row-major; a pixel is 0 (background) to 255 (full ink) once read with
 * {@code & 0xff}. The arrays are shared, not copied: treat them as read-only. Two data sets are equal only when they
 * share their arrays.
 *
 * @param name
 *            how the user asked for it: {@code digits}, {@code mnist}, {@code fashion-mnist} or a folder
 * @param description
 *            one line for the program's output
 * @param synthetic
 *            whether the images were generated and not collected
 * @param rows
 *            height of an image in pixels
 * @param columns
 *            width of an image in pixels
 * @param trainImages
 *            the pixels to train on
 * @param trainLabels
 *            the classes of the training images, 0 to 9
 * @param testImages
 *            the pixels to test on
 * @param testLabels
 *            the classes of the test images, 0 to 9
 * @param classNames
 *            what each of the ten classes is called; a class without images by its number
 */
public record Dataset(String name, String description, boolean synthetic, int rows, int columns, byte[] trainImages,
        byte[] trainLabels, byte[] testImages, byte[] testLabels, List<String> classNames) {
    /** Number of classes: labels run from 0 to 9. */
    public static final int CLASSES = 10;

    /** What the classes of digits are called. */
    public static final List<String> DIGITS = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();

    /** What the classes of Fashion-MNIST are called: H. Xiao, K. Rasul and R. Vollgraf, arXiv:1708.07747, table 2. */
    public static final List<String> FASHION = List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal",
            "Shirt", "Sneaker", "Bag", "Ankle boot");

    /**
     * A data set of digits.
     *
     * @param name
     *            see above
     * @param description
     *            see above
     * @param synthetic
     *            see above
     * @param rows
     *            see above
     * @param columns
     *            see above
     * @param trainImages
     *            see above
     * @param trainLabels
     *            see above
     * @param testImages
     *            see above
     * @param testLabels
     *            see above
     * @throws IllegalArgumentException
     *             see below
     */
    public Dataset(String name, String description, boolean synthetic, int rows, int columns, byte[] trainImages,
            byte[] trainLabels, byte[] testImages, byte[] testLabels) {
        this(name, description, synthetic, rows, columns, trainImages, trainLabels, testImages, testLabels, DIGITS);
    }

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException
     *             if a split has not exactly one label for each image, or a label is over 9, or there are not ten names
     */
    public Dataset {
        classNames = List.copyOf(classNames);
        if (classNames.size() != CLASSES) {
            throw new IllegalArgumentException("classNames are " + classNames + "; expected " + CLASSES);
        }
        check("train", rows, columns, trainImages, trainLabels);
        check("test", rows, columns, testImages, testLabels);
    }

    /**
     * Counts the training images.
     *
     * @return their number
     */
    public int trainCount() {
        return trainLabels.length;
    }

    /**
     * Counts the test images.
     *
     * @return their number
     */
    public int testCount() {
        return testLabels.length;
    }

    private static void check(String split, int rows, int columns, byte[] images, byte[] labels) {
        long needed = (long) labels.length * rows * columns;
        if (images.length != needed) {
            throw new IllegalArgumentException("%sImages has %d bytes; %d labels of %d×%d need %d".formatted(split,
                    images.length, labels.length, rows, columns, needed));
        }
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xff) >= CLASSES) {
                throw new IllegalArgumentException(
                        "%sLabels[%d] is %d; expected 0 to 9".formatted(split, i, labels[i] & 0xff));
            }
        }
    }
}
