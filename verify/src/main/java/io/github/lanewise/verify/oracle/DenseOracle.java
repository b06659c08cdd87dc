package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.DenseShape;

/** A dense layer from its definition, output[n, o] = bias[o] + sum over i of input[n, i] · weight[o, i], and its gradients. */
public final class DenseOracle {
    private DenseOracle() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param weight the weight
     * @param bias the bias, or null for none
     * @return the output and its bounds
     */
    public static Estimate forward(DenseShape shape, double[] input, double[] weight, double[] bias) {
        Sums output = new Sums(shape.batch() * shape.outFeatures());
        for (int n = 0; n < shape.batch(); n++) {
            for (int o = 0; o < shape.outFeatures(); o++) {
                int out = n * shape.outFeatures() + o;
                if (bias != null) {
                    output.add(out, bias[o]);
                }
                for (int i = 0; i < shape.inFeatures(); i++) {
                    output.add(out, input[n * shape.inFeatures() + i] * weight[o * shape.inFeatures() + i]);
                }
            }
        }
        return output.estimate();
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param weight the weight
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(DenseShape shape, double[] gradOutput, double[] weight) {
        Sums gradInput = new Sums(shape.batch() * shape.inFeatures());
        for (int n = 0; n < shape.batch(); n++) {
            for (int i = 0; i < shape.inFeatures(); i++) {
                for (int o = 0; o < shape.outFeatures(); o++) {
                    gradInput.add(n * shape.inFeatures() + i,
                            gradOutput[n * shape.outFeatures() + o] * weight[o * shape.inFeatures() + i]);
                }
            }
        }
        return gradInput.estimate();
    }

    /**
     * The gradient by the weight.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradWeight(DenseShape shape, double[] input, double[] gradOutput) {
        Sums gradWeight = new Sums(shape.outFeatures() * shape.inFeatures());
        for (int n = 0; n < shape.batch(); n++) {
            for (int o = 0; o < shape.outFeatures(); o++) {
                for (int i = 0; i < shape.inFeatures(); i++) {
                    gradWeight.add(o * shape.inFeatures() + i,
                            gradOutput[n * shape.outFeatures() + o] * input[n * shape.inFeatures() + i]);
                }
            }
        }
        return gradWeight.estimate();
    }

    /**
     * The gradient by the bias.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradBias(DenseShape shape, double[] gradOutput) {
        Sums gradBias = new Sums(shape.outFeatures());
        for (int i = 0; i < gradOutput.length; i++) {
            gradBias.add(i % shape.outFeatures(), gradOutput[i]);
        }
        return gradBias.estimate();
    }
}
