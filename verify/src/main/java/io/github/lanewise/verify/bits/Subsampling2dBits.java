package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Subsampling2dShape;

/** {@link io.github.lanewise.kernels.Subsampling2d} in its published order, one element after the other. */
public final class Subsampling2dBits {
    private Subsampling2dBits() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param coefficient the coefficients
     * @param bias the biases
     * @return the output
     */
    public static float[] forward(Subsampling2dShape shape, float[] input, float[] coefficient, float[] bias) {
        int positions = shape.outHeight() * shape.outWidth();
        float[] output = new float[shape.batch() * shape.channels() * positions];
        for (int i = 0; i < output.length; i++) {
            int c = i / positions % shape.channels();
            output[i] = Math.fma(coefficient[c], sum(shape, input, i / positions, i % positions), bias[c]);
        }
        return output;
    }

    private static float sum(Subsampling2dShape shape, float[] input, int plane, int position) {
        int x = cell(shape, plane, position);
        int below = x + shape.inWidth();
        return input[x] + input[x + 1] + input[below] + input[below + 1];
    }

    /** The upper left cell of a window. */
    private static int cell(Subsampling2dShape shape, int plane, int position) {
        int oh = position / shape.outWidth();
        int ow = position % shape.outWidth();
        return (plane * shape.inHeight() + 2 * oh) * shape.inWidth() + 2 * ow;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param coefficient the coefficients
     * @return the gradient
     */
    public static float[] gradInput(Subsampling2dShape shape, float[] gradOutput, float[] coefficient) {
        int positions = shape.outHeight() * shape.outWidth();
        float[] gradInput = new float[shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth()];
        for (int i = 0; i < gradOutput.length; i++) {
            int x = cell(shape, i / positions, i % positions);
            int below = x + shape.inWidth();
            float product = coefficient[i / positions % shape.channels()] * gradOutput[i];
            gradInput[x] = product;
            gradInput[x + 1] = product;
            gradInput[below] = product;
            gradInput[below + 1] = product;
        }
        return gradInput;
    }

    /**
     * The gradient by the coefficients.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradCoefficient(Subsampling2dShape shape, float[] input, float[] gradOutput) {
        int positions = shape.outHeight() * shape.outWidth();
        float[] gradient = new float[shape.channels()];
        for (int channel = 0; channel < gradient.length; channel++) {
            int c = channel;
            gradient[c] = Partials.inPieces(shape.batch(), (first, end) -> {
                Partials partials = new Partials();
                for (int n = first; n < end; n++) {
                    int plane = n * shape.channels() + c;
                    for (int position = 0; position < positions; position++) {
                        partials.addProduct(n % 16, gradOutput[plane * positions + position],
                                sum(shape, input, plane, position));
                    }
                }
                return partials.sum();
            });
        }
        return gradient;
    }

    /**
     * The gradient by the biases.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradBias(Subsampling2dShape shape, float[] gradOutput) {
        int positions = shape.outHeight() * shape.outWidth();
        float[] gradient = new float[shape.channels()];
        for (int channel = 0; channel < gradient.length; channel++) {
            int c = channel;
            gradient[c] = Partials.ofRows(shape.batch(), positions,
                    (n, position) -> gradOutput[(n * shape.channels() + c) * positions + position]);
        }
        return gradient;
    }
}
