package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DepthwiseBlocks;
import io.github.lanewise.kernels.internal.select.DirectTileTable;
import java.util.Arrays;

/**
 * The weight gradient of a depthwise convolution of stride 1. A chain runs along the positions of an image, so the lanes are
 * sixteen channels of one image, and the images take turns. A task is one piece of the batch and sixteen input channels; its
 * slot holds these of one image with their padding, a gradient for each of them, and all partials.
 */
final class DepthwiseWeightGradient implements Pass {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final Gradients gradients;
    private final OffsetTable table;
    private final int multiplier;
    private final int kernel;
    private final int width;
    private final int padded;
    private final int positions;

    DepthwiseWeightGradient(Wiring wiring, Gradients gradients) {
        this.wiring = wiring;
        this.gradients = gradients;
        shape = wiring.shape();
        table = DirectTables.forward(wiring)[0];
        multiplier = shape.outChannels() / shape.groups();
        kernel = shape.kernelHeight() * shape.kernelWidth();
        width = DirectTables.paddedWidth(shape);
        padded = DirectTables.paddedHeight(shape) * width * LANES;
        positions = shape.outHeight() * shape.outWidth();
    }

    @Override
    public int tasks(Arguments arguments) {
        return gradients.pieces() * Math.ceilDiv(shape.groups(), LANES);
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return gradients.floats();
    }

    /** The input, the gradients, the partials of weights and biases. */
    @Override
    public int slotFloats(Arguments arguments) {
        return partials() + multiplier * PARTIALS * partial();
    }

    private int partials() {
        return padded + positions * LANES;
    }

    /** Floats of one partial of all weights of a channel, and of its bias, in lanes. */
    private int partial() {
        return (kernel + 1) * LANES;
    }

    @Override
    public String describe() {
        return "sums 16 channels of a piece of the batch a task, in the lanes, "
                + (DepthwiseBlocks.square(shape) ? "nine taps at a time" : "up to four taps at a time");
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int blocks = Math.ceilDiv(shape.groups(), LANES);
        int channel = task % blocks * LANES;
        int piece = task / blocks;
        int count = Math.min(LANES, shape.groups() - channel);
        Arrays.fill(slot, 0, padded, 0f);
        Arrays.fill(slot, partials(), partials() + multiplier * PARTIALS * partial(), 0f);
        for (int n = piece * PIECE; n < Math.min((piece + 1) * PIECE, shape.batch()); n++) {
            load(a, n, channel, count, slot);
            for (int m = 0; m < multiplier; m++) {
                int gradOutput = (n * shape.outChannels() + channel * multiplier + m) * positions;
                KERNELS.lanes().toLanes(count, positions, a.gradOutput, a.gradOutputOffset + gradOutput,
                        multiplier * positions, slot, padded);
                addImage(slot, partials() + (m * PARTIALS + n % PARTIALS) * partial());
            }
        }
        for (int m = 0; m < multiplier; m++) {
            finish(a.shared(), piece, channel, count, m, slot);
        }
    }

    /** Row by row into the middle; the padding around stays +0. */
    private void load(Arguments a, int image, int channel, int count, float[] slot) {
        int plane = shape.inHeight() * shape.inWidth();
        int from = a.inputOffset + (image * shape.inChannels() + channel) * plane;
        if (padded == plane * LANES) {
            KERNELS.lanes().toLanes(count, plane, a.input, from, plane, slot, 0);
            return;
        }
        for (int row = 0; row < shape.inHeight(); row++) {
            KERNELS.lanes().toLanes(count, shape.inWidth(), a.input, from + row * shape.inWidth(), plane, slot,
                    ((row + shape.padTop()) * width + shape.padLeft()) * LANES);
        }
    }

    private void addImage(float[] slot, int partial) {
        if (DepthwiseBlocks.square(shape)) {
            for (int row = 0; row < shape.outHeight(); row++) {
                KERNELS.depthwise().squareGradientRow(shape.outWidth(), width, slot,
                        padded + row * shape.outWidth() * LANES, slot, row * width * LANES, slot, partial);
            }
            return;
        }
        int tile;
        for (int tap = 0; tap < kernel; tap += tile) {
            tile = DirectTileTable.gradientTaps(kernel - tap);
            KERNELS.convolution().weightGradientTile(1, tile, table, tap, 0, positions, slot, padded, slot, 0, slot,
                    partial + tap * LANES, 0);
        }
        KERNELS.convolution().addUp(positions, slot, padded, slot, partial + kernel * LANES);
    }

    /** The tree, and each sum to its place. */
    private void finish(float[] shared, int piece, int channel, int count, int m, float[] slot) {
        int from = partials() + m * PARTIALS * partial();
        for (int lane = 0; lane < count; lane++) {
            int out = (channel + lane) * multiplier + m;
            for (int t = 0; t < kernel; t++) {
                shared[gradients.weightsOf(piece) + out * kernel + t] = SixteenPartials.tree(slot,
                        from + t * LANES + lane, partial());
            }
            shared[gradients.biasesOf(piece) + out] = SixteenPartials.tree(slot, from + kernel * LANES + lane,
                    partial());
        }
    }
}
