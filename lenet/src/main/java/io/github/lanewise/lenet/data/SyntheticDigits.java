package io.github.lanewise.lenet.data;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The data set {@code digits}: 28×28 handwriting that nobody wrote, drawn from stroke skeletons with random affine and
 * elastic deformation, pen width and noise. Image i of a seed is the same on every machine, with any number of threads,
 * and however many images are asked for. No training image shares a random number with a test image.
 */
public final class SyntheticDigits {
    /** How the data set is called. */
    public static final String NAME = "digits";

    /** Training images unless asked otherwise: as many as MNIST has. */
    public static final int DEFAULT_TRAIN_COUNT = 60_000;

    /** Test images unless asked otherwise: as many as MNIST has. */
    public static final int DEFAULT_TEST_COUNT = 10_000;

    /** The most images that either split may have. */
    public static final int MAX_COUNT = 1_000_000;

    /** Test images are numbered from here; training images from 0. */
    private static final long FIRST_TEST_IMAGE = 1L << 31;

    private static final int BLOCK = 256;

    private SyntheticDigits() {}

    /**
     * Draws a data set. Takes about 15 µs an image and thread.
     *
     * @param seed
     *            any number; another seed gives other images
     * @param trainCount
     *            training images, 1 to {@value #MAX_COUNT}
     * @param testCount
     *            test images, 1 to {@value #MAX_COUNT}
     * @param threads
     *            how many threads draw, at least 1; does not change the images
     * @return the data set, marked as synthetic
     * @throws IllegalArgumentException
     *             if a count or the number of threads is out of range
     */
    public static Dataset generate(long seed, int trainCount, int testCount, int threads) {
        checkRange("trainCount", trainCount, MAX_COUNT);
        checkRange("testCount", testCount, MAX_COUNT);
        checkRange("threads", threads, Integer.MAX_VALUE);
        byte[] trainLabels = new byte[trainCount];
        byte[] trainImages = draw(seed, 0, trainLabels, threads);
        byte[] testLabels = new byte[testCount];
        byte[] testImages = draw(seed, FIRST_TEST_IMAGE, testLabels, threads);
        String description = ("synthetic digits (drawn by a program from seed %d; not collected handwriting), "
                + "%d training and %d test images").formatted(seed, trainCount, testCount);
        return new Dataset(NAME, description, true, PenCanvas.SIDE, PenCanvas.SIDE, trainImages, trainLabels,
                testImages, testLabels);
    }

    private static void checkRange(String argument, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s is %d; expected 1 to %d".formatted(argument, value, most));
        }
    }

    private static byte[] draw(long seed, long firstImage, byte[] labels, int threads) {
        byte[] images = new byte[labels.length * PenCanvas.SIDE * PenCanvas.SIDE];
        AtomicInteger nextBlock = new AtomicInteger();
        int blocks = Math.ceilDiv(labels.length, BLOCK);
        Runnable worker = () -> {
            DigitDrawer drawer = new DigitDrawer(seed);
            for (int block = nextBlock.getAndIncrement(); block < blocks; block = nextBlock.getAndIncrement()) {
                int end = Math.min(labels.length, (block + 1) * BLOCK);
                for (int i = block * BLOCK; i < end; i++) {
                    labels[i] = drawer.draw(firstImage + i, images, i * PenCanvas.SIDE * PenCanvas.SIDE);
                }
            }
        };
        int workers = Math.min(threads, blocks);
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(worker, executor)).limit(workers)
                    .toArray(CompletableFuture[]::new)).join();
        }
        return images;
    }
}
