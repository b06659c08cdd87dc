package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import io.github.lanewise.kernels.internal.pool.Bands.Band;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.PoolBlocks;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.Arrays;
import java.util.List;

/**
 * LeNet-5's trainable subsampling. Forward and the gradient by input have sixteen planes in the lanes, each lane with its
 * channel's coefficient, so a small batch of many channels fills them too. The gradients by coefficient and bias have sixteen
 * images of one channel in the lanes, which are the sixteen partial chains.
 */
public final class Subsampling {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final int batch;
    private final int channels;
    private final int inWidth;
    private final int inPlane;
    private final int outPlane;
    private final int pieces;
    private final int[] corner;
    private final Execution forward;
    private final Execution backwardInput;
    private final Execution backwardCoefficient;

    /** @param windows the windows of the shape, as a pooling has them */
    public Subsampling(Subsampling2dShape shape, Pool2dShape windows) {
        batch = shape.batch();
        channels = shape.channels();
        inWidth = shape.inWidth();
        inPlane = shape.inHeight() * inWidth;
        outPlane = shape.outHeight() * shape.outWidth();
        pieces = SixteenPartials.pieces(batch);
        WindowTable table = Windows.table(windows);
        corner = table.first();
        Bands bands = new Bands(table);
        List<Band> ofWindows = bands.ofWindows(PoolBlocks.CELLS);
        long outputs = (long) batch * channels * outPlane;
        forward = Execution.planned("forward", "", shape, 5 * outputs, List.of(new Forward(ofWindows)));
        backwardInput = Execution.planned("backwardInput", "", shape, outputs,
                List.of(new BackwardInput(bands.ofCells(inPlane, PoolBlocks.CELLS))));
        backwardCoefficient = Execution.planned("backwardCoefficient", "", shape, 6 * outputs,
                List.of(new Sums(ofWindows), new Pieces()));
    }

    public Execution forward() {
        return forward;
    }

    public Execution backwardInput() {
        return backwardInput;
    }

    public Execution backwardCoefficient() {
        return backwardCoefficient;
    }

    /**
     * A pass that moves input and output, or their gradients, between rows and lanes. A slot begins with two floats for each
     * lane: coefficients and biases, or the sums for them. Then come the cells of a band, and a float for each window.
     */
    private abstract class Moving implements Pass {
        static final int CELLS = 2 * LANES;

        final List<Band> bands;
        private final int slotFloats;

        Moving(List<Band> bands) {
            this.bands = bands;
            slotFloats = Math.addExact(CELLS, Bands.floats(bands, 1));
        }

        @Override
        public final long work(Arguments arguments) {
            return Thresholds.PER_MOVE * batch * channels * (inPlane + outPlane);
        }

        @Override
        public final int slotFloats(Arguments arguments) {
            return slotFloats;
        }

        @Override
        public final String describe() {
            return words() + (bands.size() == 1 ? "" : ", in " + bands.size() + " bands");
        }

        abstract String words();

        /** Where cell 0 of a plane would stand. */
        final int origin(Band band) {
            return CELLS - band.beginCell() * LANES;
        }

        /** Where the windows of a band stand, behind its cells. */
        final int windows(Band band) {
            return CELLS + band.cells() * LANES;
        }
    }

    /** Sixteen planes a task, or a band of them. */
    private abstract class Planes extends Moving {
        Planes(List<Band> bands) {
            super(bands);
        }

        @Override
        public final int tasks(Arguments arguments) {
            return Math.ceilDiv(batch * channels, LANES) * bands.size();
        }

        @Override
        public final void run(Arguments arguments, int task, float[] slot) {
            int plane = task / bands.size() * LANES;
            run(arguments, bands.get(task % bands.size()), plane, Math.min(LANES, batch * channels - plane), slot);
        }

        abstract void run(Arguments a, Band band, int plane, int count, float[] slot);

        /** What each lane's channel has; lanes without a plane keep what was there, which nobody reads. */
        final void perLane(int plane, int count, float[] values, int offset, float[] slot, int to) {
            for (int lane = 0; lane < count; lane++) {
                slot[to + lane] = values[offset + (plane + lane) % channels];
            }
        }
    }

    private final class Forward extends Planes {
        Forward(List<Band> bands) {
            super(bands);
        }

        @Override
        String words() {
            return "subsamples 16 planes a task in lanes";
        }

