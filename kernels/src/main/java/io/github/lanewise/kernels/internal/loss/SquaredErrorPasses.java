package io.github.lanewise.kernels.internal.loss;

import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;

import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.SquaredErrorKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.Arrays;
import java.util.List;

/** Squared differences, a piece of the elements a task; the sums of the pieces stand in the shared memory. */
public final class SquaredErrorPasses {
    private static final SquaredErrorKernels KERNELS = Lookup.kernels().squaredError();
    /** Elements of a piece, part of the published order. */
    private static final int PIECE = 8192;

    private final int length;
    private final int pieces;
    private final float divisor;
    private final Execution forward;
    private final Execution backward;

    public SquaredErrorPasses(SquaredErrorShape shape) {
        length = shape.length();
        pieces = Math.ceilDiv(length, PIECE);
        divisor = shape.reduction() == Reduction.MEAN ? length : 1;
        boolean each = shape.reduction() == Reduction.NONE;
        forward = Execution.planned("forward", "", shape, length,
                each ? List.of(new Each()) : List.of(new Sum(), new AddUp()));
        backward = Execution.planned("backward", "", shape, length,
                List.of(each ? new BackwardEach() : new Backward()));
    }

    public Execution forward() {
        return forward;
    }

    public Execution backward() {
        return backward;
    }

    private abstract class Pieces implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return pieces;
        }

        /** About what ReLU costs, whose elements also only pass by. */
        @Override
        public long work(Arguments arguments) {
            return 4L * length;
        }

        @Override
        public String describe() {
            return "takes " + PIECE + " elements a task";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            int begin = task * PIECE;
            run(arguments, begin, Math.min(PIECE, length - begin), slot);
        }

        abstract void run(Arguments a, int begin, int count, float[] slot);
    }

    private final class Each extends Pieces {
        @Override
        void run(Arguments a, int begin, int count, float[] slot) {
            KERNELS.squares(count, a.input, a.inputOffset + begin, a.target, a.targetOffset + begin, a.loss,
                    a.lossOffset + begin);
        }
    }

    private final class Sum extends Pieces {
        @Override
        public int slotFloats(Arguments arguments) {
            return PARTIALS;
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return pieces;
        }

        @Override
        void run(Arguments a, int begin, int count, float[] slot) {
            Arrays.fill(slot, 0, PARTIALS, 0f);
            KERNELS.addSquares(count, a.input, a.inputOffset + begin, a.target, a.targetOffset + begin, slot, 0);
            a.shared()[begin / PIECE] = SixteenPartials.tree(slot, 0, 1);
        }
    }

    private final class AddUp implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return 1;
        }

        @Override
        public long work(Arguments arguments) {
            return pieces;
        }

        @Override
        public String describe() {
            return "adds the sums of the pieces";
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            SixteenPartials.addPieces(pieces, 1, a.shared(), 0, a.loss, a.lossOffset);
            a.loss[a.lossOffset] /= divisor;
        }
    }

    private final class Backward extends Pieces {
        @Override
        void run(Arguments a, int begin, int count, float[] slot) {
            float gradLoss = a.gradOutput[a.gradOutputOffset];
            KERNELS.backward(count, a.input, a.inputOffset + begin, a.target, a.targetOffset + begin,
                    gradLoss + gradLoss, divisor, a.gradInput, a.gradInputOffset + begin);
        }
    }

    private final class BackwardEach extends Pieces {
        @Override
        void run(Arguments a, int begin, int count, float[] slot) {
            KERNELS.backwardEach(count, a.input, a.inputOffset + begin, a.target, a.targetOffset + begin, a.gradOutput,
                    a.gradOutputOffset + begin, a.gradInput, a.gradInputOffset + begin);
        }
    }
}
