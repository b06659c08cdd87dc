package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the products of a band belong in a plane. For each group of column phases, row phase, column phase and channel, in
 * this order, there is a line: the products of all numbers of the band, row after row. A row of the plane is woven of one
 * row of as many lines as there are column phases.
 */
final class Weave {
    private static final RowKernels ROWS = Lookup.kernels().rows();

    private final int planeWidth;
    /** Numbers of a row of a line, and floats from one line to the next. */
    private final int width;
    private final int lineFloats;
    private final AxisTaps[] rowPhases;
    private final int[] rowShifts;
    private final int rowStep;
    private final int firstColumn;
    private final int columnCount;
    private final boolean inPlace;
    /** For each run of channels and row phase, where each column phase has the first target of its first channel. */
    private final int[][][] begins;

    Weave(Phases rows, List<Phases> columns, List<ChannelRun> runs, int width, int lineFloats, int planeWidth) {
        this.planeWidth = planeWidth;
        this.width = width;
        this.lineFloats = lineFloats;
        rowPhases = rows.runs().toArray(AxisTaps[]::new);
        rowShifts = IntStream.range(0, rowPhases.length).map(rows::shift).toArray();
        rowStep = rowPhases[0].targetStep();
        List<AxisTaps> all = columns.stream().flatMap(group -> group.runs().stream()).toList();
        firstColumn = all.stream().mapToInt(AxisTaps::target).min().orElseThrow();
        columnCount = all.stream().mapToInt(AxisTaps::count).sum();
        inPlace = inPlace(rows, columns, planeWidth);
        begins = new int[runs.size()][rowPhases.length][all.size()];
        for (int r = 0; r < begins.length; r++) {
            int line = 0;
            for (Phases group : columns) {
                for (int i = 0; i < rowPhases.length; i++) {
                    for (int j = 0; j < group.runs().size(); j++) {
                        begins[r][i][group.runs().get(j).target() - firstColumn] = line * lineFloats + group.shift(j);
                        line += runs.get(r).count();
                    }
                }
            }
        }
    }

    /** Whether there is but one line, and it is what stands in a plane of this width. */
    static boolean inPlace(Phases rows, List<Phases> columns, int planeWidth) {
        AxisTaps row = rows.runs().getFirst();
        AxisTaps column = columns.getFirst().runs().getFirst();
        return row.targetStep() == 1 && column.targetStep() == 1 && column.count() == planeWidth;
    }

    int rowPhases() {
        return rowPhases.length;
    }

    int firstColumn() {
        return firstColumn;
    }

    /** Behind the last column written. */
    int endColumn() {
        return firstColumn + columnCount;
    }

    /** Whether a line is what stands in the plane, so that it may be computed there. */
    boolean inPlace() {
        return inPlace;
    }

    /** How many targets of a row phase have a lower number. */
    int targetsBelow(int rowPhase, int number) {
        return Math.clamp(number - rowShifts[rowPhase], 0, rowPhases[rowPhase].count());
    }

    /** The row of the plane that a target belongs to. */
    int planeRow(int rowPhase, int target) {
        return rowPhases[rowPhase].target() + target * rowStep;
    }

    /** Rows of the plane from one target to the next. */
    int rowStep() {
        return rowStep;
    }

    /** Puts targets {@code first} to {@code end} of a row phase of one channel of a run in their places. */
    void copyOut(int run, int channel, int rowPhase, int first, int end, int firstNumber, float[] from, int fromOffset,
            float[] plane, int planeOffset) {
        int at = fromOffset + channel * lineFloats + (rowShifts[rowPhase] + first - firstNumber) * width;
        int to = planeOffset + planeRow(rowPhase, first) * planeWidth + firstColumn;
        int[] begin = begins[run][rowPhase];
        if (begin.length == 1) {
            ROWS.copy(end - first, columnCount, from, at + begin[0], width, plane, to, rowStep * planeWidth);
        } else {
            ROWS.interleave(end - first, columnCount, from, at, begin, width, plane, to, rowStep * planeWidth);
        }
    }
}
