package io.github.lanewise.kernels;

import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.kernels.internal.pool.Subsampling;
import io.github.lanewise.kernels.internal.run.Arguments;
import java.util.Objects;

/**
 * LeNet-5's trainable subsampling of one shape (its layers S2 and S4), forward, and the gradients by input, coefficient and
 * bias. Layouts stand with {@link Subsampling2dShape}. The four cells of a window are added, multiplied with the
 * channel's coefficient, and the channel's bias is added; the squashing function that follows in LeNet-5 is an operator
 * of its own. A plan is immutable and may be shared by threads.
 *
 * <h2>Results to the bit</h2>
 *
 * With x00, x01, x10, x11 the cells of a window, row by row, its sum is s = ((x00 + x01) + x10) + x11, each addition rounded.
 * It starts from x00 itself, so four cells of −0 sum to −0.
 *
 * <ul>
 * <li><b>output</b>: fma(coefficient[c], s, bias[c]).
 * <li><b>gradInput</b>: coefficient[c]·gradOutput[n, c, oh, ow] in the four cells of the window, +0 in a last row or column
 * that no window holds.
 * <li><b>gradCoefficient</b>: the batch is cut into pieces of 64 images (the last may be shorter). Within a piece sixteen
 * partial chains start from +0; partial j takes the images n of the piece with n mod 16 = j, ascending, and within an
 * image oh, ow ascending: acc = fma(gradOutput[n, c, oh, ow], s, acc). A partial without an image is +0. The partials p are
 * added as a tree: q[j] = p[j] + p[j + 8] for j under 8, r[j] = q[j] + q[j + 4] for j under 4, s[j] = r[j] + r[j + 2] for j
 * under 2, and s[0] + s[1] is the sum of the piece. The sums of the pieces are added in order, the first to the second,
 * the third to that, and so on.
 * <li><b>gradBias</b>: the same pieces, partials and tree over acc = acc + gradOutput[n, c, oh, ow].
 * </ul>
 *
 * NaN and infinities follow IEEE 754; the payload of a NaN is not specified.
 *
 * <p>Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", Proceedings of the
 * IEEE 86 (11), 1998, section II.B.
 */
public final class Subsampling2d {
    private final Subsampling2dShape shape;
    private final Subsampling subsampling;

    private Subsampling2d(Subsampling2dShape shape) {
        this.shape = shape;
        this.subsampling = new Subsampling(shape, Pool2dShape.builder(Kind.AVERAGE_EXCLUDING_PADDING, shape.batch(),
                shape.channels(), shape.inHeight(), shape.inWidth()).kernel(2).build());
    }

