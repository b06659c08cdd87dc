package io.github.lanewise.kernels;

import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.internal.loss.CrossEntropyPasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import java.util.Objects;

/**
 * The cross-entropy of logits against labels, with the softmax on the way, and its gradient. Options and vocabulary stand with
 * {@link LossShape}. Against probabilities of the classes there is {@link SoftmaxCrossEntropyOfProbabilities}. A plan is
 * immutable and may be shared by threads.
 *
 * <pre>
 * logits         batch × classes × positions
 * labels         batch × positions
 * classWeights   classes, or null where all are 1
 * probabilities  batch × classes × positions    the softmax: the workspace that forward leaves for backward
 * loss           batch × positions, or one element, as the reduction says; gradLoss likewise
 * </pre>
 *
 * Where a plan is made for {@link Layout#LANES}, what is batch × classes × positions below is ⌈batch / 16⌉ × classes ×
 * positions × 16, with the same bits.
 *
 * <p>The definition is PyTorch's. Let ε be the label smoothing, w the class weights, p the probabilities of a row. Its loss is −Σ
 * q[c]·ln p[c] over the classes, where q[c] = w[c]·((1 − ε)·t[c] + ε / classes), and t is 1 at its label and 0 elsewhere. A
 * row whose label is the ignored one has loss and gradient 0, whatever its logits. The mean divides the sum
 * of the losses by the sum of w[label] over the rows that count, without class weights by their number. A mean of no row that counts is NaN, and its gradient 0.
 *
 * <h2>Order of summation</h2>
 *
 * A sum over the classes has sixteen partial chains from +0; partial j takes the classes j, j + 16, … in order; and the tree
 * of {@link Conv2d}. exp and ln are this library's own, at most 2 ulp from the correctly rounded value.
 *
 * <ul>
 * <li><b>probabilities</b>: x being a row of logits, m its maximum (any NaN makes it NaN), d[c] = x[c] − m, e[c] = exp(d[c])
 * and s = Σ e, each term added: probabilities[c] = e[c] / s.
 * <li><b>q and Q</b>: without smoothing q[label] = Q = w[label], and q[c] = +0 elsewhere. With smoothing, kept = 1 − ε and share =
 * ε / classes: q[c] = share · w[c], Q = fma(kept, w[label], Σ q), each term added, and then q[label] = fma(kept, w[label],
 * q[label]).
 * <li><b>loss</b> of a row: fma(Q, ln s, −S). Without smoothing S = q[label] · d[label]; with smoothing S = Σ q·d by acc =
 * fma(q[c], d[c], acc). The losses of the rows (batch · positions of them, in order) are summed like a bias gradient of
 * {@link Dense}: pieces of 64 rows, sixteen partials, tree, pieces in order. A mean is that sum over the divisor D; the
 * weights w[label] that make up D are summed in the same order, +0 for a row that is ignored.
 * <li><b>gradInput</b>[c] = (fma(Q, probabilities[c], −q[c]) · g) / D, with g the gradient by the row's loss or by the mean or
 * sum, and D = 1 but for a mean; +0 where the row is ignored.
 * </ul>
 *
 * <p>NaN and infinite logits behave as in {@link Softmax}, and make the row's loss NaN; a logit of −∞ makes it +∞ where q is
 * greater than 0, and NaN where smoothing meets it with a weight of 0, as in PyTorch.
 */
public final class SoftmaxCrossEntropy {
    private final LossShape shape;
    private final Layout layout;
    private final CrossEntropyPasses passes;

    private SoftmaxCrossEntropy(LossShape shape, Layout layout) {
        this.shape = shape;
        this.layout = layout;
        this.passes = new CrossEntropyPasses(shape, layout);
    }

    /**
     * Plans a cross-entropy.
     *
     * @param shape the shape and options
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     * @throws IllegalArgumentException if the shape is of another loss
     */
    public static SoftmaxCrossEntropy plan(LossShape shape) {
        return plan(shape, Layout.NCHW);
    }