        @Override
        void run(Arguments a, Band band, int plane, int count, float[] slot) {
            perLane(plane, count, a.weight, a.weightOffset, slot, 0);
            perLane(plane, count, a.bias, a.biasOffset, slot, LANES);
            KERNELS.lanes().toLanes(count, band.cells(), a.input, a.inputOffset + plane * inPlane + band.beginCell(),
                    inPlane, slot, CELLS);
            KERNELS.subsampling().subsample(corner, band.beginWindow(), band.endWindow(), inWidth, slot, origin(band),
                    slot, 0, slot, windows(band));
            KERNELS.lanes().fromLanes(count, band.windows(), slot, windows(band), a.output,
                    a.outputOffset + plane * outPlane + band.beginWindow(), outPlane);
        }
    }

    private final class BackwardInput extends Planes {
        BackwardInput(List<Band> bands) {
            super(bands);
        }

        @Override
        String words() {
            return "spreads the gradients of 16 planes a task in lanes";
        }

        @Override
        void run(Arguments a, Band band, int plane, int count, float[] slot) {
            perLane(plane, count, a.weight, a.weightOffset, slot, 0);
            KERNELS.lanes().toLanes(count, band.windows(), a.gradOutput,
                    a.gradOutputOffset + plane * outPlane + band.beginWindow(), outPlane, slot, windows(band));
            if (inPlane > 4 * outPlane) { // a row or column that no window holds
                Arrays.fill(slot, CELLS, windows(band), 0f);
            }
            KERNELS.subsampling().subsampleBackward(corner, band.beginWindow(), band.endWindow(), inWidth, slot,
                    windows(band), slot, 0, slot, origin(band));
            KERNELS.lanes().fromLanes(count, band.own(), slot, origin(band) + band.beginOwn() * LANES, a.gradInput,
                    a.gradInputOffset + plane * inPlane + band.beginOwn(), inPlane);
        }
    }

    /**
     * One channel of a piece of the batch a task, band after band. {@link Arguments#shared()} gets the gradients by coefficient
     * of all channels of the first piece, then of the next, and behind those of all pieces the gradients by bias.
     */
    private final class Sums extends Moving {
        Sums(List<Band> bands) {
            super(bands);
        }

        @Override
        public int tasks(Arguments arguments) {
            return pieces * channels;
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return Math.multiplyExact(2, pieces * channels);
        }

        @Override
        String words() {
            return "sums one channel of a piece of the batch a task, the lanes being the partials";
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            int channel = task % channels;
            int piece = task / channels;
            Arrays.fill(slot, 0, CELLS, 0f);
            for (int n = piece * PIECE; n < Math.min((piece + 1) * PIECE, batch); n += LANES) {
                for (int b = 0; b < bands.size(); b++) {
                    addImages(a, bands.get(b), n, channel, slot);
                }
            }
            a.shared()[task] = SixteenPartials.tree(slot, 0, 1);
            a.shared()[pieces * channels + task] = SixteenPartials.tree(slot, LANES, 1);
        }

        /** Sixteen images, or the last few. */
        private void addImages(Arguments a, Band band, int image, int channel, float[] slot) {
            int count = Math.min(LANES, batch - image);
            int plane = image * channels + channel;
            KERNELS.lanes().toLanes(count, band.cells(), a.input, a.inputOffset + plane * inPlane + band.beginCell(),
                    channels * inPlane, slot, CELLS);
            KERNELS.lanes().toLanes(count, band.windows(), a.gradOutput,
                    a.gradOutputOffset + plane * outPlane + band.beginWindow(), channels * outPlane, slot,
                    windows(band));
            KERNELS.subsampling().subsampleSums(corner, band.beginWindow(), band.endWindow(), inWidth, slot,
                    origin(band), slot, windows(band), slot, 0);
        }
    }

    private final class Pieces implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return 1;
        }

        @Override
        public long work(Arguments arguments) {
            return 2L * pieces * channels;
        }

        @Override
        public String describe() {
            return "adds the gradients of " + pieces + " pieces of the batch";
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            SixteenPartials.addPieces(pieces, channels, a.shared(), 0, a.gradWeight, a.gradWeightOffset);
            SixteenPartials.addPieces(pieces, channels, a.shared(), pieces * channels, a.gradBias, a.gradBiasOffset);
        }
    }
}
