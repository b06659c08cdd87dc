package io.github.lanewise.lenet.report;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.data.Dataset;
import java.util.Arrays;

/** What each test image was taken for, and how sure the network was. */
record TestAnswers(int[] predicted, double[] confidence) {
    private static final int BATCH = 250;

    static TestAnswers of(Parameters parameters, Dataset dataset, Parallel parallel) {
        int count = dataset.testCount();
        TestAnswers answers = new TestAnswers(new int[count], new double[count]);
        Scratch scratch = new Scratch();
        for (int begin = 0; begin < count; begin += BATCH) {
            int batch = Math.min(BATCH, count - begin);
            Network network = new Network(parameters, batch, scratch, parallel);
            for (int i = 0; i < batch; i++) {
                network.put(i, input(parameters, dataset, begin + i), 0, dataset.testLabels()[begin + i]);
            }
            network.forward();
            float[] logits = network.logits();
            int classes = logits.length / batch;
            for (int i = 0; i < batch; i++) {
                answers.set(begin + i, Arrays.copyOfRange(logits, i * classes, (i + 1) * classes));
            }
        }
        return answers;
    }

    /** An image in the middle of the input. */
    private static float[] input(Parameters parameters, Dataset dataset, int image) {
        int size = parameters.inputSize();
        float background = parameters.pixelScale().background();
        float ink = parameters.pixelScale().ink() - background;
        float[] input = new float[size * size];
        Arrays.fill(input, background);
        int from = image * dataset.rows() * dataset.columns();
        int to = (size - dataset.rows()) / 2 * size + (size - dataset.columns()) / 2;
        for (int row = 0; row < dataset.rows(); row++) {
            for (int column = 0; column < dataset.columns(); column++) {
                int pixel = dataset.testImages()[from + row * dataset.columns() + column] & 0xff;
                input[to + row * size + column] = background + ink * pixel / 255f;
            }
        }
        return input;
    }

    private void set(int image, float[] logits) {
        int best = 0;
        for (int c = 1; c < logits.length; c++) {
            best = logits[c] > logits[best] ? c : best;
        }
        double sum = 0;
        for (float logit : logits) {
            sum += StrictMath.exp(logit - logits[best]);
        }
        predicted[image] = best;
        confidence[image] = 1 / sum;
    }
}
