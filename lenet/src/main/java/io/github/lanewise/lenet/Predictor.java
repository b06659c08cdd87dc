package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** Tells what single images show. Not for several threads at a time. */
public final class Predictor {
    private static final int SIDE = 28;

    private final Parameters parameters;
    private final Network network;

    /**
     * Makes ready, with the weights as they are now.
     *
     * @param parameters
     *            the weights
     */
    public Predictor(Parameters parameters) {
        this.parameters = parameters;
        network = new Network(parameters, 1, new Scratch(), Parallel.serial());
        network.freeze();
    }

    /**
     * Tells how likely each class is.
     *
     * @param image
     *            28×28 pixels, row-major, 0 background to 255 ink, as in a data set
     * @return the softmax of the logits
     * @throws IllegalArgumentException
     *             if the image has another number of pixels
     */
    public double[] probabilities(byte[] image) {
        if (image.length != SIDE * SIDE) {
            throw new IllegalArgumentException("image has " + image.length + " pixels; expected " + SIDE * SIDE);
        }
        new Images(image, new byte[1], SIDE, SIDE).fill(network, parameters.inputSize(), 0);
        float[] logits = network.infer();
        return Softmax.of(logits, 0, logits.length);
    }
}
