package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which cells of gradInput are reached by a kernel cell from outside the output, where {@link Im2colProduct} reads +0. */
final class Border {
    private static final RowKernels ROWS = Lookup.kernels().rows();
    private static final int[] NONE = {};

    private final int width;
    /** The columns of each row that belong to the border. */
    private final int[][] columns;
    private final boolean empty;

    /** For the phases of each axis, and the size of an output plane. */
    Border(List<Phases> rows, List<Phases> columns, int outHeight, int outWidth) {
        int[] reachedRows = reached(rows, outHeight, false);
        int[] borderRows = reached(rows, outHeight, true);
        int[] reachedColumns = reached(columns, outWidth, false);
        int[] borderColumns = reached(columns, outWidth, true);
        width = size(columns);
        this.columns = new int[size(rows)][];
        Arrays.fill(this.columns, NONE);
        for (int row : reachedRows) {
            this.columns[row] = borderColumns;
        }
        for (int row : borderRows) {
            this.columns[row] = reachedColumns;
        }
        empty = Arrays.stream(this.columns).allMatch(line -> line.length == 0);
    }

    private static int size(List<Phases> axis) {
        return axis.stream().flatMap(group -> group.runs().stream()).mapToInt(AxisTaps::count).sum();
    }

    /** Cells that some kernel cell reaches, or that one reaches from outside, ascending. */
    private static int[] reached(List<Phases> axis, int size, boolean fromOutside) {
        return axis.stream().flatMap(group -> group.runs().stream())
                .flatMapToInt(run -> IntStream.range(0, run.count()).filter(i -> {
                    IntPredicate counts = from -> !fromOutside || from < 0 || from >= size;
                    return IntStream.of(run.offset()).map(offset -> run.source() + i + offset).anyMatch(counts);
                }).map(i -> run.target() + i * run.targetStep())).sorted().toArray();
    }

    /** Whether a border cell among columns {@code first} to {@code end} of some rows of a plane is a zero or a NaN. */
    boolean doubtful(int row, int step, int rows, int first, int end, float[] values, int plane) {
        if (empty || step == 1 && end - first == width && ROWS.nonzero(rows * width, values, plane + row * width)) {
            return false;
        }
        for (int r = row; r < row + rows * step; r += step) {
            int at = plane + r * width;
            if (columns[r].length > 0 && !ROWS.nonzero(end - first, values, at + first)
                    && doubtful(columns[r], first, end, values, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean doubtful(int[] columns, int first, int end, float[] values, int row) {
        for (int column : columns) {
            if (column >= first && column < end && !(Math.abs(values[row + column]) > 0)) {
                return true;
            }
        }
        return false;
    }
}
