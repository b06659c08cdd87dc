package io.github.lanewise.rivals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.PixelScale;
import io.github.lanewise.lenet.data.Dataset;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * An exported model in ONNX Runtime beside the network that it was made from, on the test images of a data set.
 *
 * @param version of ONNX Runtime
 * @param images how many
 * @param sameClass for how many of them both say the same class
 * @param correct for how many ONNX Runtime says the right one
 * @param largestDifference of a logit
 */
record OnnxComparison(String version, int images, int sameClass, int correct, double largestDifference) {
    /** The last batch is smaller, so that a model which takes but one size fails. */
    private static final int BATCH = 256;

    double accuracy() {
        return (double) correct / images;
    }

    static OnnxComparison run(Parameters parameters, byte[] model, Dataset data) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        int images = data.testLabels().length;
        int same = 0;
        int correct = 0;
        double largest = 0;
        try (OrtSession session = environment.createSession(model, new OrtSession.SessionOptions())) {
            Map<Integer, Network> networks = new HashMap<>();
            for (int begin = 0; begin < images; begin += BATCH) {
                int batch = Math.min(BATCH, images - begin);
                float[] pixels = pixels(data, parameters.inputSize(), begin, batch);
                float[][] theirs = theirs(environment, session, pixels, parameters.inputSize());
                float[] ours = ours(networks.computeIfAbsent(batch, size -> new Network(parameters, size,
                        new Scratch(), Parallel.serial())), pixels, parameters);
                for (int n = 0; n < batch; n++) {
                    float[] logits = new float[theirs[n].length];
                    System.arraycopy(ours, n * logits.length, logits, 0, logits.length);
                    same += likeliest(theirs[n]) == likeliest(logits) ? 1 : 0;
                    correct += likeliest(theirs[n]) == data.testLabels()[begin + n] ? 1 : 0;
                    largest = Math.max(largest, difference(theirs[n], logits));
                }
            }
        }
        return new OnnxComparison(environment.getVersion(), images, same, correct, largest);
    }

    /** Byte / 255, each image in the middle of its square. */
    private static float[] pixels(Dataset data, int size, int begin, int batch) {
        float[] pixels = new float[batch * size * size];
        int top = (size - data.rows()) / 2;
        int left = (size - data.columns()) / 2;
        int image = data.rows() * data.columns();
        for (int i = 0; i < batch * image; i++) {
            int row = top + i % image / data.columns();
            int column = left + i % data.columns();
            pixels[(i / image * size + row) * size + column] = (data.testImages()[begin * image + i] & 0xff) / 255f;
        }
        return pixels;
    }

    private static float[][] theirs(OrtEnvironment environment, OrtSession session, float[] pixels, int size)
            throws OrtException {
        long[] sizes = {pixels.length / (size * size), 1, size, size};
        try (OnnxTensor images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), sizes);
                OrtSession.Result result = session.run(Map.of("images", images))) {
            return (float[][]) result.get("logits").orElseThrow().getValue();
        }
    }

    private static float[] ours(Network network, float[] pixels, Parameters parameters) {
        PixelScale scale = parameters.pixelScale();
        float[] scaled = new float[pixels.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scale.background() + (scale.ink() - scale.background()) * pixels[i];
        }
        for (int n = 0; n < network.batch(); n++) {
            network.put(n, scaled, n * parameters.input().length(), 0);
        }
        network.forward();
        return network.logits();
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /** NaN differs from everything, without bound. */
    private static double difference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) a[i] - b[i]);
            largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
        }
        return largest;
    }
}
