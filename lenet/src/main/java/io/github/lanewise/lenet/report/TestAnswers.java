package io.github.lanewise.lenet.report;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.data.Dataset;

/** What each test image was taken for, and how sure the network was. */
record TestAnswers(int[] predicted, double[] confidence) {
    static TestAnswers of(Parameters parameters, Dataset dataset, Parallel parallel) {
        int count = dataset.testCount();
        int size = parameters.inputSize();
        int[] predicted = new int[count];
        double[] confidence = new double[count];
        Scratch scratch = new Scratch();
        int batch = 250;
        for (int done = 0; done < count; done += batch) {
            int n = Math.min(batch, count - done);
            Network network = new Network(parameters, n, scratch, parallel);
            float[] image = new float[size * size];
            float background = parameters.pixelScale().background();
            java.util.Arrays.fill(image, background);
            float span = parameters.pixelScale().ink() - background;
            int area = dataset.rows() * dataset.columns();
            for (int i = 0; i < n; i++) {
                for (int p = 0; p < area; p++) {
                    int row = p / dataset.columns() + (size - dataset.rows()) / 2;
                    image[row * size + p % dataset.columns() + (size - dataset.columns())
                            / 2] = background + span * (dataset.testImages()[(done + i) * area + p] & 0xff) / 255f;
                }
                network.put(i, image, 0, dataset.testLabels()[done + i]);
            }
            network.forward();
            float[] logits = network.logits();
            for (int i = 0; i < n; i++) {
                int best = 0;
                double sum = 0;
                for (int c = 1; c < 10; c++) {
                    best = logits[i * 10 + c] > logits[i * 10 + best] ? c : best;
                }
                for (int c = 0; c < 10; c++) {
                    sum += StrictMath.exp(logits[i * 10 + c] - logits[i * 10 + best]);
                }
                predicted[done + i] = best;
                confidence[done + i] = 1 / sum;
            }
        }
        return new TestAnswers(predicted, confidence);
    }
}
