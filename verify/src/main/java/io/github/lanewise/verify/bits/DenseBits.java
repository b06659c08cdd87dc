package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.DenseShape;

/** {@link io.github.lanewise.kernels.Dense} in its published order, one element after the other. */
public final class DenseBits {
    private DenseBits() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param weight the weight
     * @param bias the bias, or null for none
     * @return the output
     */
    public static float[] forward(DenseShape shape, float[] input, float[] weight, float[] bias) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        float[] output = new float[shape.batch() * out];
        for (int e = 0; e < output.length; e++) {
            float acc = bias == null ? 0 : bias[e % out];
            for (int i = 0; i < in; i++) {
                acc = Math.fma(input[e / out * in + i], weight[e % out * in + i], acc);
            }
            output[e] = acc;
        }
        return output;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param weight the weight
     * @return the gradient
     */
    public static float[] gradInput(DenseShape shape, float[] gradOutput, float[] weight) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        float[] gradInput = new float[shape.batch() * in];
        for (int e = 0; e < gradInput.length; e++) {
            float acc = 0;
            for (int o = 0; o < out; o++) {
                acc = Math.fma(gradOutput[e / in * out + o], weight[o * in + e % in], acc);
            }
            gradInput[e] = acc;
        }
        return gradInput;
    }

    /**
     * The gradient by the weight.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradWeight(DenseShape shape, float[] input, float[] gradOutput) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        float[] gradWeight = new float[out * in];
        for (int e = 0; e < gradWeight.length; e++) {
            float acc = 0;
            for (int n = 0; n < shape.batch(); n++) {
                acc = Math.fma(gradOutput[n * out + e / in], input[n * in + e % in], acc);
            }
            gradWeight[e] = acc;
        }
        return gradWeight;
    }

    /**
     * The gradient by the bias.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradBias(DenseShape shape, float[] gradOutput) {
        int out = shape.outFeatures();
        float[] gradBias = new float[out];
        for (int o = 0; o < out; o++) {
            int column = o;
            gradBias[o] = Partials.ofRows(shape.batch(), 1, (n, _) -> gradOutput[n * out + column]);
        }
        return gradBias;
    }
}
