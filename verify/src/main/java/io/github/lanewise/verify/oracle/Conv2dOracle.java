package io.github.lanewise.verify.oracle;

import io.github.lanewise.kernels.Conv2dShape;

/**
 * Two-dimensional convolution from its definition, a bilinear form over all pairs of an output and a tap of the kernel:
 *
 * <pre>
 * output[n, o, oh, ow] = bias[o] + sum over (c, kh, kw) of weight[o, c, kh, kw] · input[n, c', ih, iw]
 * ih = oh·strideHeight − padTop + kh·dilationHeight, iw likewise, c' = c counted from the first channel of o's group
 * </pre>
 *
 * Pairs whose (ih, iw) lies outside the image contribute nothing. The three gradients are the same pairs summed by another
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
        int plane = shape.outHeight() * shape.outWidth();
        Sums output = new Sums(shape.batch() * shape.outChannels() * plane);
        if (bias != null) {
            for (int i = 0; i < shape.batch() * shape.outChannels() * plane; i++) {
                output.add(i, bias[i / plane % shape.outChannels()]);
            }
        }
        forEachPair(shape, (in, tap, out) -> output.add(out, weight[tap] * input[in]));
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
        Sums gradInput = new Sums(shape.batch() * shape.inChannels() * shape.inHeight() * shape.inWidth());
        forEachPair(shape, (in, tap, out) -> gradInput.add(in, weight[tap] * gradOutput[out]));
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
        Sums gradWeight = new Sums(
                shape.outChannels() * shape.channelsPerGroup() * shape.kernelHeight() * shape.kernelWidth());
        forEachPair(shape, (in, tap, out) -> gradWeight.add(tap, input[in] * gradOutput[out]));
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

    private static void forEachPair(Conv2dShape shape, Pair pair) {
        int output = 0;
        for (int n = 0; n < shape.batch(); n++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                for (int oh = 0; oh < shape.outHeight(); oh++) {
                    for (int ow = 0; ow < shape.outWidth(); ow++) {
                        forEachTap(shape, n, o, oh, ow, output++, pair);
                    }
                }
            }
        }
    }

    private static void forEachTap(Conv2dShape shape, int n, int o, int oh, int ow, int output, Pair pair) {
        int channels = shape.inChannels() / shape.groups();
        int firstChannel = o / (shape.outChannels() / shape.groups()) * channels;
        for (int c = 0; c < channels; c++) {
            for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                int ih = oh * shape.strideHeight() - shape.padTop() + kh * shape.dilationHeight();
                for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                    int iw = ow * shape.strideWidth() - shape.padLeft() + kw * shape.dilationWidth();
                    if (ih >= 0 && ih < shape.inHeight() && iw >= 0 && iw < shape.inWidth()) {
                        int input = ((n * shape.inChannels() + firstChannel + c) * shape.inHeight() + ih)
                                * shape.inWidth() + iw;
                        int weight = ((o * channels + c) * shape.kernelHeight() + kh) * shape.kernelWidth() + kw;
                        pair.visit(input, weight, output);
                    }
                }
            }
        }
    }
}
