package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;

/** {@link io.github.lanewise.kernels.Pool2d} in its published order, one element after the other. */
public final class Pool2dBits {
    private final Pool2dShape shape;

    private Pool2dBits(Pool2dShape shape) {
        this.shape = shape;
    }

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @param indices receives where each maximum came from; null where it is not wanted, and for an average
     * @return the output
     */
    public static float[] forward(Pool2dShape shape, float[] input, int[] indices) {
        Pool2dBits bits = new Pool2dBits(shape);
        float[] output = new float[shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth()];
        int i = 0;
        for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
            for (int oh = 0; oh < shape.outHeight(); oh++) {
                for (int ow = 0; ow < shape.outWidth(); ow++) {
                    if (shape.kind() == Kind.MAX) {
                        int winner = bits.winner(input, plane, oh, ow);
                        output[i] = bits.cell(input, plane, winner);
                        if (indices != null) {
                            indices[i] = winner;
                        }
                    } else {
                        output[i] = bits.average(input, plane, oh, ow);
                    }
                    i++;
                }
            }
        }
        return output;
    }

    private int winner(float[] input, int plane, int oh, int ow) {
        int best = -1;
        for (int kh = 0; kh < shape.kernelHeight(); kh++) {
            for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                int ih = row(oh, kh);
                int iw = column(ow, kw);
                if (!inImage(ih, iw)) {
                    continue;
                }
                int cell = ih * shape.inWidth() + iw;
                float value = cell(input, plane, cell);
                if (best < 0 || value > cell(input, plane, best) || Float.isNaN(value)) {
                    best = cell;
                }
            }
        }
        return best;
    }

    private float average(float[] input, int plane, int oh, int ow) {
        float acc = 0;
        for (int kh = 0; kh < shape.kernelHeight(); kh++) {
            for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                if (inImage(row(oh, kh), column(ow, kw))) {
                    acc = acc + cell(input, plane, row(oh, kh) * shape.inWidth() + column(ow, kw));
                }
            }
        }
        return acc / divisor(oh, ow);
    }

    private float divisor(int oh, int ow) {
        if (shape.divisorOverride() != 0) {
            return shape.divisorOverride();
        }
        boolean padding = shape.kind() == Kind.AVERAGE_INCLUDING_PADDING;
        int count = 0;
        for (int kh = 0; kh < shape.kernelHeight(); kh++) {
            for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                if (inImage(row(oh, kh), column(ow, kw)) || padding && inPaddedImage(row(oh, kh), column(ow, kw))) {
                    count++;
                }
            }
        }
        return count;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @param indices where each maximum came from; null for an average
     * @return the gradient
     */
    public static float[] gradInput(Pool2dShape shape, float[] gradOutput, int[] indices) {
        Pool2dBits bits = new Pool2dBits(shape);
        int outPlane = shape.outHeight() * shape.outWidth();
        int inPlane = shape.inHeight() * shape.inWidth();
        float[] gradInput = new float[shape.batch() * shape.channels() * inPlane];
        // Outputs ascend within their plane, so each cell of the input meets its windows in ascending order.
        for (int out = 0; out < gradOutput.length; out++) {
            int plane = out / outPlane;
            int oh = out % outPlane / shape.outWidth();
            int ow = out % shape.outWidth();
            if (shape.kind() == Kind.MAX) {
                gradInput[plane * inPlane + indices[out]] = gradInput[plane * inPlane + indices[out]] + gradOutput[out];
            } else {
                bits.spread(gradInput, plane * inPlane, oh, ow, gradOutput[out] / bits.divisor(oh, ow));
            }
        }
        return gradInput;
    }

    private void spread(float[] gradInput, int plane, int oh, int ow, float share) {
        for (int kh = 0; kh < shape.kernelHeight(); kh++) {
            for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                if (inImage(row(oh, kh), column(ow, kw))) {
                    int cell = plane + row(oh, kh) * shape.inWidth() + column(ow, kw);
                    gradInput[cell] = gradInput[cell] + share;
                }
            }
        }
    }

    private float cell(float[] input, int plane, int cell) {
        return input[plane * shape.inHeight() * shape.inWidth() + cell];
    }

    private int row(int oh, int kh) {
        return oh * shape.strideHeight() - shape.padTop() + kh * shape.dilationHeight();
    }

    private int column(int ow, int kw) {
        return ow * shape.strideWidth() - shape.padLeft() + kw * shape.dilationWidth();
    }

    private boolean inImage(int ih, int iw) {
        return ih >= 0 && ih < shape.inHeight() && iw >= 0 && iw < shape.inWidth();
    }

    private boolean inPaddedImage(int ih, int iw) {
        return ih >= -shape.padTop() && ih < shape.inHeight() + shape.padBottom() && iw >= -shape.padLeft()
                && iw < shape.inWidth() + shape.padRight();
    }
}
