package io.github.lanewise.kernels.internal.pad;

import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pad2dShape.Mode;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Paddings row by row: the middle of an output row is an input row as it is, so that most of the work is copying (or, of
 * the gradient, adding) contiguous floats; the ends are a constant, or one cell, or the row backwards. A task is a stretch
 * of the rows that are written.
 */
public final class Padding {
    private static final RowKernels KERNELS = Lookup.kernels().rows();
    /** Floats of a task, read and written together some 64 KiB. */
    private static final int TASK = 8192;

    private final Pad2dShape shape;
    private final float value;
    /** For each row of an output plane, the input row that it copies, or −1 where it is constant. */
    private final int[] source;
    /** For each row of an input plane, the output rows that copy it, ascending. */
    private final int[][] copies;
    private final Execution forward;
    private final Execution backward;

    public Padding(Pad2dShape shape, float value) {
        this.shape = shape;
        this.value = value;
        source = IntStream.range(0, shape.outHeight()).map(row -> source(row - shape.padTop())).toArray();
        copies = copies();
        long cells = (long) shape.batch() * shape.channels() * shape.inHeight() * shape.inWidth();
        long outCells = (long) shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
        forward = Execution.planned("forward", "", shape, cells,
                List.of(new Rows(shape.outHeight(), shape.outWidth()) {
                    @Override
                    void row(Arguments a, int plane, int row) {
                        write(a, plane, row);
                    }
                }));
        backward = Execution.planned("backward", "", shape, outCells,
                List.of(new Rows(shape.inHeight(), shape.inWidth()) {
                    @Override
                    void row(Arguments a, int plane, int row) {
                        gather(a, plane, row);
                    }
                }));
    }

    /** The input row that stands {@code row} rows below the first, or −1. */
    private int source(int row) {
        int last = shape.inHeight() - 1;
        return switch (shape.mode()) {
            case CONSTANT -> row >= 0 && row <= last ? row : -1;
            case EDGE -> Math.clamp(row, 0, last);
            case REFLECT -> row < 0 ? -row : row > last ? 2 * last - row : row;
        };
    }

    private int[][] copies() {
        int[] count = new int[shape.inHeight()];
        for (int from : source) {
            if (from >= 0) {
                count[from]++;
            }
        }
        int[][] rows = IntStream.of(count).mapToObj(int[]::new).toArray(int[][]::new);
        for (int row = source.length - 1; row >= 0; row--) {
            if (source[row] >= 0) {
                rows[source[row]][--count[source[row]]] = row;
            }
        }
        return rows;
    }

    public Execution forward() {
        return forward;
    }

    public Execution backward() {
        return backward;
    }

    /** Some of the rows that are written a task, counted through all planes. */
    private abstract class Rows implements Pass {
        private final int height;
        private final int rows;
        private final int rowsOfTask;

        Rows(int height, int width) {
            this.height = height;
            rows = shape.batch() * shape.channels() * height;
            rowsOfTask = Math.max(1, TASK / width);
        }

        @Override
        public int tasks(Arguments arguments) {
            return Math.ceilDiv(rows, rowsOfTask);
        }

        @Override
        public long work(Arguments arguments) {
            return Thresholds.PER_MOVE * shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
        }

        @Override
        public String describe() {
            return "writes up to " + rowsOfTask + " rows a task";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            int first = task * rowsOfTask;
            for (int row = first; row < first + Math.min(rowsOfTask, rows - first); row++) {
                row(arguments, row / height, row % height);
            }
        }

        abstract void row(Arguments a, int plane, int row);
    }

    /** One row of the output. */
    private void write(Arguments a, int plane, int row) {
        int width = shape.inWidth();
        int left = a.outputOffset + (plane * shape.outHeight() + row) * shape.outWidth();
        int middle = left + shape.padLeft();
        int right = middle + width;
        int end = right + shape.padRight();
        if (source[row] < 0) {
            Arrays.fill(a.output, left, end, value);
            return;
        }
        int from = a.inputOffset + (plane * shape.inHeight() + source[row]) * width;
        System.arraycopy(a.input, from, a.output, middle, width);
        if (shape.mode() == Mode.REFLECT) {
            KERNELS.reverse(shape.padLeft(), a.input, from + shape.padLeft(), a.output, left);
            KERNELS.reverse(shape.padRight(), a.input, from + width - 2, a.output, right);
        } else {
            boolean edge = shape.mode() == Mode.EDGE;
            Arrays.fill(a.output, left, middle, edge ? a.input[from] : value);
            Arrays.fill(a.output, right, end, edge ? a.input[from + width - 1] : value);
        }
    }

    /** One row of the gradient by the input, from the rows that copy it, each from its left to its right. */
    private void gather(Arguments a, int plane, int row) {
        int width = shape.inWidth();
        int to = a.gradInputOffset + (plane * shape.inHeight() + row) * width;
        Arrays.fill(a.gradInput, to, to + width, 0f);
        for (int copy : copies[row]) {
            int left = a.gradOutputOffset + (plane * shape.outHeight() + copy) * shape.outWidth();
            int middle = left + shape.padLeft();
            int right = middle + width;
            switch (shape.mode()) {
                case CONSTANT -> KERNELS.add(width, a.gradOutput, middle, a.gradInput, to);
                case EDGE -> {
                    addAll(a, left, middle, to);
                    KERNELS.add(width, a.gradOutput, middle, a.gradInput, to);
                    addAll(a, right, right + shape.padRight(), to + width - 1);
                }
                case REFLECT -> {
                    KERNELS.addReversed(shape.padLeft(), a.gradOutput, middle - 1, a.gradInput, to + 1);
                    KERNELS.add(width, a.gradOutput, middle, a.gradInput, to);
                    KERNELS.addReversed(shape.padRight(), a.gradOutput, right + shape.padRight() - 1, a.gradInput,
                            to + width - 1 - shape.padRight());
                }
            }
        }
    }

    /** A stretch of copies of one cell: a single chain, which nothing can cut. */
    private static void addAll(Arguments a, int begin, int end, int cell) {
        float sum = a.gradInput[cell];
        for (int i = begin; i < end; i++) {
            sum += a.gradOutput[i];
        }
        a.gradInput[cell] = sum;
    }
}
