package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.softmax.SoftmaxPasses;
import java.util.Objects;

/**
 * A softmax or log-softmax over one axis of an array, and its gradient from its own output. Layouts and vocabulary stand with
 * {@link SoftmaxShape}. A plan is immutable and may be shared by threads.
 *
 * <h2>Order of summation</h2>
 *
 * A row is one place of the outer and inner axes with all its classes; x its input, y its output, g its gradOutput. A sum over
 * the classes has sixteen partial chains from +0; partial j takes the classes j, j + 16, … in order; and the tree of {@link
 * Conv2d}. exp and ln are this library's own, at most 2 ulp from the correctly rounded value.
 *
 * <ul>
 * <li><b>forward</b>: m is the maximum of x. <b>Softmax</b>: e[c] = exp(x[c] − m), s = Σ e, each term added; output[c] = e[c]
 * / s. <b>Log-softmax</b>: output[c] = (x[c] − m) − ln s, with the same s.
 * <li><b>backward</b>: softmax: t = Σ g·y by acc = fma(y[c], g[c], acc); gradInput[c] = y[c] · (g[c] − t). Log-softmax: t = Σ
 * g, each term added; gradInput[c] = fma(−exp(y[c]), t, g[c]).
 * </ul>
 *
 * <h2>NaN and infinities</h2>
 *
 * As in PyTorch: a NaN or a +∞ in a row, or nothing but −∞, makes every output of the row NaN. A −∞ beside a finite x has
 * probability +0 and logarithm −∞. (For a logarithm, a NaN stays among the outputs of its row too, since s is NaN.)
 */
public final class Softmax {
    private final SoftmaxShape shape;
    private final SoftmaxPasses passes;
    private final int length;

    private Softmax(SoftmaxShape shape) {
        this.shape = shape;
        this.passes = new SoftmaxPasses(shape);
        this.length = shape.outer() * shape.classes() * shape.inner();
    }

    /**
     * Plans a softmax.
     *
     * @param shape the shape
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     */
    public static Softmax plan(SoftmaxShape shape) {
        long start = Verbose.start();
        Softmax plan = new Softmax(Objects.requireNonNull(shape, "shape"));
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public SoftmaxShape shape() {
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
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input outer × classes × inner
     * @param output outer × classes × inner, overwritten; may be the input itself
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, float[] output, Scratch scratch, Parallel parallel) {
        forward(input, 0, output, 0, scratch, parallel);
    }

    /**
     * Computes the output.
     *
     * @param input outer × classes × inner
     * @param inputOffset where it begins
     * @param output outer × classes × inner, overwritten; may be the input itself
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the output overlaps the input in part
     * @throws NullPointerException if anything is null
     */
    public void forward(float[] input, int inputOffset, float[] output, int outputOffset, Scratch scratch,
            Parallel parallel) {
        checkRange("input", input, inputOffset);
        checkRange("output", output, outputOffset);
        Check.sameOrApart("output", output, outputOffset, "input", input, inputOffset, length);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.output = output;
            a.outputOffset = outputOffset;
            scratch.execute(passes.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param output what forward wrote
     * @param gradOutput outer × classes × inner
     * @param gradInput outer × classes × inner, overwritten; may be the output or gradOutput itself
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(float[] output, float[] gradOutput, float[] gradInput, Scratch scratch, Parallel parallel) {
        backward(output, 0, gradOutput, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param output what forward wrote
     * @param outputOffset where it begins
     * @param gradOutput outer × classes × inner
     * @param gradOutputOffset where it begins
     * @param gradInput outer × classes × inner, overwritten; may be the output or gradOutput itself
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradInput overlaps another array in
     *         part
     * @throws NullPointerException if anything is null
     */
    public void backward(float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset, float[] gradInput,
            int gradInputOffset, Scratch scratch, Parallel parallel) {
        checkRange("output", output, outputOffset);
        checkRange("gradOutput", gradOutput, gradOutputOffset);
        checkRange("gradInput", gradInput, gradInputOffset);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "output", output, outputOffset, length);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "gradOutput", gradOutput, gradOutputOffset, length);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.output = output;
            a.outputOffset = outputOffset;
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(passes.backward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void checkRange(String name, float[] array, int offset) {
        Check.range(name, array, offset, shape.outer(), shape.classes(), shape.inner());
    }
}
