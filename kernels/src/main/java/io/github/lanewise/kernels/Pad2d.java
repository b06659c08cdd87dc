package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.pad.Padding;
import io.github.lanewise.kernels.internal.run.Arguments;
import java.util.Objects;

/**
 * An explicit padding of one shape, forward and backward: before an operation that needs other values than zeros beyond the
 * border of its input. Layouts and vocabulary stand with {@link Pad2dShape}. A plan is immutable and may be shared by threads.
 *
 * <h2>Results to the bit</h2>
 *
 * <ul>
 * <li><b>output</b>: each cell is a copy of a cell of the input, or of the constant, to the last bit.
 * <li><b>gradInput</b>: a cell starts from +0; for oh, ow ascending, for the output cells that copy it: acc = acc +
 * gradOutput[n, c, oh, ow]. A cell that is a constant gives its gradient to none.
 * </ul>
 *
 * The payload of a NaN in gradInput is not specified.
 */
public final class Pad2d {
    private final Pad2dShape shape;
    private final float value;
    private final Padding padding;

    private Pad2d(Pad2dShape shape, float value) {
        this.shape = shape;
        this.value = value;
        this.padding = new Padding(shape, value);
    }

    /**
     * Plans a padding; a constant one by +0.
     *
     * @param shape the shape
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     */
    public static Pad2d plan(Pad2dShape shape) {
        return planned(Objects.requireNonNull(shape, "shape"), 0);
    }

    /**
     * Plans a padding by a constant.
     *
     * @param shape a shape of mode {@link Pad2dShape.Mode#CONSTANT}
     * @param value what the new cells are
     * @return the plan
     * @throws IllegalArgumentException if the mode is another
     * @throws NullPointerException if {@code shape} is null
     */
    public static Pad2d plan(Pad2dShape shape, float value) {
        if (Objects.requireNonNull(shape, "shape").mode() != Pad2dShape.Mode.CONSTANT) {
            throw new IllegalArgumentException(
                    "value is " + value + "; expected none where the mode is " + shape.mode());
        }
        return planned(shape, value);
    }

    private static Pad2d planned(Pad2dShape shape, float value) {
        long start = Verbose.start();
        Pad2d plan = new Pad2d(shape, value);
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public Pad2dShape shape() {
        return shape;
    }

    /**
     * What the new cells of a constant padding are.
     *
     * @return the value, +0 for the other modes
     */
    public float value() {
        return value;
    }

    /**
     * Says how each method is run: tasks and scratch. There is one algorithm.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        return shape + " on " + Backend.name() + ": the only algorithm" + padding.forward().explain(any)
                + padding.backward().explain(any);
    }

    /**
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param output batch × channels × outHeight × outWidth, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, float[] output, Scratch scratch, Parallel parallel) {
        forward(input, 0, output, 0, scratch, parallel);
    }

    /**
     * Computes the output.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param inputOffset where it begins
     * @param output batch × channels × outHeight × outWidth, overwritten
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the output overlaps the input
     * @throws NullPointerException if anything is null
     */
    public void forward(float[] input, int inputOffset, float[] output, int outputOffset, Scratch scratch,
            Parallel parallel) {
        checkInput("input", input, inputOffset);
        checkOutput("output", output, outputOffset);
        Check.apart("output", output, outputOffset, outputLength(), "input", input, inputOffset, inputLength());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.output = output;
            a.outputOffset = outputOffset;
            scratch.execute(padding.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param gradInput batch × channels × inHeight × inWidth, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(float[] gradOutput, float[] gradInput, Scratch scratch, Parallel parallel) {
        backward(gradOutput, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param gradOutputOffset where it begins
     * @param gradInput batch × channels × inHeight × inWidth, overwritten
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradInput overlaps gradOutput
     * @throws NullPointerException if anything is null
     */
    public void backward(float[] gradOutput, int gradOutputOffset, float[] gradInput, int gradInputOffset,
            Scratch scratch, Parallel parallel) {
        checkOutput("gradOutput", gradOutput, gradOutputOffset);
        checkInput("gradInput", gradInput, gradInputOffset);
        Check.apart("gradInput", gradInput, gradInputOffset, inputLength(), "gradOutput", gradOutput, gradOutputOffset,
                outputLength());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(padding.backward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void checkInput(String name, float[] array, int offset) {
        Check.range(name, array, offset, shape.batch(), shape.channels(), shape.inHeight(), shape.inWidth());
    }

    private void checkOutput(String name, float[] array, int offset) {
        Check.range(name, array, offset, shape.batch(), shape.channels(), shape.outHeight(), shape.outWidth());
    }

    private int inputLength() {
        return shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth();
    }

    private int outputLength() {
        return shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
    }
}
