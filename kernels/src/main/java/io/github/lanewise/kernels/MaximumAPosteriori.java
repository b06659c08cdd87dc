package io.github.lanewise.kernels;

import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.internal.loss.CrossEntropyPasses;
import io.github.lanewise.kernels.internal.run.Arguments;

/**
 * LeNet-5's discriminative loss over the outputs of {@link RadialBasis}, and its gradient. An output y[c] is the penalty of a
 * class, its squared distance to the input. The loss of a row with label D is
 *
 * <pre>
 * y[D] + ln(e^−j + Σ e^−y[c])
 * </pre>
 *
 * with a constant j &gt; 0 ({@link LossShape#rubbish}), the penalty of a "rubbish" class that no label names: it keeps penalties
 * that are large already from being pushed further. With the mean, this is equation 9 of Y. LeCun, L. Bottou, Y. Bengio, P.
 * Haffner, "Gradient-based learning applied to document recognition", Proceedings of the IEEE, 1998.
 *
 * <pre>
 * input          batch × classes × positions    penalties
 * labels         batch × positions
 * probabilities  batch × classes × positions    the workspace that forward leaves for backward: e^−y[c] / (e^−j + Σ e^−y)
 * loss           batch × positions, or one element, as the reduction says; gradLoss likewise
 * </pre>
 *
 * Options and vocabulary stand with {@link LossShape}. A plan is immutable and may be shared by threads.
 *
 * <h2>Order of summation</h2>
 *
 * That of a {@link SoftmaxCrossEntropy} without class weights and smoothing, of the logits −y[c] and, as the class behind the
 * last, −j: m is the maximum of them all, d[c] = −y[c] − m, e[c] = exp(d[c]), e[classes] = exp(−j − m), and s the sum of the
 * classes + 1 terms by sixteen partials and tree. probabilities[c] = e[c] / s. The loss of a row is ln(s) − d[D]. gradInput[c] =
 * (probabilities[c] · −g) / D', at the label ((probabilities[D] − 1) · −g) / D', with g the gradient by the row's loss or by the
 * mean or sum, and D' the number of rows that count for a mean, else 1. Rows with the ignored label have loss and gradient +0.
 */
public final class MaximumAPosteriori {
    private final LossShape shape;
    private final CrossEntropyPasses passes;

    private MaximumAPosteriori(LossShape shape) {
        this.shape = shape;
        this.passes = new CrossEntropyPasses(shape);
    }

    /**
     * Plans the loss.
     *
     * @param shape the shape and options
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     * @throws IllegalArgumentException if the shape is of another loss
     */
    public static MaximumAPosteriori plan(LossShape shape) {
        long start = Verbose.start();
        Check.kind(shape, Kind.MAXIMUM_A_POSTERIORI);
        MaximumAPosteriori plan = new MaximumAPosteriori(shape);
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
     * @param input batch × classes × positions
     * @param labels batch × positions
     * @param probabilities batch × classes × positions, overwritten; may be the input itself
     * @param loss batch × positions, or one element, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, int[] labels, float[] probabilities, float[] loss, Scratch scratch,
            Parallel parallel) {
        forward(input, 0, labels, 0, probabilities, 0, loss, 0, scratch, parallel);
    }

    /**
     * Computes loss and probabilities.
     *
     * @param input batch × classes × positions
     * @param inputOffset where it begins
     * @param labels batch × positions
     * @param labelsOffset where they begin
     * @param probabilities batch × classes × positions, overwritten; may be the input itself
     * @param probabilitiesOffset where they begin
     * @param loss batch × positions, or one element, overwritten
     * @param lossOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label neither a class nor the ignored
     *         one, or an array that is written overlaps another, the probabilities the input in part
     * @throws NullPointerException if anything is null
     */
    public void forward(float[] input, int inputOffset, int[] labels, int labelsOffset, float[] probabilities,
            int probabilitiesOffset, float[] loss, int lossOffset, Scratch scratch, Parallel parallel) {
        int counted = Check.labels(labels, labelsOffset, shape);
        checkElements("input", input, inputOffset);
        checkElements("probabilities", probabilities, probabilitiesOffset);
        Check.range("loss", loss, lossOffset, shape.losses());
        Check.sameOrApart("probabilities", probabilities, probabilitiesOffset, "input", input, inputOffset,
                elements());
        Check.apart("loss", loss, lossOffset, shape.losses(), "input", input, inputOffset, elements());
        Check.apart("loss", loss, lossOffset, shape.losses(), "probabilities", probabilities, probabilitiesOffset,
                elements());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.indices = labels;
            a.indicesOffset = labelsOffset;
            a.length = counted;
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
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param probabilities what forward wrote
     * @param labels batch × positions
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradInput batch × classes × positions, overwritten; may be the probabilities themselves
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(float[] probabilities, int[] labels, float[] gradLoss, float[] gradInput, Scratch scratch,
            Parallel parallel) {
        backward(probabilities, 0, labels, 0, gradLoss, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param probabilities what forward wrote
     * @param probabilitiesOffset where they begin
     * @param labels batch × positions
     * @param labelsOffset where they begin
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradLossOffset where it begins
     * @param gradInput batch × classes × positions, overwritten; may be the probabilities themselves
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, a label neither a class nor the ignored
     *         one, or gradInput overlaps another array, the probabilities in part
     * @throws NullPointerException if anything is null
     */
    public void backward(float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset,
            float[] gradLoss, int gradLossOffset, float[] gradInput, int gradInputOffset, Scratch scratch,
            Parallel parallel) {
        int counted = Check.labels(labels, labelsOffset, shape);
        checkElements("probabilities", probabilities, probabilitiesOffset);
        Check.range("gradLoss", gradLoss, gradLossOffset, shape.losses());
        checkElements("gradInput", gradInput, gradInputOffset);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "probabilities", probabilities, probabilitiesOffset,
                elements());
        Check.apart("gradInput", gradInput, gradInputOffset, elements(), "gradLoss", gradLoss, gradLossOffset,
                shape.losses());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.output = probabilities;
            a.outputOffset = probabilitiesOffset;
            a.indices = labels;
            a.indicesOffset = labelsOffset;
            a.length = counted;
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
