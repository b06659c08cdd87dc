package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.GlobalPool2dShape.Kind;

/** {@link io.github.lanewise.kernels.GlobalPool2d} in its published order, one element after the other. */
public final class GlobalPool2dBits {
    private GlobalPool2dBits() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param indices receives where each maximum came from; null where it is not wanted, and for an average
     * @return the output
     */
    public static float[] forward(GlobalPool2dShape shape, float[] input, int[] indices) {
        int cells = shape.inHeight() * shape.inWidth();
        float[] output = new float[shape.batch() * shape.channels()];
        for (int plane = 0; plane < output.length; plane++) {
            if (shape.kind() == Kind.AVERAGE) {
                output[plane] = sum(input, plane * cells, cells) / (float) cells;
                continue;
            }
            int winner = winner(input, plane * cells, cells);
            output[plane] = input[plane * cells + winner];
            if (indices != null) {
                indices[plane] = winner;
            }
        }
        return output;
    }

    private static float sum(float[] input, int begin, int cells) {
        Partials partials = new Partials();
        for (int i = 0; i < cells; i++) {
            partials.add(i % 16, input[begin + i]);
        }
        return partials.sum();
    }

    private static int winner(float[] input, int begin, int cells) {
        int winner = 0;
        for (int i = 1; i < cells; i++) {
            if (input[begin + i] > input[begin + winner] || Float.isNaN(input[begin + i])) {
                winner = i;
            }
        }
        return winner;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param indices where each maximum came from; null for an average
     * @return the gradient
     */
    public static float[] gradInput(GlobalPool2dShape shape, float[] gradOutput, int[] indices) {
        int cells = shape.inHeight() * shape.inWidth();
        float[] gradInput = new float[gradOutput.length * cells];
        for (int i = 0; i < gradInput.length; i++) {
            int plane = i / cells;
            if (shape.kind() == Kind.AVERAGE) {
                gradInput[i] = 0 + gradOutput[plane] / (float) cells;
            } else if (indices[plane] == i % cells) {
                gradInput[i] = 0 + gradOutput[plane];
            }
        }
        return gradInput;
    }
}
