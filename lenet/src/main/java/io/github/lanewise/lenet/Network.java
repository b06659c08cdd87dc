package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.List;

/**
 * A network at work on batches of one size: plans, activations and gradients, all made once. Fill {@link #input} and
 * {@link #labels}, then call {@link #forward} and {@link #backward}. Networks of several batch sizes may share their
 * {@link Parameters}. Not for several threads at a time; the threads inside are those of the {@link Parallel}.
 */
public final class Network {
    private final int batch;
    private final Parameters parameters;
    private final Scratch scratch;
    private final Parallel parallel;
    private final List<Layer> layers = new ArrayList<>();
    /** What goes into each layer, and behind the last what comes out. */
    private final List<float[]> activations = new ArrayList<>();
    /** Gradients by the same; null as long as no layer before has parameters, so none by the images. */
    private final List<float[]> gradients = new ArrayList<>();
    private final SoftmaxCrossEntropy loss;
    private final float[] meanLoss = new float[1];
    private final float[] gradLoss = {1};
    private final float[] probabilities;
    private final int[] labels;

    /**
     * Makes everything a batch needs.
     *
     * @param parameters
     *            the weights, shared
     * @param batch
     *            images of a batch
     * @param scratch
     *            temporary memory, which networks that run one after the other may share
     * @param parallel
     *            where to run
     */
    public Network(Parameters parameters, int batch, Scratch scratch, Parallel parallel) {
        this.batch = batch;
        this.parameters = parameters;
        this.scratch = scratch;
        this.parallel = parallel;
        Shape shape = parameters.input();
        activations.add(new float[batch * shape.length()]);
        gradients.add(null);
        for (LayerSpec spec : parameters.layers()) {
            Shape output = spec.output(shape);
            add(layer(spec, shape, batch * output.length()), batch * output.length());
            shape = output;
        }
        loss = SoftmaxCrossEntropy.plan(batch, shape.length());
        probabilities = new float[batch * shape.length()];
        labels = new int[batch];
    }

    /** Behind another that works in place, a layer must not: it would overwrite what that one needs on the way back. */
    private void add(Layer layer, int outputLength) {
        boolean inPlace = layer.inPlace() && !layers.isEmpty() && !layers.getLast().inPlace();
        boolean wantsGradient = layer.trained() || gradients.getLast() != null;
        layers.add(layer);
        activations.add(inPlace ? activations.getLast() : new float[outputLength]);
        gradients.add(inPlace ? gradients.getLast() : wantsGradient ? new float[outputLength] : null);
    }

    private Layer layer(LayerSpec spec, Shape input, int outputLength) {
        return switch (spec) {
            case LayerSpec.Convolution c -> new Layer.Convolution(Conv2d.plan(c.shape(batch, input)), parameters,
                    c.name(), scratch, parallel);
            case LayerSpec.Activate a -> new Layer.Activate(a.activation(), outputLength, scratch, parallel);
            case LayerSpec.Pooling p -> new Layer.Pooling(Pool2d.plan(p.shape(batch, input)), outputLength, scratch,
                    parallel);
            case LayerSpec.Dense d -> new Layer.Dense(
                    io.github.lanewise.kernels.Dense.plan(new DenseShape(batch, input.length(), d.outFeatures())),
                    parameters, d.name(), scratch, parallel);
        };
    }

    /**
     * Images of a batch.
     *
     * @return the batch size
     */
    public int batch() {
        return batch;
    }

    /**
     * The images of the next batch, to be filled: batch × channels × height × width, for a model batch × 1 × size × size.
     *
     * @return the input
     */
    public float[] input() {
        return activations.getFirst();
    }

    /**
     * The classes of the next batch, to be filled.
     *
     * @return one label an image
     */
    public int[] labels() {
        return labels;
    }

    /**
     * The logits of the last batch.
     *
     * @return batch × classes
     */
    public float[] logits() {
        return activations.getLast();
    }

    /**
     * Computes logits and loss.
     *
     * @return the mean loss of the batch
     */
    public float forward() {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(activations.get(i), activations.get(i + 1));
        }
        loss.forward(logits(), labels, null, probabilities, meanLoss, scratch, parallel);
        return meanLoss[0];
    }

    /** Computes the gradients of the parameters, after {@link #forward}. */
    public void backward() {
        loss.backward(probabilities, labels, null, gradLoss, gradients.getLast(), scratch, parallel);
        for (int i = layers.size() - 1; i >= 0 && gradients.get(i + 1) != null; i--) {
            layers.get(i).backward(activations.get(i), activations.get(i + 1), gradients.get(i + 1), gradients.get(i));
        }
    }

    /**
     * Counts the images of the last batch whose largest logit is that of their label (the first of equal ones).
     *
     * @return 0 to batch
     */
    public int correct() {
        int classes = probabilities.length / batch;
        int correct = 0;
        for (int n = 0; n < batch; n++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (logits()[n * classes + c] > logits()[n * classes + best]) {
                    best = c;
                }
            }
            correct += best == labels[n] ? 1 : 0;
        }
        return correct;
    }
}
