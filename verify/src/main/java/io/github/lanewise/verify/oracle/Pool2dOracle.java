package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import java.util.Arrays;

/**
 * Two-dimensional pooling from its definition: a window's largest cell, or the sum of its cells over their number or
 * another divisor.
 *
 * <p>A maximum is exact, so its bound is 0. An average of t cells is a sum of t terms each divided once, well within the
 * roundings that {@link Estimate} grants a sum. Inputs must be finite.
 */
public final class Pool2dOracle {
    private Pool2dOracle() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @return the output and its bounds
     */
    public static Estimate forward(Pool2dShape shape, double[] input) {
        if (shape.kind() == Kind.MAX) {
            int[] winners = winners(shape, input);
            double[] output = new double[winners.length];
            for (int i = 0; i < output.length; i++) {
                output[i] = input[inputPlane(shape, i) + winners[i]];
            }
            return Estimate.of(output, new double[output.length]);
        }
        Sums output = new Sums(outputLength(shape));
        forEachCell(shape, (in, out) -> output.add(out, input[in] / divisor(shape, out)));
        return output.estimate();
    }

    /**
     * For each window of a maximum, the first of its largest cells.
     *
     * @param shape the shape of a maximum
     * @param input the input
     * @return ih·inWidth + iw of each
     */
    public static int[] winners(Pool2dShape shape, double[] input) {
        int[] winners = new int[outputLength(shape)];
        Arrays.fill(winners, -1);
        forEachCell(shape, (in, out) -> {
            int cell = in - inputPlane(shape, out);
            if (winners[out] < 0 || input[in] > input[inputPlane(shape, out) + winners[out]]) {
                winners[out] = cell;
            }
        });
        return winners;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param winners what {@link #winners} says of a maximum; null for an average
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(Pool2dShape shape, double[] gradOutput, int[] winners) {
        Sums gradInput = new Sums(shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth());
        if (shape.kind() == Kind.MAX) {
            for (int i = 0; i < gradOutput.length; i++) {
                gradInput.add(inputPlane(shape, i) + winners[i], gradOutput[i]);
            }
        } else {
            forEachCell(shape, (in, out) -> gradInput.add(in, gradOutput[out] / divisor(shape, out)));
        }
        return gradInput.estimate();
    }

    private interface Cell {
        void visit(int input, int output);
    }

    private static void forEachCell(Pool2dShape shape, Cell cell) {
        int outputs = outputLength(shape);
        for (int out = 0; out < outputs; out++) {
            int oh = out / shape.outWidth() % shape.outHeight();
            int ow = out % shape.outWidth();
            for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                int ih = oh * shape.strideHeight() - shape.padTop() + kh * shape.dilationHeight();
                for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                    int iw = ow * shape.strideWidth() - shape.padLeft() + kw * shape.dilationWidth();
                    if (ih >= 0 && ih < shape.inHeight() && iw >= 0 && iw < shape.inWidth()) {
                        cell.visit(inputPlane(shape, out) + ih * shape.inWidth() + iw, out);
                    }
                }
            }
        }
    }

    private static double divisor(Pool2dShape shape, int out) {
        if (shape.divisorOverride() != 0) {
            return shape.divisorOverride();
        }
        int oh = out / shape.outWidth() % shape.outHeight();
        int ow = out % shape.outWidth();
        boolean padding = shape.kind() == Kind.AVERAGE_INCLUDING_PADDING;
        return covered(oh * shape.strideHeight() - shape.padTop(), shape.kernelHeight(), shape.dilationHeight(),
                padding ? -shape.padTop() : 0, shape.inHeight() + (padding ? shape.padBottom() : 0))
                * covered(ow * shape.strideWidth() - shape.padLeft(), shape.kernelWidth(), shape.dilationWidth(),
                        padding ? -shape.padLeft() : 0, shape.inWidth() + (padding ? shape.padRight() : 0));
    }

    /** How many of {@code count} taps, {@code step} apart, lie from {@code from} (included) to {@code to} (excluded). */
    private static double covered(int first, int count, int step, int from, int to) {
        int covered = 0;
        for (int tap = 0; tap < count; tap++) {
            int cell = first + tap * step;
            covered += cell >= from && cell < to ? 1 : 0;
        }
        return covered;
    }

    private static int inputPlane(Pool2dShape shape, int out) {
        return out / (shape.outHeight() * shape.outWidth()) * shape.inHeight() * shape.inWidth();
    }

    private static int outputLength(Pool2dShape shape) {
        return shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
    }
}
