package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.pool.Pooling;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.select.PoolChoice;
import java.util.Objects;

/**
 * A two-dimensional pooling of one shape, forward and backward. Layouts and vocabulary stand with {@link Pool2dShape}. A
 * plan is immutable and may be shared by threads.
 *
 * <h2>Results to the bit</h2>
 *
 * The cells of a window are taken row by row, those outside the image left out.
 *
 * <ul>
 * <li><b>maximum</b>: the first cell is the best; a later cell takes its place if it is greater, or if it is NaN. So the
 * first of equal cells wins (−0 and +0 are equal), and the last NaN of all. The index of the winner is ih·inWidth + iw
 * in its plane.
 * <li><b>gradient of the maximum</b>: gradInput of a cell starts from +0; for oh, ow ascending, for those windows whose
 * winner it was: acc = acc + gradOutput[n, c, oh, ow].
 * <li><b>average</b>: acc starts from +0; acc = acc + cell for each; then acc / divisor, the divisor being the number of
 * cells in the image, or, counting padding, of the window's taps in the image and its padding (those that {@code
 * ceilMode} adds beyond count in neither), or {@code divisorOverride} where that is not 0; in each case the nearest float.
 * <li><b>gradient of the average</b>: gradInput of a cell starts from +0; for oh, ow ascending, for the windows that hold
 * it: acc = acc + gradOutput[n, c, oh, ow] / divisor.
 * </ul>
 *
 * The payload of a NaN is not specified.
 */
public final class Pool2d {
    private final Pool2dShape shape;
    private final Pooling pooling;

    private Pool2d(Pool2dShape shape) {
        this.shape = shape;
        this.pooling = Pooling.of(shape);
    }

    /**
     * Plans a pooling.
     *
     * @param shape the shape
     * @return the plan
     * @throws IllegalArgumentException if the cells that one window spans are too many to stand in an array sixteenfold
     * @throws NullPointerException if {@code shape} is null
     */
    public static Pool2d plan(Pool2dShape shape) {
        long start = Verbose.start();
        Pool2d plan = new Pool2d(Objects.requireNonNull(shape, "shape"));
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public Pool2dShape shape() {
        return shape;
    }

    /**
     * Says how each method is run, and why: tasks and scratch.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        return shape + " on " + Backend.name() + ": " + PoolChoice.reason(shape)
                + pooling.forwardWithIndices().explain(any) + pooling.backward().explain(any);
    }

    /**
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param output batch × channels × outHeight × outWidth, overwritten
     * @param indices for a maximum, where each output came from, overwritten, of the size of the output; null where it is
     *        not wanted, and for an average
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, float[] output, int[] indices, Scratch scratch, Parallel parallel) {
        forward(input, 0, output, 0, indices, 0, scratch, parallel);
    }

    /**
     * Computes the output.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param inputOffset where it begins
     * @param output batch × channels × outHeight × outWidth, overwritten
     * @param outputOffset where it begins
     * @param indices for a maximum, where each output came from, overwritten, of the size of the output; null where it is
     *        not wanted, and for an average
     * @param indicesOffset where they begin
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, the output overlaps the input, or an
     *         average is given indices
     * @throws NullPointerException if anything but {@code indices} is null
     */
    public void forward(float[] input, int inputOffset, float[] output, int outputOffset, int[] indices,
            int indicesOffset, Scratch scratch, Parallel parallel) {
        checkInput("input", input, inputOffset);
        checkOutput("output", output, outputOffset);
        Check.apart("output", output, outputOffset, outputLength(), "input", input, inputOffset, inputLength());
        if (indices != null) {
            checkIndices(indices, indicesOffset);
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.output = output;
            a.outputOffset = outputOffset;
            a.indices = indices;
            a.indicesOffset = indicesOffset;
            scratch.execute(indices == null ? pooling.forward() : pooling.forwardWithIndices(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param indices for a maximum, what forward wrote; null for an average
     * @param gradInput batch × channels × inHeight × inWidth, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backward(float[] gradOutput, int[] indices, float[] gradInput, Scratch scratch, Parallel parallel) {
        backward(gradOutput, 0, indices, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param gradOutputOffset where it begins
     * @param indices for a maximum, what forward wrote; null for an average
     * @param indicesOffset where they begin
     * @param gradInput batch × channels × inHeight × inWidth, overwritten
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, gradInput overlaps gradOutput, an
     *         index lies outside its plane, or an average is given indices
     * @throws NullPointerException if anything is null, {@code indices} of an average apart
     */
    public void backward(float[] gradOutput, int gradOutputOffset, int[] indices, int indicesOffset, float[] gradInput,
            int gradInputOffset, Scratch scratch, Parallel parallel) {
        checkOutput("gradOutput", gradOutput, gradOutputOffset);
        checkInput("gradInput", gradInput, gradInputOffset);
        Check.apart("gradInput", gradInput, gradInputOffset, inputLength(), "gradOutput", gradOutput, gradOutputOffset,
                outputLength());
        if (indices != null || shape.kind() == Pool2dShape.Kind.MAX) {
            checkIndices(indices, indicesOffset);
            Check.cells("indices", indices, indicesOffset, outputLength(), shape.inHeight(), shape.inWidth());
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.indices = indices;
            a.indicesOffset = indicesOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(pooling.backward(), a, parallel);
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

    private void checkIndices(int[] indices, int offset) {
        Check.range("indices", indices, offset, shape.batch(), shape.channels(), shape.outHeight(), shape.outWidth());
        if (shape.kind() != Pool2dShape.Kind.MAX) {
            throw new IllegalArgumentException("indices are given; an average pooling has none");
        }
    }

    private int inputLength() {
        return shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth();
    }

    private int outputLength() {
        return shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
    }
}
