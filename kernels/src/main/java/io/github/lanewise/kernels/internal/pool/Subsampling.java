package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
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

    public Subsampling(Subsampling2dShape shape) {
        batch = shape.batch();
        channels = shape.channels();
        inWidth = shape.inWidth();
        inPlane = shape.inHeight() * inWidth;
        outPlane = shape.outHeight() * shape.outWidth();
        pieces = SixteenPartials.pieces(batch);
        corner = new int[outPlane];
        for (int w = 0; w < outPlane; w++) {
            corner[w] = 2 * (w / shape.outWidth() * inWidth + w % shape.outWidth());
        }
        long outputs = (long) batch * channels * outPlane;
        forward = Execution.planned("forward", "", shape, 5 * outputs, List.of(new Forward()));
        backwardInput = Execution.planned("backwardInput", "", shape, outputs, List.of(new BackwardInput()));
        backwardCoefficient = Execution.planned("backwardCoefficient", "", shape, 6 * outputs,
                List.of(new Sums(), new Pieces()));
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

    /** A pass that moves input and output, or their gradients, between rows and lanes. */
    private abstract class Moving implements Pass {
        @Override
        public final long work(Arguments arguments) {
            return Thresholds.PER_MOVE * batch * channels * (inPlane + outPlane);
        }

        /** A plane of input, one of output, and two floats of each lane, coefficients and biases or the sums for them. */
        @Override
        public final int slotFloats(Arguments arguments) {
            return (inPlane + outPlane + 2) * LANES;
        }

        final int outputLanes() {
            return inPlane * LANES;
        }

        final int factors() {
            return (inPlane + outPlane) * LANES;
        }
    }

    /** Sixteen planes a task. */
    private abstract class Planes extends Moving {
        @Override
        public final int tasks(Arguments arguments) {
            return Math.ceilDiv(batch * channels, LANES);
        }

        @Override
        public final void run(Arguments arguments, int task, float[] slot) {
            int plane = task * LANES;
            run(arguments, plane, Math.min(LANES, batch * channels - plane), slot);
        }

        abstract void run(Arguments a, int plane, int count, float[] slot);

        /** What each lane's channel has; lanes without a plane keep what was there, which nobody reads. */
        final void perLane(int plane, int count, float[] values, int offset, float[] slot, int to) {
            for (int lane = 0; lane < count; lane++) {
                slot[to + lane] = values[offset + (plane + lane) % channels];
            }
        }
    }

    private final class Forward extends Planes {
        @Override
        public String describe() {
            return "subsamples 16 planes a task in lanes";
        }

        @Override
        void run(Arguments a, int plane, int count, float[] slot) {
            perLane(plane, count, a.weight, a.weightOffset, slot, factors());
            perLane(plane, count, a.bias, a.biasOffset, slot, factors() + LANES);
            KERNELS.lanes().toLanes(count, inPlane, a.input, a.inputOffset + plane * inPlane, inPlane, slot, 0);
            KERNELS.subsampling().subsample(corner, inWidth, slot, 0, slot, factors(), slot, outputLanes());
            KERNELS.lanes().fromLanes(count, outPlane, slot, outputLanes(), a.output,
                    a.outputOffset + plane * outPlane, outPlane);
        }
    }

    private final class BackwardInput extends Planes {
        @Override
        public String describe() {
            return "spreads the gradients of 16 planes a task in lanes";
        }

        @Override
        void run(Arguments a, int plane, int count, float[] slot) {
            perLane(plane, count, a.weight, a.weightOffset, slot, factors());
            KERNELS.lanes().toLanes(count, outPlane, a.gradOutput, a.gradOutputOffset + plane * outPlane, outPlane,
                    slot, outputLanes());
            if (inPlane > 4 * outPlane) { // a row or column that no window holds
                Arrays.fill(slot, 0, outputLanes(), 0f);
            }
            KERNELS.subsampling().subsampleBackward(corner, inWidth, slot, outputLanes(), slot, factors(), slot, 0);
            KERNELS.lanes().fromLanes(count, inPlane, slot, 0, a.gradInput, a.gradInputOffset + plane * inPlane,
                    inPlane);
        }
    }

    /**
     * One channel of a piece of the batch a task. {@link Arguments#shared()} gets the gradients by coefficient of all
     * channels of the first piece, then of the next, and behind those of all pieces the gradients by bias.
     */
    private final class Sums extends Moving {
        @Override
        public int tasks(Arguments arguments) {
            return pieces * channels;
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return Math.multiplyExact(2, pieces * channels);
        }

        @Override
        public String describe() {
            return "sums one channel of a piece of the batch a task, the lanes being the partials";
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            int channel = task % channels;
            int piece = task / channels;
            Arrays.fill(slot, factors(), factors() + 2 * LANES, 0f);
            for (int n = piece * PIECE; n < Math.min((piece + 1) * PIECE, batch); n += LANES) {
                int count = Math.min(LANES, batch - n);
                int plane = n * channels + channel;
                KERNELS.lanes().toLanes(count, inPlane, a.input, a.inputOffset + plane * inPlane, channels * inPlane,
                        slot, 0);
                KERNELS.lanes().toLanes(count, outPlane, a.gradOutput, a.gradOutputOffset + plane * outPlane,
                        channels * outPlane, slot, outputLanes());
                KERNELS.subsampling().subsampleSums(corner, inWidth, slot, 0, slot, outputLanes(), slot, factors());
            }
            a.shared()[task] = SixteenPartials.tree(slot, factors(), 1);
            a.shared()[pieces * channels + task] = SixteenPartials.tree(slot, factors() + LANES, 1);
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
