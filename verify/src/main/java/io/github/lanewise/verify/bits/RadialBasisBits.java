package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.RadialBasisShape;

/** {@link io.github.lanewise.kernels.RadialBasis} in its published order. */
public final class RadialBasisBits {
    private RadialBasisBits() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param weight the centres
     * @return the output
     */
    public static float[] forward(RadialBasisShape shape, float[] input, float[] weight) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        float[] output = new float[shape.batch() * out];
        for (int n = 0; n < shape.batch(); n++) {
            for (int i = 0; i < out; i++) {
                float acc = 0;
                for (int j = 0; j < in; j++) {
                    float d = input[n * in + j] - weight[i * in + j];
                    acc = Math.fma(d, d, acc);
                }
                output[n * out + i] = acc;
            }
        }
        return output;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @param weight the centres
     * @return the gradient
     */
    public static float[] gradInput(RadialBasisShape shape, float[] input, float[] gradOutput, float[] weight) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        float[] gradInput = new float[shape.batch() * in];
        for (int n = 0; n < shape.batch(); n++) {
            for (int j = 0; j < in; j++) {
                float acc = 0;
                for (int i = 0; i < out; i++) {
                    acc = Math.fma(input[n * in + j] - weight[i * in + j], gradOutput[n * out + i], acc);
                }
                gradInput[n * in + j] = acc + acc;
            }
        }
        return gradInput;
    }

    /**
     * The gradient by the centres.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @param weight the centres
     * @return the gradient
     */
    public static float[] gradWeight(RadialBasisShape shape, float[] input, float[] gradOutput, float[] weight) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        float[] gradWeight = new float[out * in];
        for (int i = 0; i < out; i++) {
            for (int j = 0; j < in; j++) {
                float acc = 0;
                for (int n = 0; n < shape.batch(); n++) {
                    acc = Math.fma(weight[i * in + j] - input[n * in + j], gradOutput[n * out + i], acc);
                }
                gradWeight[i * in + j] = acc + acc;
            }
        }
        return gradWeight;
    }
}
