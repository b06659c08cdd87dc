package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Pad2dShape;

/**
 * Explicit padding from its definition. An axis of n cells goes on without end: constant, or with its last cell for ever, or
 * to and fro with the period 2·(n − 1). A copy is exact, so the bound of the output is 0.
 */
public final class Pad2dOracle {
    private Pad2dOracle() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param value what the new cells of a constant padding are
     * @param input the input
     * @return the output and its bounds
     */
    public static Estimate forward(Pad2dShape shape, double value, double[] input) {
        double[] output = new double[shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth()];
        for (int i = 0; i < output.length; i++) {
            int cell = cell(shape, i);
            output[i] = cell < 0 ? value : input[cell];
        }
        return Estimate.of(output, new double[output.length]);
    }

    /**
     * The gradient by the input: what was copied several times is changed by all its copies.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(Pad2dShape shape, double[] gradOutput) {
        Sums gradInput = new Sums(shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth());
        for (int i = 0; i < gradOutput.length; i++) {
            int cell = cell(shape, i);
            if (cell >= 0) {
                gradInput.add(cell, gradOutput[i]);
            }
        }
        return gradInput.estimate();
    }

    /** The flat index of the input cell that an output copies, or −1. */
    private static int cell(Pad2dShape shape, int output) {
        int column = goneOn(shape, output % shape.outWidth() - shape.padLeft(), shape.inWidth());
        int row = goneOn(shape, output / shape.outWidth() % shape.outHeight() - shape.padTop(), shape.inHeight());
        int plane = output / (shape.outWidth() * shape.outHeight());
        return row < 0 || column < 0 ? -1 : (plane * shape.inHeight() + row) * shape.inWidth() + column;
    }

    private static int goneOn(Pad2dShape shape, int cell, int cells) {
        int period = Math.max(1, 2 * (cells - 1));
        int phase = Math.floorMod(cell, period);
        return switch (shape.mode()) {
            case CONSTANT -> Math.min(cell, cells - 1 - cell) < 0 ? -1 : cell;
            case EDGE -> Math.max(0, Math.min(cells - 1, cell));
            case REFLECT -> Math.min(phase, period - phase);
        };
    }
}
