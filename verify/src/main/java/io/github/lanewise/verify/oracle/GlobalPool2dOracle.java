package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.GlobalPool2dShape.Kind;

/**
 * Pooling of whole planes from its definition: the largest cell, or the mean.
 *
 * <p>A maximum is exact, so its bound is 0. A mean of t cells is a sum of t terms each divided once, well within the
 * roundings that {@link Estimate} grants a sum. Inputs must be finite.
 */
public final class GlobalPool2dOracle {
    private GlobalPool2dOracle() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @return the output and its bounds
     */
    public static Estimate forward(GlobalPool2dShape shape, double[] input) {
        int planes = shape.batch() * shape.channels();
        int cells = input.length / planes;
        if (shape.kind() == Kind.MAX) {
            int[] winners = winners(shape, input);
            double[] output = new double[planes];
            for (int plane = 0; plane < planes; plane++) {
                output[plane] = input[plane * cells + winners[plane]];
            }
            return Estimate.of(output, new double[planes]);
        }
        Sums output = new Sums(planes);
        for (int i = 0; i < input.length; i++) {
            output.add(i / cells, input[i] / cells);
        }
        return output.estimate();
    }

    /**
     * For each plane, the first of its largest cells.
     *
     * @param shape the shape of a maximum
     * @param input the input
     * @return ih·inWidth + iw of each
     */
    public static int[] winners(GlobalPool2dShape shape, double[] input) {
        int[] winners = new int[shape.batch() * shape.channels()];
        int cells = input.length / winners.length;
        for (int i = 0; i < input.length; i++) {
            int plane = i / cells;
            if (input[i] > input[plane * cells + winners[plane]]) {
                winners[plane] = i % cells;
            }
        }
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
    public static Estimate gradInput(GlobalPool2dShape shape, double[] gradOutput, int[] winners) {
        int cells = shape.inHeight() * shape.inWidth();
        Sums gradInput = new Sums(gradOutput.length * cells);
        for (int plane = 0; plane < gradOutput.length; plane++) {
            if (shape.kind() == Kind.MAX) {
                gradInput.add(plane * cells + winners[plane], gradOutput[plane]);
                continue;
            }
            for (int cell = 0; cell < cells; cell++) {
                gradInput.add(plane * cells + cell, gradOutput[plane] / cells);
            }
        }
        return gradInput.estimate();
    }
}
