package io.github.lanewise.kernels.internal.conv;

import java.util.stream.IntStream;

/**
 * Which targets of a gather read nothing but what exists: rows {@code firstRow} to {@code endRow} and columns
 * {@code firstColumn} to {@code endColumn}. The others are its border.
 */
record Border(int firstRow, int endRow, int firstColumn, int endColumn, int columns) {
    static Border of(Gather gather) {
        AxisTaps rows = gather.rows();
        AxisTaps columns = gather.columns();
        return new Border(first(rows), end(rows, gather.sourceHeight()), first(columns),
                end(columns, gather.sourceWidth()), columns.count());
    }

    /** The first target whose every read lies behind the begin of the source. */
    private static int first(AxisTaps taps) {
        int least = taps.source() + taps.leastOffset();
        return Math.clamp(Math.ceilDiv(-least, taps.sourceStep()), 0, taps.count());
    }

    /** Behind the last target whose every read lies before the end of the source. */
    private static int end(AxisTaps taps, int size) {
        int most = taps.source() + IntStream.of(taps.offset()).max().orElse(0);
        return Math.clamp(Math.ceilDiv(size - most, taps.sourceStep()), first(taps), taps.count());
    }

    /** Whether a border target among some rows, which stand one after the other, is a zero or a NaN. */
    boolean doubtful(int row, int rows, float[] values, int offset) {
        for (int r = 0; r < rows; r++) {
            int begin = offset + r * columns;
            boolean inside = row + r >= firstRow && row + r < endRow;
            if (doubtful(values, begin, begin + (inside ? firstColumn : columns))
                    || inside && doubtful(values, begin + endColumn, begin + columns)) {
                return true;
            }
        }
        return false;
    }

    private static boolean doubtful(float[] values, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!(values[i] < 0 || values[i] > 0)) {
                return true;
            }
        }
        return false;
    }
}