    /**
     * Plans a subsampling.
     *
     * @param shape the shape
     * @return the plan
     * @throws IllegalArgumentException if the cells that one window spans, a row of them, are too many to stand in an array
     *         sixteenfold
     * @throws NullPointerException if {@code shape} is null
     */
    public static Subsampling2d plan(Subsampling2dShape shape) {
        long start = Verbose.start();
        Subsampling2d plan = new Subsampling2d(Objects.requireNonNull(shape, "shape"));
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public Subsampling2dShape shape() {
        return shape;
    }

    /**
     * Says how each method is run: tasks and scratch. There is one algorithm.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        return shape + " on " + Backend.name() + ": the only algorithm" + subsampling.forward().explain(any)
                + subsampling.backwardInput().explain(any) + subsampling.backwardCoefficient().explain(any);
    }

    /**
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param coefficient channels
     * @param bias channels
     * @param output batch × channels × outHeight × outWidth, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, float[] coefficient, float[] bias, float[] output, Scratch scratch,
            Parallel parallel) {
        forward(input, 0, coefficient, 0, bias, 0, output, 0, scratch, parallel);
    }

    /**
     * Computes the output.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param inputOffset where it begins
     * @param coefficient channels
     * @param coefficientOffset where it begins
     * @param bias channels
     * @param biasOffset where it begins
     * @param output batch × channels × outHeight × outWidth, overwritten
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the output overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void forward(float[] input, int inputOffset, float[] coefficient, int coefficientOffset, float[] bias,
            int biasOffset, float[] output, int outputOffset, Scratch scratch, Parallel parallel) {
        int channels = shape.channels();
        checkInput("input", input, inputOffset);
        Check.range("coefficient", coefficient, coefficientOffset, channels);
        Check.range("bias", bias, biasOffset, channels);
        checkOutput("output", output, outputOffset);
        Check.apart("output", output, outputOffset, outputLength(), "input", input, inputOffset, inputLength());
        Check.apart("output", output, outputOffset, outputLength(), "coefficient", coefficient, coefficientOffset,
                channels);
        Check.apart("output", output, outputOffset, outputLength(), "bias", bias, biasOffset, channels);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.weight = coefficient;
            a.weightOffset = coefficientOffset;
            a.bias = bias;
            a.biasOffset = biasOffset;
            a.output = output;
            a.outputOffset = outputOffset;
            scratch.execute(subsampling.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param coefficient channels
     * @param gradInput batch × channels × inHeight × inWidth, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backwardInput(float[] gradOutput, float[] coefficient, float[] gradInput, Scratch scratch,
            Parallel parallel) {
        backwardInput(gradOutput, 0, coefficient, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param gradOutputOffset where it begins
     * @param coefficient channels
     * @param coefficientOffset where it begins
     * @param gradInput batch × channels × inHeight × inWidth, overwritten
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradInput overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void backwardInput(float[] gradOutput, int gradOutputOffset, float[] coefficient, int coefficientOffset,
            float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        checkOutput("gradOutput", gradOutput, gradOutputOffset);
        Check.range("coefficient", coefficient, coefficientOffset, shape.channels());
        checkInput("gradInput", gradInput, gradInputOffset);
        Check.apart("gradInput", gradInput, gradInputOffset, inputLength(), "gradOutput", gradOutput, gradOutputOffset,
                outputLength());
        Check.apart("gradInput", gradInput, gradInputOffset, inputLength(), "coefficient", coefficient,
                coefficientOffset, shape.channels());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.weight = coefficient;
            a.weightOffset = coefficientOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(subsampling.backwardInput(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradients by coefficient and bias. The same as the longer form with every offset 0.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param gradCoefficient channels, overwritten
     * @param gradBias channels, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backwardCoefficient(float[] input, float[] gradOutput, float[] gradCoefficient, float[] gradBias,
            Scratch scratch, Parallel parallel) {
        backwardCoefficient(input, 0, gradOutput, 0, gradCoefficient, 0, gradBias, 0, scratch, parallel);
    }

    /**
     * Computes the gradients by coefficient and bias.
     *
     * @param input batch × channels × inHeight × inWidth
     * @param inputOffset where it begins
     * @param gradOutput batch × channels × outHeight × outWidth
     * @param gradOutputOffset where it begins
     * @param gradCoefficient channels, overwritten
     * @param gradCoefficientOffset where it begins
     * @param gradBias channels, overwritten
     * @param gradBiasOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or a gradient that is written
     *         overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void backwardCoefficient(float[] input, int inputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradCoefficient, int gradCoefficientOffset, float[] gradBias, int gradBiasOffset, Scratch scratch,
            Parallel parallel) {
        int channels = shape.channels();
        checkInput("input", input, inputOffset);
        checkOutput("gradOutput", gradOutput, gradOutputOffset);
        Check.range("gradCoefficient", gradCoefficient, gradCoefficientOffset, channels);
        Check.range("gradBias", gradBias, gradBiasOffset, channels);
        Check.apart("gradCoefficient", gradCoefficient, gradCoefficientOffset, channels, "input", input, inputOffset,
                inputLength());
        Check.apart("gradCoefficient", gradCoefficient, gradCoefficientOffset, channels, "gradOutput", gradOutput,
                gradOutputOffset, outputLength());
        Check.apart("gradBias", gradBias, gradBiasOffset, channels, "input", input, inputOffset, inputLength());
        Check.apart("gradBias", gradBias, gradBiasOffset, channels, "gradOutput", gradOutput, gradOutputOffset,
                outputLength());
        Check.apart("gradBias", gradBias, gradBiasOffset, channels, "gradCoefficient", gradCoefficient,
                gradCoefficientOffset, channels);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.gradWeight = gradCoefficient;
            a.gradWeightOffset = gradCoefficientOffset;
            a.gradBias = gradBias;
            a.gradBiasOffset = gradBiasOffset;
            scratch.execute(subsampling.backwardCoefficient(), a, parallel);
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
