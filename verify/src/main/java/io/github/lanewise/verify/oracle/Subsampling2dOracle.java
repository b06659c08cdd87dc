package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Subsampling2dShape;

/**
 * Trainable subsampling from its definition: coefficient times the sum of four cells, plus bias.
 *
 * <p>Each product of a coefficient, or a gradient, with one cell is a term of {@link Estimate}'s sums. The additions of the four
 * cells come before the product, so they count among the roundings that a term goes through: at most three, one less than
 * the terms that a window makes. A sum of floats does not underflow, so the product amplifies no error of that kind.
 */
public final class Subsampling2dOracle {
    private final Subsampling2dShape shape;

    private Subsampling2dOracle(Subsampling2dShape shape) {
        this.shape = shape;
    }

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param coefficient the coefficients
     * @param bias the biases
     * @return the output and its bounds
     */
    public static Estimate forward(Subsampling2dShape shape, double[] input, double[] coefficient, double[] bias) {
        int windows = shape.outHeight() * shape.outWidth();
        Sums output = new Sums(shape.batch() * shape.channels() * windows);
        for (int i = 0; i < shape.batch() * shape.channels() * windows; i++) {
            output.add(i, bias[i / windows % shape.channels()]);
        }
        new Subsampling2dOracle(shape).forEachCell((in, out, c) -> output.add(out, coefficient[c] * input[in]));
        return output.estimate();
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param coefficient the coefficients
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(Subsampling2dShape shape, double[] gradOutput, double[] coefficient) {
        Sums gradInput = new Sums(shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth());
        new Subsampling2dOracle(shape).forEachCell((in, out, c) -> gradInput.add(in, coefficient[c] * gradOutput[out]));
        return gradInput.estimate();
    }

    /**
     * The gradient by the coefficients.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradCoefficient(Subsampling2dShape shape, double[] input, double[] gradOutput) {
        Sums gradient = new Sums(shape.channels());
        new Subsampling2dOracle(shape).forEachCell((in, out, c) -> gradient.add(c, gradOutput[out] * input[in]));
        return gradient.estimate();
    }

    /**
     * The gradient by the biases.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradBias(Subsampling2dShape shape, double[] gradOutput) {
        int windows = shape.outHeight() * shape.outWidth();
        Sums gradient = new Sums(shape.channels());
        for (int i = 0; i < gradOutput.length; i++) {
            gradient.add(i / windows % shape.channels(), gradOutput[i]);
        }
        return gradient.estimate();
    }

    private interface Cell {
        void visit(int input, int output, int channel);
    }

    /** Every cell of every plane that lies in a window, which is the one at half its row and column. */
    private void forEachCell(Cell cell) {
        for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
            for (int ih = 0; ih < 2 * shape.outHeight(); ih++) {
                for (int iw = 0; iw < 2 * shape.outWidth(); iw++) {
                    cell.visit((plane * shape.inHeight() + ih) * shape.inWidth() + iw,
                            (plane * shape.outHeight() + ih / 2) * shape.outWidth() + iw / 2,
                            plane % shape.channels());
                }
            }
        }
    }
}
