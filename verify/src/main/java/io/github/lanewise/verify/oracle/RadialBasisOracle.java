package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.RadialBasisShape;

/**
 * Squared distances from their definition, output[n, i] = Σ (input[n, j] − weight[i, j])², and their gradients.
 *
 * <p><b>The bounds</b> are those of sums ({@link Estimate#sumBound}) with two terms more for the roundings of the differences,
 * of which a square holds two. The factor 2 of the gradients is exact.
 */
public final class RadialBasisOracle {
    private static final int ROUNDINGS_OF_DIFFERENCES = 2;

    private RadialBasisOracle() {}

    /** A sum in the making. */
    private static final class Sum {
        private double value;
        private double scale;

        void add(double term) {
            value += term;
            scale += Math.abs(term);
        }

        void put(int terms, double[] values, double[] bounds, int at) {
            values[at] = value;
            bounds[at] = Estimate.sumBound(scale, terms + ROUNDINGS_OF_DIFFERENCES, 2);
        }
    }

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param weight the centres
     * @return the output and its bounds
     */
    public static Estimate forward(RadialBasisShape shape, double[] input, double[] weight) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        double[] value = new double[shape.batch() * out];
        double[] bound = new double[value.length];
        for (int n = 0; n < shape.batch(); n++) {
            for (int i = 0; i < out; i++) {
                Sum sum = new Sum();
                for (int j = 0; j < in; j++) {
                    double d = input[n * in + j] - weight[i * in + j];
                    sum.add(d * d);
                }
                sum.put(in, value, bound, n * out + i);
            }
        }
        return Estimate.of(value, bound);
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @param weight the centres
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(RadialBasisShape shape, double[] input, double[] gradOutput, double[] weight) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        double[] value = new double[shape.batch() * in];
        double[] bound = new double[value.length];
        for (int n = 0; n < shape.batch(); n++) {
            for (int j = 0; j < in; j++) {
                Sum sum = new Sum();
                for (int i = 0; i < out; i++) {
                    sum.add(2 * (input[n * in + j] - weight[i * in + j]) * gradOutput[n * out + i]);
                }
                sum.put(out, value, bound, n * in + j);
            }
        }
        return Estimate.of(value, bound);
    }

    /**
     * The gradient by the centres.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @param weight the centres
     * @return the gradient and its bounds
     */
    public static Estimate gradWeight(RadialBasisShape shape, double[] input, double[] gradOutput, double[] weight) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        double[] value = new double[out * in];
        double[] bound = new double[value.length];
        for (int i = 0; i < out; i++) {
            for (int j = 0; j < in; j++) {
                Sum sum = new Sum();
                for (int n = 0; n < shape.batch(); n++) {
                    sum.add(2 * (weight[i * in + j] - input[n * in + j]) * gradOutput[n * out + i]);
                }
                sum.put(shape.batch(), value, bound, i * in + j);
            }
        }
        return Estimate.of(value, bound);
    }
}