    /**
     * Plans a cross-entropy whose logits, probabilities and gradients have a given layout, the classes being the channels of images
     * of as many cells as positions. Labels and losses lie row after row.
     *
     * @param shape the shape and options
     * @param layout how batches lie in their arrays
     * @return the plan
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the shape is of another loss, or a batch in lanes too large for an array
     */
    public static SoftmaxCrossEntropy plan(LossShape shape, Layout layout) {
        long start = Verbose.start();
        Check.kind(shape, Kind.SOFTMAX_CROSS_ENTROPY);
        Objects.requireNonNull(layout, "layout");
        layout.length(shape.batch(), shape.classes() * shape.positions());
        SoftmaxCrossEntropy plan = new SoftmaxCrossEntropy(shape, layout);
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * Plans the mean over a batch with one label each.
     *
     * @param batch rows
     * @param classes columns
     * @return the plan
     * @throws IllegalArgumentException if a size is below 1 or the logits too many for an array
     */
    public static SoftmaxCrossEntropy plan(int batch, int classes) {
        return plan(LossShape.builder(Kind.SOFTMAX_CROSS_ENTROPY, batch, classes).build());
    }

    /**
     * The shape of this plan.
     *
     * @return the shape and options
     */
    public LossShape shape() {
        return shape;
    }

    /**
     * How logits, probabilities and gradients lie in their arrays.
     *
     * @return the layout
     */
    public Layout layout() {
        return layout;
    }

    /**
     * Says how each method is run: what stands in the lanes, tasks and scratch.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments a = new Arguments();
        return shape + " on " + Backend.name() + ": " + passes.reason() + passes.forward().explain(a)
                + passes.backward().explain(a);
    }

    /**
     * Computes loss and probabilities. The same as the longer form with every offset 0.
     *
     * @param logits batch × classes × positions
     * @param labels batch × positions
     * @param classWeights classes, or null
     * @param probabilities batch × classes × positions, overwritten; may be the logits themselves
     * @param loss batch × positions, or one element, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] logits, int[] labels, float[] classWeights, float[] probabilities, float[] loss,
            Scratch scratch, Parallel parallel) {
        forward(logits, 0, labels, 0, classWeights, 0, probabilities, 0, loss, 0, scratch, parallel);
    }

    /**
     * Computes loss and probabilities.
     *
     * @param logits batch × classes × positions
     * @param logitsOffset where they begin
     * @param labels batch × positions
     * @param labelsOffset where they begin
     * @param classWeights classes, or null
     * @param classWeightsOffset where they begin
     * @param probabilities batch × classes × positions, overwritten; may be the logits themselves
     * @param probabilitiesOffset where they begin
     * @param loss batch × positions, or one element, overwritten
     * @param lossOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label neither a class nor the ignored one, or an array that is written overlaps
     *         another, the probabilities the logits in part
     * @throws NullPointerException if anything but {@code classWeights} is null
     */
    public void forward(float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] classWeights,
            int classWeightsOffset, float[] probabilities, int probabilitiesOffset, float[] loss, int lossOffset,
            Scratch scratch, Parallel parallel) {
        int counted = Check.labels(labels, labelsOffset, shape);
        int elements = elements();
        int losses = shape.losses();
        checkElements("logits", logits, logitsOffset);
        checkElements("probabilities", probabilities, probabilitiesOffset);
        Check.range("loss", loss, lossOffset, losses);
        Check.sameOrApart("probabilities", probabilities, probabilitiesOffset, "logits", logits, logitsOffset,
                elements);
        Check.apart("loss", loss, lossOffset, losses, "logits", logits, logitsOffset, elements);
        Check.apart("loss", loss, lossOffset, losses, "probabilities", probabilities, probabilitiesOffset, elements);
        Check.classWeights(shape, classWeights, classWeightsOffset, "probabilities", probabilities, probabilitiesOffset,
                elements);
        Check.classWeights(shape, classWeights, classWeightsOffset, "loss", loss, lossOffset, losses);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = logits;
            a.inputOffset = logitsOffset;
            a.indices = labels;
            a.indicesOffset = labelsOffset;
            a.length = counted;
            a.weight = classWeights;
            a.weightOffset = classWeightsOffset;
            a.output = probabilities;
            a.outputOffset = probabilitiesOffset;
            a.loss = loss;
            a.lossOffset = lossOffset;
            scratch.execute(passes.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the logits. The same as the longer form with every offset 0.
     *
     * @param probabilities what forward wrote
     * @param labels batch × positions
     * @param classWeights classes, or null
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradInput batch × classes × positions, overwritten; may be the probabilities themselves
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(float[] probabilities, int[] labels, float[] classWeights, float[] gradLoss, float[] gradInput,
            Scratch scratch, Parallel parallel) {
        backward(probabilities, 0, labels, 0, classWeights, 0, gradLoss, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the logits.
     *
     * @param probabilities what forward wrote
     * @param probabilitiesOffset where they begin
     * @param labels batch × positions
     * @param labelsOffset where they begin
     * @param classWeights classes, or null
     * @param classWeightsOffset where they begin
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradLossOffset where it begins
     * @param gradInput batch × classes × positions, overwritten; may be the probabilities themselves
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label neither a class nor the ignored one, or gradInput overlaps another array,
     *         the probabilities in part
     * @throws NullPointerException if anything but {@code classWeights} is null
     */
    public void backward(float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset,
            float[] classWeights, int classWeightsOffset, float[] gradLoss, int gradLossOffset, float[] gradInput,
            int gradInputOffset, Scratch scratch, Parallel parallel) {
        int counted = Check.labels(labels, labelsOffset, shape);
        int elements = elements();
        checkElements("probabilities", probabilities, probabilitiesOffset);
        Check.range("gradLoss", gradLoss, gradLossOffset, shape.losses());
        checkElements("gradInput", gradInput, gradInputOffset);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "probabilities", probabilities, probabilitiesOffset,
                elements);
        Check.apart("gradInput", gradInput, gradInputOffset, elements, "gradLoss", gradLoss, gradLossOffset,
                shape.losses());
        Check.classWeights(shape, classWeights, classWeightsOffset, "gradInput", gradInput, gradInputOffset, elements);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.output = probabilities;
            a.outputOffset = probabilitiesOffset;
            a.indices = labels;
            a.indicesOffset = labelsOffset;
            a.length = counted;
            a.weight = classWeights;
            a.weightOffset = classWeightsOffset;
            a.gradOutput = gradLoss;
            a.gradOutputOffset = gradLossOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(passes.backward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    private int elements() {
        return layout.elements(shape.batch(), shape.classes() * shape.positions());
    }

    private void checkElements(String name, float[] array, int offset) {
        Check.range(name, array, offset, layout, shape.batch(), shape.classes(), shape.positions());
    }
}
