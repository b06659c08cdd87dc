package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.SquaredErrorShape;

/** {@link io.github.lanewise.kernels.MeanSquaredError} in its published order. */
public final class SquaredErrorBits {
    private static final int PIECE = 8192;

    private SquaredErrorBits() {}

    /**
     * The loss.
     *
     * @param shape the shape
     * @param input the input
     * @param target what it is compared with
     * @return a loss an element, or one for all
     */
    public static float[] loss(SquaredErrorShape shape, float[] input, float[] target) {
        int n = shape.length();
        if (shape.reduction() == Reduction.NONE) {
            float[] squares = new float[n];
            for (int i = 0; i < n; i++) {
                float d = input[i] - target[i];
                squares[i] = d * d;
            }
            return squares;
        }
        float total = piece(input, target, 0, Math.min(PIECE, n));
        for (int begin = PIECE; begin < n; begin += PIECE) {
            total = total + piece(input, target, begin, Math.min(begin + PIECE, n));
        }
        return new float[]{shape.reduction() == Reduction.MEAN ? total / n : total};
    }

    private static float piece(float[] input, float[] target, int begin, int end) {
        Partials partials = new Partials();
        for (int i = begin; i < end; i++) {
            float d = input[i] - target[i];
            partials.addProduct(i % 16, d, d);
        }
        return partials.sum();
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param input the input
     * @param target what it is compared with
     * @param gradLoss the gradient by the loss
     * @return the gradient
     */
    public static float[] gradInput(SquaredErrorShape shape, float[] input, float[] target, float[] gradLoss) {
        float[] gradInput = new float[shape.length()];
        for (int i = 0; i < gradInput.length; i++) {
            float g = gradLoss[shape.reduction() == Reduction.NONE ? i : 0];
            float slope = (input[i] - target[i]) * (g + g);
            gradInput[i] = shape.reduction() == Reduction.MEAN ? slope / shape.length() : slope;
        }
        return gradInput;
    }
}
