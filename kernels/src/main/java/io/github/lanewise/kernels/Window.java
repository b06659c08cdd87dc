package io.github.lanewise.kernels;

/** The arithmetic of a window that slides along one axis, shared by convolution and pooling. */
final class Window {
    private Window() {}

    /** Checks one axis and returns how many windows fit: floor((in + pads − extent) / stride) + 1. */
    static int outSize(String axis, int in, int kernel, int stride, String beginName, int padBegin, String endName,
            int padEnd, int dilation) {
        sizes(axis, in, kernel, stride, dilation);
        Check.notNegative(beginName, padBegin);
        Check.notNegative(endName, padEnd);
        long padded = (long) in + padBegin + padEnd;
        long extent = (kernel - 1L) * dilation + 1;
        if (padded > Integer.MAX_VALUE || extent > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "in" + axis + " with its padding is " + padded + " and the kernel covers "
                            + extent + "; expected at most " + Integer.MAX_VALUE);
        }
        if (extent > padded) {
            throw new IllegalArgumentException("kernel" + axis + " " + kernel + " with dilation" + axis + " " + dilation
                    + " covers " + extent + "; expected at most in" + axis + " with its padding, which is " + padded);
        }
        return (int) ((padded - extent) / stride) + 1;
    }

    /** The padding, both ends together, with which ceil(in / stride) windows fit one axis. */
    static int samePadding(String axis, int in, int kernel, int stride, int dilation) {
        sizes(axis, in, kernel, stride, dilation);
        long extent = (kernel - 1L) * dilation + 1;
        long padding = (Math.ceilDiv(in, stride) - 1L) * stride + extent - in;
        return Math.clamp(padding, 0, Integer.MAX_VALUE); // beyond that, outSize refuses the extent
    }

    private static void sizes(String axis, int in, int kernel, int stride, int dilation) {
        Check.positive("in" + axis, in);
        Check.positive("kernel" + axis, kernel);
        Check.positive("stride" + axis, stride);
        Check.positive("dilation" + axis, dilation);
    }
}
