package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.DepthwiseKernels;
import io.github.lanewise.kernels.internal.micro.PlaneTaps;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DepthwiseBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The input gradient of a depthwise convolution of stride 1: a task is one input channel of some images. Its slot holds a plane
 * of gradOutput with +0 left and right of each row, the weights spread over the columns, and two planes of sums.
 *
 * <p>Only existing pairs count. Where the rows of the kernel leave the output, the row has fewer taps; where its columns do,
 * the weight of that column is −1: −1 · +0 is −0, which changes no sum, neither +0 nor −0.
 */
final class DepthwiseBackwardInput implements Pass {
    private static final DepthwiseKernels KERNELS = Lookup.kernels().depthwise();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final PlaneTaps taps;
    private final int multiplier;
    private final int kernel;
    private final int left;
    private final int source;
    private final int inPlane;
    private final RowRun[] runs;

    DepthwiseBackwardInput(Wiring wiring) {
        this.wiring = wiring;
        shape = wiring.shape();
        multiplier = shape.outChannels() / shape.groups();
        kernel = shape.kernelHeight() * shape.kernelWidth();
        inPlane = shape.inHeight() * shape.inWidth();
        runs = runs();
        left = Math.max(0, (shape.kernelWidth() - 1) * shape.dilationWidth() - shape.padLeft());
        int width = left + Math.max(shape.outWidth(), shape.inWidth() + shape.padLeft());
        source = shape.outHeight() * width + LANES;
        int[] tap = new int[kernel];
        for (int t = 0; t < kernel; t++) {
            tap[t] = (shape.padTop() - t / shape.kernelWidth() * shape.dilationHeight()) * width + left
                    + shape.padLeft() - t % shape.kernelWidth() * shape.dilationWidth();
        }
        taps = new PlaneTaps(shape.inWidth(), width, tap, Math.max(shape.inWidth(), LANES),
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

    /** gradOutput, the weights, two planes of sums. */
    @Override
    public int slotFloats(Arguments arguments) {
        return sums() + 2 * (inPlane + LANES);
    }

    private int sums() {
        return source + multiplier * kernel * taps.weightStride();
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
        Arrays.fill(slot, 0, source, 0f);
        for (int t = 0; t < multiplier * kernel; t++) {
            spreadWeight(a.weight[a.weightOffset + group * multiplier * kernel + t], t % shape.kernelWidth(), slot,
                    source + t * taps.weightStride());
        }
        for (int n = begin; n < Math.min(begin + DepthwiseBlocks.IMAGES, shape.batch()); n++) {
            image(a, n, group, slot);
        }
    }

    /** To the columns that have this tap. */
    private void spreadWeight(float weight, int kernelColumn, float[] slot, int to) {
        int shift = kernelColumn * shape.dilationWidth() - shape.padLeft();
        int begin = Math.clamp(shift, 0, shape.inWidth());
        int end = Math.clamp((long) shift + shape.outWidth(), begin, shape.inWidth());
        Arrays.fill(slot, to, to + taps.weightStride(), -1f);
        Arrays.fill(slot, to + begin, to + end, weight);
    }

    /** One channel of gradOutput after the other, the sums going from plane to plane, at last to gradInput. */
    private void image(Arguments a, int image, int group, float[] slot) {
        int to = a.gradInputOffset + (image * shape.inChannels() + group) * inPlane;
        int outPlane = shape.outHeight() * shape.outWidth();
        int plane = inPlane + LANES;
        for (int m = 0; m < multiplier; m++) {
            int from = a.gradOutputOffset + (image * shape.outChannels() + group * multiplier + m) * outPlane;
            KERNELS.copyRows(shape.outHeight(), shape.outWidth(), a.gradOutput, from, slot, left, taps.sourceStride());
            boolean direct = m == multiplier - 1 && shape.inWidth() >= LANES;
            rows(source + m * kernel * taps.weightStride(), slot, m == 0 ? -1 : sums() + (m - 1) % 2 * plane,
                    direct ? a.gradInput : slot, direct ? to : sums() + m % 2 * plane);
        }
        if (shape.inWidth() < LANES) {
            System.arraycopy(slot, sums() + (multiplier - 1) % 2 * plane, a.gradInput, to, inPlane);
        }
    }

    /** All rows. Without {@code begin}, which is then −1, from +0. */
    private void rows(int weights, float[] slot, int begin, float[] target, int to) {
        for (RowRun run : runs) {
            int done = run.row * shape.inWidth();
            KERNELS.rows(taps, run.count, run.firstTap, run.endTap, slot, weights, slot,
                    run.row * taps.sourceStride(), 0f, begin < 0 ? null : slot, begin + done, target, to + done);
        }
    }

    /** Rows of the input that the same rows of the kernel reach, and the taps of these. */
    private record RowRun(int row, int count, int firstTap, int endTap) {}

    private RowRun[] runs() {
        List<RowRun> found = new ArrayList<>();
        int end;
        for (int row = 0; row < shape.inHeight(); row = end) {
            int first = firstKernelRow(row);
            int last = endKernelRow(row);
            end = row + 1;
            while (end < shape.inHeight() && firstKernelRow(end) == first && endKernelRow(end) == last) {
                end++;
            }
            found.add(new RowRun(row, end - row, first * shape.kernelWidth(), last * shape.kernelWidth()));
        }
        return found.toArray(RowRun[]::new);
    }

    private int firstKernelRow(int row) {
        int below = row + shape.padTop() - shape.outHeight();
        return below < 0 ? 0 : Math.min(below / shape.dilationHeight() + 1, endKernelRow(row));
    }

    private int endKernelRow(int row) {
        return Math.min(shape.kernelHeight(), (row + shape.padTop()) / shape.dilationHeight() + 1);
    }
}
