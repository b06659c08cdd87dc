package io.github.lanewise.kernels;

import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.internal.loss.NegativeLogLikelihoodPasses;
import io.github.lanewise.kernels.internal.run.Arguments;

/**
 * The negative log-likelihood of labels under log-probabilities, such as those of a log-{@link Softmax}, and its gradient.
 * Options and vocabulary stand with {@link LossShape}. A plan is immutable and may be shared by threads.
 *
 * <pre>
 * input         batch × classes × positions    log-probabilities; nothing checks that they are
 * labels        batch × positions
 * classWeights  classes, or null where all are 1
 * loss          batch × positions, or one element, as the reduction says; gradLoss likewise
 * </pre>
 *
 * The definition is PyTorch's, in this order: the loss of a row is −(w[label] · input[label]), +0 where the label is the ignored
 * one. The losses of the rows are summed as in {@link SoftmaxCrossEntropy}, and a mean has the same divisor D: the sum of
 * w[label] over the rows that count, without class weights their number; a mean of no row that counts is NaN. gradInput[label] =
 * −(w[label] · g) / D, with g the gradient by the row's loss or by the mean or sum, and D = 1 but for a mean; all else is +0.
 */
public final class NegativeLogLikelihood {
    private final LossShape shape;
    private final NegativeLogLikelihoodPasses passes;

    private NegativeLogLikelihood(LossShape shape) {
        this.shape = shape;
        this.passes = new NegativeLogLikelihoodPasses(shape);
    }

    /**
     * Plans a negative log-likelihood.
     *
     * @param shape the shape and options
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     * @throws IllegalArgumentException if the shape is of another loss
     */
    public static NegativeLogLikelihood plan(LossShape shape) {
        long start = Verbose.start();
        Check.kind(shape, Kind.NEGATIVE_LOG_LIKELIHOOD);
        NegativeLogLikelihood plan = new NegativeLogLikelihood(shape);
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
     * Says how each method is run: tasks and scratch.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments a = new Arguments();
        return shape + " on " + Backend.name() + ": the only algorithm" + passes.forward().explain(a)
                + passes.backward().explain(a);
    }

    /**
     * Computes the loss. The same as the longer form with every offset 0.
     *
     * @param input batch × classes × positions
     * @param labels batch × positions
     * @param classWeights classes, or null
     * @param loss batch × positions, or one element, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, int[] labels, float[] classWeights, float[] loss, Scratch scratch,
            Parallel parallel) {
        forward(input, 0, labels, 0, classWeights, 0, loss, 0, scratch, parallel);
    }

    /**
     * Computes the loss.
     *
     * @param input batch × classes × positions
     * @param inputOffset where it begins
     * @param labels batch × positions
     * @param labelsOffset where they begin
     * @param classWeights classes, or null
     * @param classWeightsOffset where they begin
     * @param loss batch × positions, or one element, overwritten
     * @param lossOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label neither a class nor the ignored
     *         one, or the loss overlaps another array
     * @throws NullPointerException if anything but {@code classWeights} is null
     */
    public void forward(float[] input, int inputOffset, int[] labels, int labelsOffset, float[] classWeights,
            int classWeightsOffset, float[] loss, int lossOffset, Scratch scratch, Parallel parallel) {
        int counted = Check.labels(labels, labelsOffset, shape);
        int elements = shape.batch() * shape.classes() * shape.positions();
        Check.range("input", input, inputOffset, shape.batch(), shape.classes(), shape.positions());
        Check.range("loss", loss, lossOffset, shape.losses());
        Check.apart("loss", loss, lossOffset, shape.losses(), "input", input, inputOffset, elements);
        Check.classWeights(shape, classWeights, classWeightsOffset, "loss", loss, lossOffset, shape.losses());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.indices = labels;
            a.indicesOffset = labelsOffset;
            a.length = counted;
            a.weight = classWeights;
            a.weightOffset = classWeightsOffset;
            a.loss = loss;
            a.lossOffset = lossOffset;
            scratch.execute(passes.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param labels batch × positions
     * @param classWeights classes, or null
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradInput batch × classes × positions, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(int[] labels, float[] classWeights, float[] gradLoss, float[] gradInput, Scratch scratch,
            Parallel parallel) {
        backward(labels, 0, classWeights, 0, gradLoss, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param labels batch × positions
     * @param labelsOffset where they begin
     * @param classWeights classes, or null
     * @param classWeightsOffset where they begin
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradLossOffset where it begins
     * @param gradInput batch × classes × positions, overwritten
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label neither a class nor the ignored
     *         one, or gradInput overlaps another array
     * @throws NullPointerException if anything but {@code classWeights} is null
     */
    public void backward(int[] labels, int labelsOffset, float[] classWeights, int classWeightsOffset, float[] gradLoss,
            int gradLossOffset, float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        int counted = Check.labels(labels, labelsOffset, shape);
        int elements = shape.batch() * shape.classes() * shape.positions();
        Check.range("gradLoss", gradLoss, gradLossOffset, shape.losses());
        Check.range("gradInput", gradInput, gradInputOffset, shape.batch(), shape.classes(), shape.positions());
        Check.apart("gradInput", gradInput, gradInputOffset, elements, "gradLoss", gradLoss, gradLossOffset,
                shape.losses());
        Check.classWeights(shape, classWeights, classWeightsOffset, "gradInput", gradInput, gradInputOffset, elements);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
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
}
