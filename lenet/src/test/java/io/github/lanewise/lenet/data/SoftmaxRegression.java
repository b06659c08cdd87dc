package io.github.lanewise.lenet.data;

/** A linear classifier, trained by plain stochastic gradient descent, one image a step. */
final class SoftmaxRegression {
    private static final int CLASSES = 10;
    private final int pixels;
    private final float[][] weight;
    private final float[] bias = new float[CLASSES];

    SoftmaxRegression(int pixels) {
        this.pixels = pixels;
        weight = new float[CLASSES][pixels];
    }

    void trainEpoch(byte[] images, byte[] labels, float rate) {
        float[] input = new float[pixels];
        for (int i = 0; i < labels.length; i++) {
            read(images, i, input);
            float[] probability = probabilities(input);
            probability[labels[i]] -= 1;
            for (int c = 0; c < CLASSES; c++) {
                float step = rate * probability[c];
                bias[c] -= step;
                float[] row = weight[c];
                for (int p = 0; p < pixels; p++) {
                    row[p] -= step * input[p];
                }
            }
        }
    }

    double accuracy(byte[] images, byte[] labels) {
        float[] input = new float[pixels];
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            read(images, i, input);
            float[] probability = probabilities(input);
            int best = 0;
            for (int c = 1; c < CLASSES; c++) {
                best = probability[c] > probability[best] ? c : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    private void read(byte[] images, int image, float[] input) {
        for (int p = 0; p < pixels; p++) {
            input[p] = (images[image * pixels + p] & 0xff) / 255f;
        }
    }

    private float[] probabilities(float[] input) {
        float[] result = new float[CLASSES];
        float sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            float logit = bias[c];
            float[] row = weight[c];
            for (int p = 0; p < pixels; p++) {
                logit += row[p] * input[p];
            }
            result[c] = (float) StrictMath.exp(logit);
            sum += result[c];
        }
        for (int c = 0; c < CLASSES; c++) {
            result[c] /= sum;
        }
        return result;
    }
}
