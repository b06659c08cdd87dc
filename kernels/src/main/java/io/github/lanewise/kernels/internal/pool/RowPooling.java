package io.github.lanewise.kernels.internal.pool;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.RowWindows;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.PoolBlocks;
import io.github.lanewise.kernels.internal.select.PoolChoice;
import java.util.Arrays;

/** Forward of a pooling whose windows stand one or two columns apart. A task is some planes; its slot holds one with its padding. */
final class RowPooling implements Pass {
    private static final MicroKernels KERNELS = Lookup.kernels();

    private final Pool2dShape shape;
    private final boolean maximum;
    private final RowWindows windows;
    private final int planes;
    private final int planesOfTask;
    private final int inPlane;
    private final int outPlane;
    private final int height;
    private final int width;

    RowPooling(Pool2dShape shape) {
        this.shape = shape;
        maximum = shape.kind() == Pool2dShape.Kind.MAX;
        planes = shape.batch() * shape.channels();
        inPlane = shape.inHeight() * shape.inWidth();
        outPlane = shape.outHeight() * shape.outWidth();
        planesOfTask = Math.max(1, PoolBlocks.PLANE_ELEMENTS / inPlane);
        height = PoolChoice.paddedHeight(shape);
        width = PoolChoice.paddedWidth(shape);
        windows = windows();
    }

    private RowWindows windows() {
        int[] tap = new int[shape.kernelHeight() * shape.kernelWidth()];
        int[] cell = new int[tap.length];
        for (int t = 0; t < tap.length; t++) {
            int row = t / shape.kernelWidth() * shape.dilationHeight();
            int column = t % shape.kernelWidth() * shape.dilationWidth();
            tap[t] = row * width + column;
            cell[t] = row * shape.inWidth() + column;
        }
        int[] firstInRow = new int[shape.outHeight()];
        for (int row = 0; row < firstInRow.length; row++) {
            firstInRow[row] = Windows.firstInside(row * shape.strideHeight() - shape.padTop(), shape.dilationHeight())
                    * shape.dilationHeight() * shape.inWidth();
        }
        int[] firstInColumn = new int[shape.outWidth()];
        for (int column = 0; column < firstInColumn.length; column++) {
            firstInColumn[column] = Windows.firstInside(column * shape.strideWidth() - shape.padLeft(),
                    shape.dilationWidth()) * shape.dilationWidth();
        }
        return new RowWindows(shape.outHeight(), shape.outWidth(), shape.strideWidth(), shape.strideHeight() * width,
                tap, cell, -shape.padTop() * shape.inWidth() - shape.padLeft(),
                shape.strideHeight() * shape.inWidth(), firstInRow, firstInColumn,
                maximum ? null : Windows.table(shape).divisor());
    }

    @Override
    public int tasks(Arguments arguments) {
        return Math.ceilDiv(planes, planesOfTask);
    }

    @Override
    public long work(Arguments arguments) {
        return 4L * planes * (inPlane + (long) outPlane * windows.tap().length);
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return height * width;
    }

    @Override
    public String describe() {
        return "pools rows of windows of " + planesOfTask + " planes a task, each copied with its padding";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        Arrays.fill(slot, 0, height * width, maximum ? Float.NEGATIVE_INFINITY : 0f);
        int begin = task * planesOfTask;
        for (int plane = begin; plane < Math.min(begin + planesOfTask, planes); plane++) {
            KERNELS.depthwise().copyRows(shape.inHeight(), shape.inWidth(), a.input, a.inputOffset + plane * inPlane,
                    slot, shape.padTop() * width + shape.padLeft(), width);
            int to = plane * outPlane;
            if (maximum) {
                KERNELS.rowPool().maxima(windows, slot, 0, a.output, a.outputOffset + to, a.indices,
                        a.indicesOffset + to);
            } else {
                KERNELS.rowPool().averages(windows, slot, 0, a.output, a.outputOffset + to);
            }
        }
    }
}
