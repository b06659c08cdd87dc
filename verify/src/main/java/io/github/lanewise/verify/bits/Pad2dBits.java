package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pad2dShape.Mode;

/** {@link io.github.lanewise.kernels.Pad2d} in its published order, one element after the other. */
public final class Pad2dBits {
    private Pad2dBits() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param value what the new cells of a constant padding are
     * @param input the input
     * @return the output
     */
    public static float[] forward(Pad2dShape shape, float value, float[] input) {
        int planes = shape.batch() * shape.channels();
        float[] output = new float[planes * shape.outHeight() * shape.outWidth()];
        int i = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int oh = 0; oh < shape.outHeight(); oh++) {
                int ih = row(shape, oh);
                for (int ow = 0; ow < shape.outWidth(); ow++) {
                    int iw = column(shape, ow);
                    output[i++] = ih < 0 || iw < 0
                            ? value
                            : input[(plane * shape.inHeight() + ih) * shape.inWidth() + iw];
                }
            }
        }
        return output;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradInput(Pad2dShape shape, float[] gradOutput) {
        int planes = shape.batch() * shape.channels();
        float[] gradInput = new float[planes * shape.inHeight() * shape.inWidth()];
        int i = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int ih = 0; ih < shape.inHeight(); ih++) {
                for (int iw = 0; iw < shape.inWidth(); iw++) {
                    gradInput[i++] = gradInput(shape, gradOutput, plane, ih, iw);
                }
            }
        }
        return gradInput;
    }

    private static float gradInput(Pad2dShape shape, float[] gradOutput, int plane, int ih, int iw) {
        float acc = 0;
        for (int oh = 0; oh < shape.outHeight(); oh++) {
            if (row(shape, oh) != ih) {
                continue;
            }
            for (int ow = 0; ow < shape.outWidth(); ow++) {
                if (column(shape, ow) == iw) {
                    acc = acc + gradOutput[(plane * shape.outHeight() + oh) * shape.outWidth() + ow];
                }
            }
        }
        return acc;
    }

    private static int row(Pad2dShape shape, int oh) {
        return inside(shape.mode(), oh - shape.padTop(), shape.inHeight());
    }

    private static int column(Pad2dShape shape, int ow) {
        return inside(shape.mode(), ow - shape.padLeft(), shape.inWidth());
    }

    /** The cell of an axis that a cell in or beyond it copies, or −1. */
    private static int inside(Mode mode, int cell, int cells) {
        if (cell >= 0 && cell < cells) {
            return cell;
        }
        int last = cells - 1;
        return switch (mode) {
            case CONSTANT -> -1;
            case EDGE -> cell < 0 ? 0 : last;
            case REFLECT -> cell < 0 ? -cell : last - (cell - last);
        };
    }
}
