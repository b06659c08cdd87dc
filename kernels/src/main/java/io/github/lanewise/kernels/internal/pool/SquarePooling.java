package io.github.lanewise.kernels.internal.pool;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.SquarePoolKernels;
import io.github.lanewise.kernels.internal.micro.Squares;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.PoolBlocks;

/**
 * Pooling in squares of 2×2 that tile the plane: each cell is read or written once, where it stands. A task is some whole
 * planes, or a band of rows of a large one.
 */
final class SquarePooling {
    private static final SquarePoolKernels KERNELS = Lookup.kernels().squarePool();
    /** What a cell costs in multiply-adds: like ReLU, it is a load and hardly more. */
    private static final long COST = 4;

    private final Squares squares;
    private final int planes;
    private final int planesOfTask;
    private final float divisor;

    SquarePooling(Pool2dShape shape) {
        squares = new Squares(shape.outHeight(), shape.outWidth(), shape.inHeight(), shape.inWidth());
        planes = shape.batch() * shape.channels();
        planesOfTask = Math.max(1, PoolBlocks.PLANE_ELEMENTS / squares.cells());
        divisor = shape.divisorOverride() == 0 ? 4 : shape.divisorOverride();
    }

    Pass forward(boolean maximum) {
        return maximum ? new Maximum() : new Average();
    }

    Pass backward(boolean maximum) {
        return maximum ? new MaximumBackward() : new AverageBackward();
    }

    /** Some planes a task, or so many rows of windows of one. */
    private abstract class Bands implements Pass {
        private final int rowsOfTask;
        private final int bands;

        Bands(int rowsOfTask) {
            this.rowsOfTask = Math.min(squares.rows(), rowsOfTask);
            bands = Math.ceilDiv(squares.rows(), this.rowsOfTask);
        }

        @Override
        public final int tasks(Arguments arguments) {
            return Math.ceilDiv(planes, planesOfTask) * bands;
        }

        @Override
        public final long work(Arguments arguments) {
            return COST * planes * squares.cells();
        }

        @Override
        public final String describe() {
            return verb() + " squares of 2×2, "
                    + (bands == 1 ? planesOfTask + " planes a task" : rowsOfTask + " rows of them a task");
        }

        @Override
        public final void run(Arguments arguments, int task, float[] slot) {
            int plane = task / bands * planesOfTask;
            int begin = task % bands * rowsOfTask;
            run(arguments, plane, Math.min(planesOfTask, planes - plane), begin,
                    Math.min(begin + rowsOfTask, squares.rows()));
        }

        abstract String verb();

        abstract void run(Arguments a, int plane, int count, int begin, int end);
    }

    private int bandRows() {
        return Math.max(1, PoolBlocks.PLANE_ELEMENTS / (2 * squares.width()));
    }

    private final class Maximum extends Bands {
        Maximum() {
            super(bandRows());
        }

        @Override
        String verb() {
            return "takes the maxima of";
        }

        @Override
        void run(Arguments a, int plane, int count, int begin, int end) {
            int windows = plane * squares.windows();
            KERNELS.maxima(squares, count, begin, end, a.input, a.inputOffset + plane * squares.cells(), a.output,
                    a.outputOffset + windows, a.indices, a.indicesOffset + windows);
        }
    }

    private final class Average extends Bands {
        Average() {
            super(bandRows());
        }

        @Override
        String verb() {
            return "takes the averages of";
        }

        @Override
        void run(Arguments a, int plane, int count, int begin, int end) {
            KERNELS.averages(squares, count, begin, end, divisor, a.input, a.inputOffset + plane * squares.cells(),
                    a.output, a.outputOffset + plane * squares.windows());
        }
    }

    private final class AverageBackward extends Bands {
        AverageBackward() {
            super(bandRows());
        }

        @Override
        String verb() {
            return "spreads the shares of";
        }

        @Override
        void run(Arguments a, int plane, int count, int begin, int end) {
            KERNELS.averagesBackward(squares, count, begin, end, divisor, a.gradOutput,
                    a.gradOutputOffset + plane * squares.windows(), a.gradInput,
                    a.gradInputOffset + plane * squares.cells());
        }
    }

    /** In whole planes, because an index that forward did not write may be any cell of its plane. */
    private final class MaximumBackward extends Bands {
        MaximumBackward() {
            super(squares.rows());
        }

        @Override
        String verb() {
            return "gives gradOutput to the winners of";
        }

        @Override
        void run(Arguments a, int plane, int count, int begin, int end) {
            int from = a.gradOutputOffset + plane * squares.windows();
            int winners = a.indicesOffset + plane * squares.windows();
            int to = a.gradInputOffset + plane * squares.cells();
            if (!KERNELS.maximaBackward(squares, count, begin, end, a.gradOutput, from, a.indices, winners,
                    a.gradInput, to)) {
                Scatter.planes(count, squares.windows(), squares.cells(), a.gradOutput, from, a.indices, winners,
                        a.gradInput, to);
            }
        }
    }
}
