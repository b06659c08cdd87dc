package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.DepthwiseKernels;
import io.github.lanewise.kernels.internal.micro.PlaneTaps;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DepthwiseBlocks;
import java.util.Arrays;

/**
 * Forward of a depthwise convolution: a task is one input channel of some images; its slot holds a plane with its padding, the
 * weights spread over the columns, and a plane of output where its rows are shorter than the lanes.
 */
final class DepthwiseForward implements Pass {
    private static final DepthwiseKernels KERNELS = Lookup.kernels().depthwise();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final PlaneTaps taps;
    private final int multiplier;
    private final int kernel;
    private final int padded;
    private final int outPlane;

    DepthwiseForward(Wiring wiring) {
        this.wiring = wiring;
        shape = wiring.shape();
        multiplier = shape.outChannels() / shape.groups();
        kernel = shape.kernelHeight() * shape.kernelWidth();
        outPlane = shape.outHeight() * shape.outWidth();
        int width = DirectTables.paddedWidth(shape);
        padded = DirectTables.paddedHeight(shape) * width + LANES;
        int[] tap = new int[kernel];
        for (int t = 0; t < kernel; t++) {
            tap[t] = t / shape.kernelWidth() * shape.dilationHeight() * width
                    + t % shape.kernelWidth() * shape.dilationWidth();
        }
        taps = new PlaneTaps(shape.outWidth(), width, tap, Math.max(shape.outWidth(), LANES),
                DepthwiseBlocks.square(shape));
    }

    @Override
    public int tasks(Arguments arguments) {
        return Math.ceilDiv(shape.batch(), DepthwiseBlocks.IMAGES) * shape.groups();
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    /** The padded plane, the weights, the output. */
    @Override
    public int slotFloats(Arguments arguments) {
        return padded + multiplier * kernel * taps.weightStride() + (shape.outWidth() < LANES ? outPlane + LANES : 0);
    }

    @Override
    public String describe() {
        return "computes a channel of up to " + DepthwiseBlocks.IMAGES + " images a task, columns in the lanes, "
                + (taps.square() ? "in tiles of rows" : "row by row");
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task % shape.groups();
        int begin = task / shape.groups() * DepthwiseBlocks.IMAGES;
        Arrays.fill(slot, 0, padded, 0f);
        for (int t = 0; t < multiplier * kernel; t++) {
            int to = padded + t * taps.weightStride();
            Arrays.fill(slot, to, to + taps.weightStride(), a.weight[a.weightOffset + group * multiplier * kernel + t]);
        }
        for (int n = begin; n < Math.min(begin + DepthwiseBlocks.IMAGES, shape.batch()); n++) {
            KERNELS.copyRows(shape.inHeight(), shape.inWidth(), a.input,
                    a.inputOffset + (n * shape.inChannels() + group) * shape.inHeight() * shape.inWidth(), slot,
                    shape.padTop() * taps.sourceStride() + shape.padLeft(), taps.sourceStride());
            for (int m = 0; m < multiplier; m++) {
                channel(a, n, group * multiplier + m, padded + m * kernel * taps.weightStride(), slot);
            }
        }
    }

    private void channel(Arguments a, int image, int channel, int weights, float[] slot) {
        float start = a.bias == null ? 0f : a.bias[a.biasOffset + channel];
        int to = a.outputOffset + (image * shape.outChannels() + channel) * outPlane;
        if (shape.outWidth() >= LANES) {
            KERNELS.rows(taps, shape.outHeight(), 0, kernel, slot, weights, slot, 0, start, null, 0, a.output, to);
            return;
        }
        int output = padded + multiplier * kernel * taps.weightStride();
        KERNELS.rows(taps, shape.outHeight(), 0, kernel, slot, weights, slot, 0, start, null, 0, slot, output);
        System.arraycopy(slot, output, a.output, to, outPlane);
    }
}
