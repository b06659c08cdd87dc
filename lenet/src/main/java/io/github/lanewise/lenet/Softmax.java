package io.github.lanewise.lenet;

/** Logits as probabilities, for people to read: in double and with {@link StrictMath}, the same on every machine. */
public final class Softmax {
    private Softmax() {}

    /**
     * The softmax: exp(x − largest) over the sum of these.
     *
     * @param logits
     *            holds them
     * @param offset
     *            where they begin
     * @param classes
     *            how many they are
     * @return the probabilities
     */
    public static double[] of(float[] logits, int offset, int classes) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, logits[offset + i]);
        }
        double[] probabilities = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            probabilities[i] = StrictMath.exp(logits[offset + i] - largest);
            sum += probabilities[i];
        }
        for (int i = 0; i < classes; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /**
     * The likeliest class.
     *
     * @param probabilities
     *            one a class
     * @return the place of the largest, the first of equal ones
     */
    public static int largest(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }
}
