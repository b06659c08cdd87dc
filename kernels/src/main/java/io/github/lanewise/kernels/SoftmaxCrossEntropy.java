package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.dense.SoftmaxPasses;
import io.github.lanewise.kernels.internal.run.Arguments;

/**
 * The mean cross-entropy of a batch of logits against class numbers, with the softmax on the way, and its gradient.
 *
 * <pre>
 * logits         batch × classes
 * labels         batch, each 0 to classes − 1
 * probabilities  batch × classes   (the workspace that forward leaves for backward)
 * loss           mean over n of −ln probabilities[n, labels[n]]
 * </pre>
 *
 * <h2>Order of summation</h2>
 *
 * For a row x of logits: m is its maximum (any NaN makes it NaN); e[c] = exp(x[c] − m); their sum s has sixteen partial
 * chains from +0, partial j adding e[j], e[j + 16], … in order, and the tree of {@link Conv2d}; probabilities[c] = e[c] /
 * s; the row's loss is ln(s) − (x[label] − m). The losses of the rows are summed like a bias gradient of {@link Dense}
 * (pieces of 64 rows, sixteen partials, tree, pieces in order), and the sum is divided by the batch. gradInput[n, c] =
 * (probabilities[n, c] − 1) / batch at the label and probabilities[n, c] / batch elsewhere. The exponential and the
 * logarithm are this library's own, at most 2 ulp from the correctly rounded value.
 */
public final class SoftmaxCrossEntropy {
    private final int batch;
    private final int classes;
    private final SoftmaxPasses passes;

    private SoftmaxCrossEntropy(int batch, int classes) {
        this.batch = Check.positive("batch", batch);
        this.classes = Check.positive("classes", classes);
        Check.elements("logits", batch, classes);
        this.passes = new SoftmaxPasses(batch, classes);
    }

    /**
     * Plans the loss of a batch.
     *
     * @param batch rows
     * @param classes columns
     * @return the plan
     * @throws IllegalArgumentException if a size is below 1 or the logits too many for an array
     */
    public static SoftmaxCrossEntropy plan(int batch, int classes) {
        long start = Verbose.start();
        SoftmaxCrossEntropy plan = new SoftmaxCrossEntropy(batch, classes);
        Verbose.planned("softmax_cross_entropy:mb" + batch + "ic" + classes, "", start);
        return plan;
    }

    /**
     * Computes the mean loss, and the probabilities.
     *
     * @param logits batch × classes
     * @param logitsOffset where they begin
     * @param labels batch class numbers
     * @param labelsOffset where they begin
     * @param probabilities batch × classes, overwritten; may be the logits themselves
     * @param probabilitiesOffset where they begin
     * @param scratch temporary memory
     * @param parallel where to run
     * @return the mean loss
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label outside the classes, or the
     *         probabilities overlap the logits in part
     * @throws NullPointerException if anything is null
     */
    public float forward(float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] probabilities,
            int probabilitiesOffset, Scratch scratch, Parallel parallel) {
        Check.range("logits", logits, logitsOffset, batch, classes);
        checkLabels(labels, labelsOffset);
        Check.range("probabilities", probabilities, probabilitiesOffset, batch, classes);
        if (logitsOffset != probabilitiesOffset) {
            Check.apart("probabilities", probabilities, probabilitiesOffset, batch * classes, "logits", logits,
                    logitsOffset, batch * classes);
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = logits;
            a.inputOffset = logitsOffset;
            a.indices = labels;
            a.indicesOffset = labelsOffset;
            a.output = probabilities;
            a.outputOffset = probabilitiesOffset;
            scratch.execute(passes.forward(), a, parallel);
            return passes.meanLoss(a);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient of the mean loss by the logits.
     *
     * @param probabilities what forward wrote
     * @param probabilitiesOffset where they begin
     * @param labels batch class numbers
     * @param labelsOffset where they begin
     * @param gradInput batch × classes, overwritten; may be the probabilities themselves
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label outside the classes, or
     *         gradInput overlaps the probabilities in part
     * @throws NullPointerException if anything is null
     */
    public void backward(float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset,
            float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        Check.range("probabilities", probabilities, probabilitiesOffset, batch, classes);
        checkLabels(labels, labelsOffset);
        Check.range("gradInput", gradInput, gradInputOffset, batch, classes);
        if (gradInputOffset != probabilitiesOffset) {
            Check.apart("gradInput", gradInput, gradInputOffset, batch * classes, "probabilities", probabilities,
                    probabilitiesOffset, batch * classes);
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.output = probabilities;
            a.outputOffset = probabilitiesOffset;
            a.indices = labels;
            a.indicesOffset = labelsOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(passes.backward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void checkLabels(int[] labels, int offset) {
        Check.range("labels", labels, offset, batch);
        for (int i = offset; i < offset + batch; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "labels[" + i + "] is " + labels[i] + "; expected 0 to " + (classes - 1));
            }
        }
    }
}
