package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.loss.SquaredErrorPasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import java.util.Objects;

/**
 * The squared error of an input against a target, its mean by default, and its gradient. A plan is immutable and may be shared by
 * threads.
 *
 * <pre>
 * input, target  length elements of any shape
 * loss           mean or sum of (input − target)², one element; or each of them, length elements
 * </pre>
 *
 * <h2>Order of summation</h2>
 *
 * d = input[i] − target[i], rounded.
 *
 * <ul>
 * <li><b>loss</b>: without reduction d · d. Else the elements are cut into pieces of 8192 (the last may be shorter). Within a
 * piece sixteen partial chains start from +0; partial j takes the elements i of the piece with i mod 16 = j, ascending: acc =
 * fma(d, d, acc). The partials are added by the tree of {@link Conv2d}, and the sums of the pieces in order. A mean divides that
 * by the length.
 * <li><b>gradInput</b>[i] = (d · (g + g)) / length for a mean, d · (g + g) for a sum, and d · (g[i] + g[i]) without reduction; g
 * is gradLoss. The gradient by the target is its negative.
 * </ul>
 */
public final class MeanSquaredError {
    private final SquaredErrorShape shape;
    private final SquaredErrorPasses passes;

    private MeanSquaredError(SquaredErrorShape shape) {
        this.shape = shape;
        this.passes = new SquaredErrorPasses(shape);
    }

    /**
     * Plans a squared error.
     *
     * @param shape the shape
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     */
    public static MeanSquaredError plan(SquaredErrorShape shape) {
        long start = Verbose.start();
        MeanSquaredError plan = new MeanSquaredError(Objects.requireNonNull(shape, "shape"));
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public SquaredErrorShape shape() {
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
     * @param input length elements
     * @param target length elements
     * @param loss length elements, or one, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, float[] target, float[] loss, Scratch scratch, Parallel parallel) {
        forward(input, 0, target, 0, loss, 0, scratch, parallel);
    }

    /**
     * Computes the loss.
     *
     * @param input length elements
     * @param inputOffset where it begins
     * @param target length elements
     * @param targetOffset where it begins
     * @param loss length elements, or one, overwritten
     * @param lossOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the loss overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void forward(float[] input, int inputOffset, float[] target, int targetOffset, float[] loss, int lossOffset,
            Scratch scratch, Parallel parallel) {
        int length = shape.length();
        Check.range("input", input, inputOffset, length);
        Check.range("target", target, targetOffset, length);
        Check.range("loss", loss, lossOffset, shape.losses());
        Check.apart("loss", loss, lossOffset, shape.losses(), "input", input, inputOffset, length);
        Check.apart("loss", loss, lossOffset, shape.losses(), "target", target, targetOffset, length);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.target = target;
            a.targetOffset = targetOffset;
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
     * @param input length elements
     * @param target length elements
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradInput length elements, overwritten; may be the input or the target itself
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(float[] input, float[] target, float[] gradLoss, float[] gradInput, Scratch scratch,
            Parallel parallel) {
        backward(input, 0, target, 0, gradLoss, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param input length elements
     * @param inputOffset where it begins
     * @param target length elements
     * @param targetOffset where it begins
     * @param gradLoss the gradient by the loss, as many elements as the loss
     * @param gradLossOffset where it begins
     * @param gradInput length elements, overwritten; may be the input or the target itself
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradInput overlaps gradLoss, or the
     *         input or the target in part
     * @throws NullPointerException if anything is null
     */
    public void backward(float[] input, int inputOffset, float[] target, int targetOffset, float[] gradLoss,
            int gradLossOffset, float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        int length = shape.length();
        Check.range("input", input, inputOffset, length);
        Check.range("target", target, targetOffset, length);
        Check.range("gradLoss", gradLoss, gradLossOffset, shape.losses());
        Check.range("gradInput", gradInput, gradInputOffset, length);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "input", input, inputOffset, length);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "target", target, targetOffset, length);
        Check.apart("gradInput", gradInput, gradInputOffset, length, "gradLoss", gradLoss, gradLossOffset,
                shape.losses());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.target = target;
            a.targetOffset = targetOffset;
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
