package io.github.lanewise.verify.bits;

/**
 * What {@link io.github.lanewise.kernels.SoftmaxCrossEntropy} publishes to the bit, the exponential and the logarithm
 * apart: how a row is summed and divided, how the losses of rows are summed, and the gradient from the probabilities.
 */
public final class SoftmaxCrossEntropyBits {
    private SoftmaxCrossEntropyBits() {}

    /**
     * A row of probabilities from its exponentials.
     *
     * @param exponentials exp(x[c] − max x)
     * @return each over their sum in sixteen partials
     */
    public static float[] probabilities(float[] exponentials) {
        Partials partials = new Partials();
        for (int c = 0; c < exponentials.length; c++) {
            partials.add(c % 16, exponentials[c]);
        }
        float sum = partials.sum();
        float[] probabilities = new float[exponentials.length];
        for (int c = 0; c < exponentials.length; c++) {
            probabilities[c] = exponentials[c] / sum;
        }
        return probabilities;
    }

    /**
     * The mean of the losses of rows.
     *
     * @param losses one a row
     * @return their mean
     */
    public static float meanLoss(float[] losses) {
        return Partials.ofRows(losses.length, 1, (n, _) -> losses[n]) / losses.length;
    }

    /**
     * The gradient of the mean loss by the logits.
     *
     * @param batch rows
     * @param classes columns
     * @param probabilities what forward left
     * @param labels class numbers
     * @return the gradient
     */
    public static float[] gradInput(int batch, int classes, float[] probabilities, int[] labels) {
        float[] gradInput = new float[batch * classes];
        for (int i = 0; i < gradInput.length; i++) {
            boolean atLabel = i % classes == labels[i / classes];
            gradInput[i] = (atLabel ? probabilities[i] - 1 : probabilities[i]) / batch;
        }
        return gradInput;
    }
}
