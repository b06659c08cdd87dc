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
 *
 * <p>Where a plan is made for {@link Layout#LANES}, what is batch × channels × height × width below is ⌈batch / 16⌉ × channels ×
 * height × width × 16, and each image has the same bits.
 */
public final class Pool2d {
    private final Pool2dShape shape;
    private final Layout layout;
    private final Pooling pooling;

    private Pool2d(Pool2dShape shape, Layout layout) {
        this.shape = shape;
        this.layout = layout;
        this.pooling = Pooling.of(shape, layout);
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
        return plan(shape, Layout.NCHW);
    }

    /**
     * Plans a pooling whose input, output, indices and gradients have a given layout.
     *
     * @param shape the shape
     * @param layout how batches lie in their arrays
     * @return the plan
     * @throws IllegalArgumentException if a batch in lanes is too large for an array, or the cells that one window spans are too
     *         many to stand in an array sixteenfold
     * @throws NullPointerException if an argument is null
     */
    public static Pool2d plan(Pool2dShape shape, Layout layout) {
        long start = Verbose.start();
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(layout, "layout");
        layout.length(shape.batch(), shape.channels() * shape.inHeight() * shape.inWidth());
        layout.length(shape.batch(), shape.channels() * shape.outHeight() * shape.outWidth());
        Pool2d plan = new Pool2d(shape, layout);
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
     * How input, output, indices and gradients lie in their arrays.
     *
     * @return the layout
     */
    public Layout layout() {
        return layout;
    }

    /**
     * Says how each method is run, and why: tasks and scratch.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        String reason = layout == Layout.LANES ? "the arrays are in lanes" : PoolChoice.reason(shape);
        return shape + " on " + Backend.name() + ": " + reason
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
            checkCells(indices, indicesOffset);
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
        Check.range(name, array, offset, layout, shape.batch(), shape.channels(), shape.inHeight(), shape.inWidth());
    }

    void checkOutput(String name, float[] array, int offset) {
        Check.range(name, array, offset, layout, shape.batch(), shape.channels(), shape.outHeight(), shape.outWidth());
    }

    void checkIndices(int[] indices, int offset) {
        Check.range("indices", indices, offset, layout, shape.batch(), shape.channels(), shape.outHeight(),
                shape.outWidth());
        if (shape.kind() != Pool2dShape.Kind.MAX) {
            throw new IllegalArgumentException("indices are given; an average pooling has none");
        }
    }

    /** Lanes without an image have no index. */
    void checkCells(int[] indices, int offset) {
        int height = shape.inHeight();
        int width = shape.inWidth();
        int present = shape.batch() % Layout.GROUP;
        if (layout == Layout.NCHW || present == 0) {
            Check.cells("indices", indices, offset, outputLength(), height, width);
            return;
        }
        int group = shape.channels() * shape.outHeight() * shape.outWidth() * Layout.GROUP;
        int whole = shape.batch() / Layout.GROUP * group;
        Check.cells("indices", indices, offset, whole, height, width);
        for (int i = offset + whole; i < offset + whole + group; i += Layout.GROUP) {
            Check.cells("indices", indices, i, present, height, width);
        }
    }

    private int inputLength() {
        return layout.elements(shape.batch(), shape.channels() * shape.inHeight() * shape.inWidth());
    }

    int outputLength() {
        return layout.elements(shape.batch(), shape.channels() * shape.outHeight() * shape.outWidth());
    }
}
