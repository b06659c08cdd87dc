package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2dShape;

/**
 * Two-dimensional convolution from its definition, a bilinear form over all pairs of an output and a tap of the kernel:
 *
 * <pre>
 * output[n, o, oh, ow] = bias[o] + sum over (c, kh, kw) of weight[o, c, kh, kw] · input[n, c, ih, iw]
 * ih = oh·strideHeight − padTop + kh·dilationHeight, iw likewise, c over the channels that o sees: its group's, or a table's
 * </pre>
 *
 * Weights stand for the channels that are seen alone, in order. Pairs whose (ih, iw) lies outside the image contribute nothing. The three gradients are the same pairs summed by another
 * of their indices, which is what the product rule says of a bilinear form.
 */
public final class Conv2dOracle {
    private Conv2dOracle() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param weight the weight
     * @param bias the bias, or null for none
     * @return the output and its bounds
     */
    public static Estimate forward(Conv2dShape shape, double[] input, double[] weight, double[] bias) {
        return forward(shape, null, input, weight, bias);
    }

    /**
     * The output, with partial connection.
     *
     * @param shape the shape
     * @param connections which channels see which, or null where the groups say it
     * @param input the input
     * @param weight the weight
     * @param bias the bias, or null for none
     * @return the output and its bounds
     */
    public static Estimate forward(Conv2dShape shape, Connections connections, double[] input, double[] weight,
            double[] bias) {
        int plane = shape.outHeight() * shape.outWidth();
        Sums output = new Sums(shape.batch() * shape.outChannels() * plane);
        if (bias != null) {
            for (int i = 0; i < shape.batch() * shape.outChannels() * plane; i++) {
                output.add(i, bias[i / plane % shape.outChannels()]);
            }
        }
        forEachPair(shape, connections, (in, tap, out) -> output.add(out, weight[tap] * input[in]));
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
    public static Estimate gradInput(Conv2dShape shape, double[] gradOutput, double[] weight) {
        return gradInput(shape, null, gradOutput, weight);
    }

    /**
     * The gradient by the input, with partial connection.
     *
     * @param shape the shape
     * @param connections which channels see which, or null where the groups say it
     * @param gradOutput the gradient by the output
     * @param weight the weight
     * @return the gradient and its bounds
     */
    public static Estimate gradInput(Conv2dShape shape, Connections connections, double[] gradOutput, double[] weight) {
        Sums gradInput = new Sums(shape.batch() * shape.inChannels() * shape.inHeight() * shape.inWidth());
        forEachPair(shape, connections, (in, tap, out) -> gradInput.add(in, weight[tap] * gradOutput[out]));
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
    public static Estimate gradWeight(Conv2dShape shape, double[] input, double[] gradOutput) {
        return gradWeight(shape, null, input, gradOutput);
    }

    /**
     * The gradient by the weight, with partial connection.
     *
     * @param shape the shape
     * @param connections which channels see which, or null where the groups say it
     * @param input the input
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradWeight(Conv2dShape shape, Connections connections, double[] input, double[] gradOutput) {
        int pairs = connections == null ? shape.outChannels() * shape.channelsPerGroup() : connections.count();
        Sums gradWeight = new Sums(pairs * shape.kernelHeight() * shape.kernelWidth());
        forEachPair(shape, connections, (in, tap, out) -> gradWeight.add(tap, input[in] * gradOutput[out]));
        return gradWeight.estimate();
    }

    /**
     * The gradient by the bias: each output counts once.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient and its bounds
     */
    public static Estimate gradBias(Conv2dShape shape, double[] gradOutput) {
        int plane = shape.outHeight() * shape.outWidth();
        Sums gradBias = new Sums(shape.outChannels());
        for (int i = 0; i < gradOutput.length; i++) {
            gradBias.add(i / plane % shape.outChannels(), gradOutput[i]);
        }
        return gradBias.estimate();
    }

    /** Receives the flat indices of an input cell, of the weight it meets, and of the output they contribute to. */
    private interface Pair {
        void visit(int input, int weight, int output);
    }

    private static void forEachPair(Conv2dShape shape, Connections connections, Pair pair) {
        int[][] kernels = kernels(shape, connections);
        int output = 0;
        for (int n = 0; n < shape.batch(); n++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                for (int oh = 0; oh < shape.outHeight(); oh++) {
                    for (int ow = 0; ow < shape.outWidth(); ow++) {
                        forEachTap(shape, kernels[o], n, oh, ow, output++, pair);
                    }
                }
            }
        }
    }

    /** For each output and each input channel, which of all kernels lies between them, or −1 for none. */
    private static int[][] kernels(Conv2dShape shape, Connections connections) {
        int[][] kernels = new int[shape.outChannels()][shape.inChannels()];
        int count = 0;
        for (int o = 0; o < shape.outChannels(); o++) {
            int group = o / (shape.outChannels() / shape.groups());
            for (int c = 0; c < shape.inChannels(); c++) {
                boolean seen = connections == null
                        ? c / shape.channelsPerGroup() == group
                        : connections.connected(o, c);
                kernels[o][c] = seen ? count++ : -1;
            }
        }
        return kernels;
    }

    private static void forEachTap(Conv2dShape shape, int[] kernels, int n, int oh, int ow, int output, Pair pair) {
        for (int c = 0; c < kernels.length; c++) {
            if (kernels[c] < 0) {
                continue;
            }
            for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                int ih = oh * shape.strideHeight() - shape.padTop() + kh * shape.dilationHeight();
                for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                    int iw = ow * shape.strideWidth() - shape.padLeft() + kw * shape.dilationWidth();
                    if (ih >= 0 && ih < shape.inHeight() && iw >= 0 && iw < shape.inWidth()) {
                        int input = ((n * shape.inChannels() + c) * shape.inHeight() + ih) * shape.inWidth() + iw;
                        int weight = (kernels[c] * shape.kernelHeight() + kh) * shape.kernelWidth() + kw;
                        pair.visit(input, weight, output);
                    }
                }
            }
        }
    }
}
