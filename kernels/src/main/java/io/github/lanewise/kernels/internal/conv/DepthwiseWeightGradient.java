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
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.DepthwiseBlocks;
import io.github.lanewise.kernels.internal.select.DirectTileTable;
import java.util.Arrays;

/**
 * The weight gradient of a depthwise convolution of stride 1. A chain runs along the positions of an image, so the lanes are
 * sixteen channels of one image, and the images take turns. A task is one piece of the batch and sixteen input channels; its
 * slot holds a band of their input rows with the padding, the gradients of that band for one out channel of each, and all
 * partials. What goes into lanes is used before it leaves L1.
 */
final class DepthwiseWeightGradient implements Pass {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final Gradients gradients;
    private final OffsetTable table;
    private final int multiplier;
    private final int kernel;
    private final int bandRows;
    /** Input rows that the kernel spans, and those that a band shares with the next. */
    private final int shared;
    /** Floats of one input row in lanes, with its padding. */
    private final int row;
    private final int gradOutput;
    private final int partials;

    DepthwiseWeightGradient(Wiring wiring, Gradients gradients) {
        this.wiring = wiring;
        this.gradients = gradients;
        shape = wiring.shape();
        table = DirectTables.forward(wiring)[0];
        multiplier = shape.outChannels() / shape.groups();
        kernel = shape.kernelHeight() * shape.kernelWidth();
        bandRows = DepthwiseBlocks.bandRows(shape);
        shared = (shape.kernelHeight() - 1) * shape.dilationHeight();
        row = DirectTables.paddedWidth(shape) * LANES;
        gradOutput = CacheLines.FIRST + (bandRows + shared) * row;
        partials = gradOutput
                + Math.max(bandRows * shape.outWidth(), (bandRows + shared) * shape.inWidth()) * LANES;
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

    /** A band of the input, its gradients, the partials of weights and biases. */
    @Override
    public int slotFloats(Arguments arguments) {
        return Math.max(CacheLines.LEAST, partials + multiplier * PARTIALS * partial());
    }

    /** Floats of one partial of all weights of a channel, and of its bias, in lanes. */
    private int partial() {
        return (kernel + 1) * LANES;
    }

    @Override
    public String describe() {
        return "sums 16 channels of a piece of the batch a task, in the lanes, " + bandRows + " rows at a time, "
                + (DepthwiseBlocks.square(shape) ? "nine taps at a time" : "up to five taps at a time");
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int blocks = Math.ceilDiv(shape.groups(), LANES);
        int channel = task % blocks * LANES;
        int piece = task / blocks;
        int count = Math.min(LANES, shape.groups() - channel);
        Arrays.fill(slot, CacheLines.FIRST, gradOutput, 0f);
        int end = Math.min((piece + 1) * PIECE, shape.batch());
        int present = Math.min(PARTIALS, end - piece * PIECE);
        Arrays.fill(slot, partials, partials + multiplier * PARTIALS * partial(), 0f);
        for (int n = piece * PIECE; n < end; n++) {
            addImage(a, n, channel, count, slot);
        }
        for (int m = 0; m < multiplier; m++) {
            SixteenPartials.addUp(present, partial(), slot, partials + m * PARTIALS * partial());
            finish(a, piece, channel, count, m, slot);
        }
    }

    private void addImage(Arguments a, int n, int channel, int count, float[] slot) {
        int positions = shape.outHeight() * shape.outWidth();
        for (int first = 0; first < shape.outHeight(); first += bandRows) {
            int rows = Math.min(bandRows, shape.outHeight() - first);
            int kept = first == 0 ? 0 : shared;
            System.arraycopy(slot, CacheLines.FIRST + bandRows * row, slot, CacheLines.FIRST, kept * row);
            load(a, n, channel, count, first + kept - shape.padTop(), rows + shared - kept, slot,
                    CacheLines.FIRST + kept * row);
            for (int m = 0; m < multiplier; m++) {
                int from = (n * shape.outChannels() + channel * multiplier + m) * positions + first * shape.outWidth();
                KERNELS.lanes().toLanes(count, rows * shape.outWidth(), a.gradOutput, a.gradOutputOffset + from,
                        multiplier * positions, slot, gradOutput);
                addBand(rows, slot, partials + (m * PARTIALS + n % PARTIALS) * partial());
            }
        }
    }

    /**
     * Some rows of the input from {@code first} on, +0 for those that are not there. They become lanes all together, where the
     * gradients will stand, and go from there into the middle; the padding at their sides stays +0.
     */
    private void load(Arguments a, int n, int channel, int count, int first, int rows, float[] slot, int to) {
        int plane = shape.inHeight() * shape.inWidth();
        int begin = Math.clamp(-first, 0, rows);
        int end = Math.clamp(shape.inHeight() - first, begin, rows);
        int from = (n * shape.inChannels() + channel) * plane + (first + begin) * shape.inWidth();
        Arrays.fill(slot, to, to + begin * row, 0f);
        Arrays.fill(slot, to + end * row, to + rows * row, 0f);
        if (begin < end) {
            KERNELS.lanes().toLanes(count, (end - begin) * shape.inWidth(), a.input, a.inputOffset + from, plane, slot,
                    gradOutput);
        }
        for (int r = begin; r < end; r++) {
            System.arraycopy(slot, gradOutput + (r - begin) * shape.inWidth() * LANES, slot,
                    to + r * row + shape.padLeft() * LANES, shape.inWidth() * LANES);
        }
    }

    private void addBand(int rows, float[] slot, int partial) {
        if (DepthwiseBlocks.square(shape)) {
            for (int r = 0; r < rows; r++) {
                KERNELS.depthwise().squareGradientRow(shape.outWidth(), row / LANES, slot,
                        gradOutput + r * shape.outWidth() * LANES, slot, CacheLines.FIRST + r * row, slot, partial);
            }
            return;
        }
        int positions = rows * shape.outWidth();
        int tile;
        for (int tap = 0; tap < kernel; tap += tile) {
            tile = DirectTileTable.gradientTaps(kernel - tap);
            KERNELS.convolution().weightGradientTile(1, tile, table, tap, 0, positions, slot, gradOutput, slot,
                    CacheLines.FIRST, slot, partial + tap * LANES, 0);
        }
        KERNELS.convolution().addUp(positions, slot, gradOutput, slot, partial + kernel * LANES);
    }

    /** Each sum to its place. */
    private void finish(Arguments a, int piece, int channel, int count, int m, float[] slot) {
        float[] weights = gradients.weights(a);
        int from = partials + m * PARTIALS * partial();
        for (int lane = 0; lane < count; lane++) {
            int out = (channel + lane) * multiplier + m;
            for (int t = 0; t < kernel; t++) {
                weights[gradients.weightsOf(a, piece, 0) + out * kernel + t] = slot[from + t * LANES + lane];
            }
            a.shared()[gradients.biasesOf(piece, 0) + out] = slot[from + kernel * LANES + lane];
        }
    }
}
