package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.pool.GlobalPooling;
import io.github.lanewise.kernels.internal.run.Arguments;
import java.util.Objects;

/**
 * A pooling of whole planes of one shape, forward and backward. Layouts stand with {@link GlobalPool2dShape}. A plan is
 * immutable and may be shared by threads, which split over planes.
 *
 * <h2>Results to the bit</h2>
 *
 * The cells of a plane are taken row by row and numbered from 0.
 *
 * <ul>
 * <li><b>maximum</b>: the first of the largest cells (−0 and +0 are equal), or the last NaN where there is one. The index is
 * ih·inWidth + iw.
 * <li><b>gradient of the maximum</b>: +0 + gradOutput[n, c] at the index, +0 elsewhere.
 * <li><b>average</b>: sixteen partial sums start from +0; partial j takes the cells j, j + 16, j + 32, and so on: acc = acc +
 * cell. A partial without a cell is +0. The partials p are added as a tree: q[j] = p[j] + p[j + 8] for j under 8, r[j] =
 * q[j] + q[j + 4] for j under 4, s[j] = r[j] + r[j + 2] for j under 2, and s[0] + s[1] is the sum. The output is the sum
 * divided by the float nearest to inHeight·inWidth.
 * <li><b>gradient of the average</b>: +0 + gradOutput[n, c] / (inHeight·inWidth) in every cell, the divisor the same float.
 * </ul>
 *
 * The maximum, its index and both gradients are those of a {@link Pool2d} with one window over the whole plane; the average
 * is not, whose sum there is a single chain. The payload of a NaN is not specified.
 */
public final class GlobalPool2d {
    private final GlobalPool2dShape shape;
    private final GlobalPooling pooling;

    private GlobalPool2d(GlobalPool2dShape shape) {
        this.shape = shape;
        this.pooling = new GlobalPooling(shape);
    }

    /**
     * Plans a global pooling.
     *
     * @param shape the shape
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     */
    public static GlobalPool2d plan(GlobalPool2dShape shape) {
        long start = Verbose.start();
        GlobalPool2d plan = new GlobalPool2d(Objects.requireNonNull(shape, "shape"));
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public GlobalPool2dShape shape() {
        return shape;
    }

    /**
     * Says how each method is run: tasks and scratch. There is one algorithm.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        return shape + " on " + Backend.name() + ": the only algorithm" + pooling.forward().explain(any)
                + pooling.backward().explain(any);
    }

    /**
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param output batch × channels, overwritten
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
     * @param output batch × channels, overwritten
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
            scratch.execute(pooling.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param gradOutput batch × channels
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
     * @param gradOutput batch × channels
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
        if (indices != null || shape.kind() == GlobalPool2dShape.Kind.MAX) {
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
        Check.range(name, array, offset, shape.batch(), shape.channels());
    }

    private void checkIndices(int[] indices, int offset) {
        Check.range("indices", indices, offset, shape.batch(), shape.channels());
        if (shape.kind() != GlobalPool2dShape.Kind.MAX) {
            throw new IllegalArgumentException("indices are given; an average pooling has none");
        }
    }

    private int inputLength() {
        return outputLength() * shape.inHeight() * shape.inWidth();
    }

    private int outputLength() {
        return shape.batch() * shape.channels();
    }
}
