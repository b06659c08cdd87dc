package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2dShape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** {@link io.github.lanewise.kernels.Conv2d} in its published order, one element after the other. */
public final class Conv2dBits {
    private final Conv2dShape shape;
    /** For each output channel, the input channels that it sees, ascending. */
    private final int[][] seen;
    /** For each output channel, how many kernels stand before its own; behind the last their number. */
    private final int[] before;

    private Conv2dBits(Conv2dShape shape, Connections connections) {
        this.shape = shape;
        this.seen = new int[shape.outChannels()][];
        this.before = new int[shape.outChannels() + 1];
        int channels = shape.inChannels() / shape.groups();
        for (int o = 0; o < shape.outChannels(); o++) {
            int out = o;
            int group = o / (shape.outChannels() / shape.groups());
            seen[o] = connections == null
                    ? IntStream.range(group * channels, (group + 1) * channels).toArray()
                    : IntStream.range(0, shape.inChannels()).filter(c -> connections.connected(out, c)).toArray();
            before[o + 1] = before[o] + seen[o].length;
        }
    }

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param weight the weight
     * @param bias the bias, or null for none
     * @return the output
     */
    public static float[] forward(Conv2dShape shape, float[] input, float[] weight, float[] bias) {
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
     * @return the output
     */
    public static float[] forward(Conv2dShape shape, Connections connections, float[] input, float[] weight,
            float[] bias) {
        Conv2dBits bits = new Conv2dBits(shape, connections);
        float[] output = new float[shape.batch() * shape.outChannels() * shape.outHeight() * shape.outWidth()];
        int i = 0;
        for (int n = 0; n < shape.batch(); n++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                for (int oh = 0; oh < shape.outHeight(); oh++) {
                    for (int ow = 0; ow < shape.outWidth(); ow++) {
                        output[i++] = bits.output(input, weight, bias == null ? 0 : bias[o], n, o, oh, ow);
                    }
                }
            }
        }
        return output;
    }

    private float output(float[] input, float[] weight, float start, int n, int o, int oh, int ow) {
        float acc = start;
        for (int j = 0; j < seen[o].length; j++) {
            for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                    acc = Math.fma(weight[weightAt(o, j, kh, kw)], tap(input, n, seen[o][j], oh, ow, kh, kw), acc);
                }
            }
        }
        return acc;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param weight the weight
     * @return the gradient
     */
    public static float[] gradInput(Conv2dShape shape, float[] gradOutput, float[] weight) {
        return gradInput(shape, null, gradOutput, weight);
    }

    /**
     * The gradient by the input, with partial connection.
     *
     * @param shape the shape
     * @param connections which channels see which, or null where the groups say it
     * @param gradOutput the gradient by the output
     * @param weight the weight
     * @return the gradient
     */
    public static float[] gradInput(Conv2dShape shape, Connections connections, float[] gradOutput, float[] weight) {
        Conv2dBits bits = new Conv2dBits(shape, connections);
        float[] gradInput = new float[shape.batch() * shape.inChannels() * shape.inHeight() * shape.inWidth()];
        int i = 0;
        for (int n = 0; n < shape.batch(); n++) {
            for (int c = 0; c < shape.inChannels(); c++) {
                for (int ih = 0; ih < shape.inHeight(); ih++) {
                    for (int iw = 0; iw < shape.inWidth(); iw++) {
                        gradInput[i++] = bits.gradInput(gradOutput, weight, n, c, ih, iw);
                    }
                }
            }
        }
        return gradInput;
    }

    private float gradInput(float[] gradOutput, float[] weight, int n, int channel, int ih, int iw) {
        float acc = 0;
        for (int o = 0; o < shape.outChannels(); o++) {
            int j = Arrays.binarySearch(seen[o], channel);
            if (j < 0) {
                continue;
            }
            for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                int oh = output(ih + shape.padTop() - kh * shape.dilationHeight(), shape.strideHeight(),
                        shape.outHeight());
                if (oh < 0) {
                    continue;
                }
                for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                    int ow = output(iw + shape.padLeft() - kw * shape.dilationWidth(), shape.strideWidth(),
                            shape.outWidth());
                    if (ow >= 0) {
                        acc = Math.fma(weight[weightAt(o, j, kh, kw)],
                                gradOutput[outputAt(n, o, oh, ow)], acc);
                    }
                }
            }
        }
        return acc;
    }

    /** The output row or column that begins at a padded position, or −1 where none does. */
    private static int output(int position, int stride, int outputs) {
        return position >= 0 && position % stride == 0 && position / stride < outputs ? position / stride : -1;
    }

    /**
     * The gradient by the weight.
     *
     * @param shape the shape
     * @param input the input
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradWeight(Conv2dShape shape, float[] input, float[] gradOutput) {
        return gradWeight(shape, null, input, gradOutput);
    }

    /**
     * The gradient by the weight, with partial connection.
     *
     * @param shape the shape
     * @param connections which channels see which, or null where the groups say it
     * @param input the input
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradWeight(Conv2dShape shape, Connections connections, float[] input, float[] gradOutput) {
        Conv2dBits bits = new Conv2dBits(shape, connections);
        float[] gradWeight = new float[bits.before[shape.outChannels()] * shape.kernelHeight() * shape.kernelWidth()];
        int i = 0;
        for (int o = 0; o < shape.outChannels(); o++) {
            for (int c : bits.seen[o]) {
                for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                    for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                        gradWeight[i++] = bits.gradWeight(input, gradOutput, o, c, kh, kw);
                    }
                }
            }
        }
        return gradWeight;
    }

    private float gradWeight(float[] input, float[] gradOutput, int o, int c, int kh, int kw) {
        return Partials.inPieces(shape.batch(), (first, end) -> {
            Partials partials = new Partials();
            for (int n = first; n < end; n++) {
                for (int oh = 0; oh < shape.outHeight(); oh++) {
                    for (int ow = 0; ow < shape.outWidth(); ow++) {
                        partials.addProduct(n % 16, gradOutput[outputAt(n, o, oh, ow)],
                                tap(input, n, c, oh, ow, kh, kw));
                    }
                }
            }
            return partials.sum();
        });
    }

    /**
     * The gradient by the bias.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradBias(Conv2dShape shape, float[] gradOutput) {
        int plane = shape.outHeight() * shape.outWidth();
        float[] gradBias = new float[shape.outChannels()];
        for (int o = 0; o < gradBias.length; o++) {
            int channel = o;
            gradBias[o] = Partials.ofRows(shape.batch(), plane,
                    (n, position) -> gradOutput[(n * shape.outChannels() + channel) * plane + position]);
        }
        return gradBias;
    }

    private float tap(float[] input, int n, int c, int oh, int ow, int kh, int kw) {
        int ih = oh * shape.strideHeight() - shape.padTop() + kh * shape.dilationHeight();
        int iw = ow * shape.strideWidth() - shape.padLeft() + kw * shape.dilationWidth();
        if (ih < 0 || ih >= shape.inHeight() || iw < 0 || iw >= shape.inWidth()) {
            return 0;
        }
        return input[((n * shape.inChannels() + c) * shape.inHeight() + ih) * shape.inWidth() + iw];
    }

    private int weightAt(int o, int j, int kh, int kw) {
        return ((before[o] + j) * shape.kernelHeight() + kh) * shape.kernelWidth() + kw;
    }

    private int outputAt(int n, int o, int oh, int ow) {
        return ((n * shape.outChannels() + o) * shape.outHeight() + oh) * shape.outWidth() + ow;
    }
}
