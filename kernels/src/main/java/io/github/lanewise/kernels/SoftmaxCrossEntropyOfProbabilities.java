package io.github.lanewise.kernels;

import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.internal.loss.CrossEntropyPasses;
import io.github.lanewise.kernels.internal.run.Arguments;

/**
 * The cross-entropy of logits against probabilities of the classes, with the softmax on the way, and its gradient: a {@link
 * SoftmaxCrossEntropy} whose targets need not be labels. Options and vocabulary stand with {@link LossShape}; no row is ignored.
 * A plan is immutable and may be shared by threads.
 *
 * <pre>
 * logits         batch × classes × positions
 * targets        batch × classes × positions    a probability each; nothing checks that they add up to 1
 * classWeights   classes, or null where all are 1
 * probabilities  batch × classes × positions    the softmax: the workspace that forward leaves for backward
 * loss           batch × positions, or one element, as the reduction says; gradLoss likewise
 * </pre>
 *
 * The definition is PyTorch's. Let ε be the label smoothing, w the class weights, t the targets and p the probabilities of a
 * row. Its loss is −Σ q[c]·ln p[c] over the classes, where q[c] = w[c]·((1 − ε)·t[c] + ε / classes). The mean divides the sum of
 * the losses by batch · positions, whatever the weights.
 *
 * <h2>Order of summation</h2>
 *
 * That of a {@link SoftmaxCrossEntropy} with smoothing, but for the weights: q[c] = w[c] · t[c], with smoothing w[c] · fma(1 − ε,
 * t[c], ε / classes), and Q = Σ q by sixteen partials and tree, each term added. So the loss of a row is fma(Q, ln s, −S) with S =
 * Σ q·d, and gradInput[c] = (fma(Q, probabilities[c], −q[c]) · g) / D with D = batch · positions for a mean, else 1.
 *
 * <p>NaN and infinite logits behave as there; a logit of −∞ makes the loss of its row +∞ where q is greater than 0, and NaN where
 * it is 0.
 */
public final class SoftmaxCrossEntropyOfProbabilities {
    private final LossShape shape;
    private final CrossEntropyPasses passes;

    private SoftmaxCrossEntropyOfProbabilities(LossShape shape) {
        this.shape = shape;
        this.passes = new CrossEntropyPasses(shape);
    }

    /**
     * Plans a cross-entropy.
     *
     * @param shape the shape and options
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     * @throws IllegalArgumentException if the shape is of another loss
     */
    public static SoftmaxCrossEntropyOfProbabilities plan(LossShape shape) {
        long start = Verbose.start();
        Check.kind(shape, Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES);
        SoftmaxCrossEntropyOfProbabilities plan = new SoftmaxCrossEntropyOfProbabilities(shape);
        Verbose.planned(shape, "", start);
        return plan;
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
     * @param targets batch × classes × positions
     * @param classWeights classes, or null
     * @param probabilities batch × classes × positions, overwritten; may be the logits themselves
     * @param loss batch × positions, or one element, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] logits, float[] targets, float[] classWeights, float[] probabilities, float[] loss,
            Scratch scratch, Parallel parallel) {
        forward(logits, 0, targets, 0, classWeights, 0, probabilities, 0, loss, 0, scratch, parallel);
    }

    /**
     * Computes loss and probabilities.
     *
     * @param logits batch × classes × positions
     * @param logitsOffset where they begin
     * @param targets batch × classes × positions
     * @param targetsOffset where they begin
     * @param classWeights classes, or null
     * @param classWeightsOffset where they begin
     * @param probabilities batch × classes × positions, overwritten; may be the logits themselves
     * @param probabilitiesOffset where they begin
     * @param loss batch × positions, or one element, overwritten
     * @param lossOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or an array that is written overlaps
     *         another, the probabilities the logits in part
     * @throws NullPointerException if anything but {@code classWeights} is null
     */
    public void forward(float[] logits, int logitsOffset, float[] targets, int targetsOffset, float[] classWeights,
            int classWeightsOffset, float[] probabilities, int probabilitiesOffset, float[] loss, int lossOffset,
            Scratch scratch, Parallel parallel) {
        checkElements("targets", targets, targetsOffset);
        int elements = elements();
        int losses = shape.losses();
        checkElements("logits", logits, logitsOffset);
        checkElements("probabilities", probabilities, probabilitiesOffset);
        Check.range("loss", loss, lossOffset, losses);
        Check.sameOrApart("probabilities", probabilities, probabilitiesOffset, "logits", logits, logitsOffset,
                elements);
        Check.apart("loss", loss, lossOffset, losses, "logits", logits, logitsOffset, elements);
        Check.apart("loss", loss, lossOffset, losses, "probabilities", probabilities, probabilitiesOffset, elements);
        Check.apart("probabilities", probabilities, probabilitiesOffset, elements, "targets", targets, targetsOffset,
                elements);
        Check.apart("loss", loss, lossOffset, losses, "targets", targets, targetsOffset, elements);
        Check.classWeights(shape, classWeights, classWeightsOffset, "probabilities", probabilities, probabilitiesOffset,
                elements);
        Check.classWeights(shape, classWeights, classWeightsOffset, "loss", loss, lossOffset, losses);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = logits;
            a.inputOffset = logitsOffset;
            a.target = targets;
            a.targetOffset = targetsOffset;
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
     * @param targets batch × classes × positions
     * @param classWeights classes, or null
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradInput batch × classes × positions, overwritten; may be the probabilities or the targets themselves
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(float[] probabilities, float[] targets, float[] classWeights, float[] gradLoss,
            float[] gradInput,
            Scratch scratch, Parallel parallel) {
        backward(probabilities, 0, targets, 0, classWeights, 0, gradLoss, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the logits.
     *
     * @param probabilities what forward wrote
     * @param probabilitiesOffset where they begin
     * @param targets batch × classes × positions
     * @param targetsOffset where they begin
     * @param classWeights classes, or null
     * @param classWeightsOffset where they begin
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradLossOffset where it begins
     * @param gradInput batch × classes × positions, overwritten; may be the probabilities or the targets themselves
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradInput overlaps another array,
     *         the probabilities or the targets in part
     * @throws NullPointerException if anything but {@code classWeights} is null
     */
    public void backward(float[] probabilities, int probabilitiesOffset, float[] targets, int targetsOffset,
            float[] classWeights, int classWeightsOffset, float[] gradLoss, int gradLossOffset, float[] gradInput,
            int gradInputOffset, Scratch scratch, Parallel parallel) {
        checkElements("targets", targets, targetsOffset);
        int elements = elements();
        checkElements("probabilities", probabilities, probabilitiesOffset);
        Check.range("gradLoss", gradLoss, gradLossOffset, shape.losses());
        checkElements("gradInput", gradInput, gradInputOffset);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "probabilities", probabilities, probabilitiesOffset,
                elements);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "targets", targets, targetsOffset, elements);
        Check.apart("gradInput", gradInput, gradInputOffset, elements, "gradLoss", gradLoss, gradLossOffset,
                shape.losses());
        Check.classWeights(shape, classWeights, classWeightsOffset, "gradInput", gradInput, gradInputOffset, elements);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.output = probabilities;
            a.outputOffset = probabilitiesOffset;
            a.target = targets;
            a.targetOffset = targetsOffset;
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
        return shape.batch() * shape.classes() * shape.positions();
    }

    private void checkElements(String name, float[] array, int offset) {
        Check.range(name, array, offset, shape.batch(), shape.classes(), shape.positions());
    }
}
