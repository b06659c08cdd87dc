package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.lenet.data.Augmenter;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A stretch of a split of a data set, and the order in which its images come, their pixels in the scale of the network. */
final class Images {
    private final byte[] pixels;
    private final byte[] labels;
    private final int rows;
    private final int columns;
    private final int[] order;
    /** Where each image of a group begins. */
    private final int[] first = new int[Layout.GROUP];
    /** null where the images stay as they are. */
    private final Augmenter augmenter;
    /** A group of varied images. */
    private final byte[] varied;

    /** All images of a split. */
    Images(byte[] pixels, byte[] labels, int rows, int columns) {
        this(pixels, labels, rows, columns, 0, labels.length, null);
    }

    /** The images from {@code begin} to before {@code end}, varied unless there is no augmenter. */
    Images(byte[] pixels, byte[] labels, int rows, int columns, int begin, int end, Augmenter augmenter) {
        this.pixels = pixels;
        this.labels = labels;
        this.rows = rows;
        this.columns = columns;
        this.augmenter = augmenter;
        varied = augmenter == null ? null : new byte[Layout.GROUP * rows * columns];
        order = new int[end - begin];
        Arrays.setAll(order, i -> begin + i);
    }

    int count() {
        return order.length;
    }

    /** A new order (Fisher and Yates: each equally likely) and new variations. */
    void begin(int epoch, RandomGenerator random) {
        if (augmenter != null) {
            augmenter.begin(epoch);
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int image = order[i];
            order[i] = order[j];
            order[j] = image;
        }
    }

    /** Fills a network's batch with the images from place {@code begin} of the order on, in the middle of its input. */
    void fill(Network network, int inputSize, int begin) {
        for (int n = 0; n < network.batch(); n += Layout.GROUP) {
            int count = Math.min(Layout.GROUP, network.batch() - n);
            for (int lane = 0; lane < count; lane++) {
                int image = order[begin + n + lane];
                network.labels()[n + lane] = labels[image];
                first[lane] = image * rows * columns;
                if (augmenter != null) {
                    augmenter.apply(image, pixels, first[lane], varied, lane * rows * columns);
                    first[lane] = lane * rows * columns;
                }
            }
            fillGroup(network, n, count, inputSize, augmenter == null ? pixels : varied);
        }
    }

    /** Pixel after pixel of all images of a group, which lie side by side or one after the other. */
    private void fillGroup(Network network, int image, int count, int inputSize, byte[] bytes) {
        float[] memory = network.memory();
        float[] brightness = network.brightness();
        int stride = network.pixelStride();
        int next = count > 1 ? network.pixel(image + 1) - network.pixel(image) : 0;
        int top = (inputSize - rows) / 2;
        int left = (inputSize - columns) / 2;
        for (int row = 0; row < rows; row++) {
            int to = network.pixel(image) + ((top + row) * inputSize + left) * stride;
            int from = row * columns;
            for (int column = 0; column < columns; column++) {
                for (int lane = 0; lane < count; lane++) {
                    memory[to + column * stride + lane * next] = brightness[bytes[first[lane] + from + column] & 0xff];
                }
            }
        }
    }
}
