package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.gemm.Panels;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Half of im2col: the rows of a source as each kernel column sees them, one after the other without gaps, for a band of
 * target rows. What a tap reads for all targets of the band is then one contiguous stretch: the targets follow each other,
 * and so do the rows. A cell is moved once a kernel column instead of once a kernel cell, padding becomes +0, and strides
 * become rows of their own.
 *
 * <pre>
 * shifted[channel][kernel column][row mod stride][row div stride][target column]
 * </pre>
 *
 * <p>Where a kernel is one column wide and reads whole rows (1×1 without padding above all), the source itself is such an
 * array and nothing is moved.
 */
final class ShiftedRows {
    private static final RowKernels ROWS = Lookup.kernels().rows();

    private final Gather gather;
    private final int bandRows;
    /** Rows mod stride that some kernel row reads, and how far kernel rows reach in rows div stride. */
    private final int phases;
    private final int lead;
    private final boolean straight;
    private final int firstRow;
    private final int rowStep;
    private final int firstColumn;
    private final int width;
    private final int kernelColumns;
    private final int columnStep;
    /** Columns mod step that some kernel column reads, and the columns of a line of each. */
    private final int columnPhases;
    private final int splitWidth;
    private final int phasePitch;
    private final int columnPitch;
    private final int channelPitch;
    private final int[] rowOffsets;

    /** For bands of at most {@code bandRows} target rows, of channels that lie side by side if {@code neighbours}. */
    ShiftedRows(Gather gather, int bandRows, boolean neighbours) {
        this.gather = gather;
        AxisTaps rows = gather.rows();
        AxisTaps columns = gather.columns();
        width = columns.count();
        this.bandRows = bandRows;
        firstRow = rows.source() + rows.leastOffset();
        rowStep = rows.sourceStep();
        firstColumn = columns.source() + columns.leastOffset();
        kernelColumns = columns.kernel().length;
        columnStep = columns.sourceStep();
        columnPhases = Math.min(columnStep, columns.reach() + 1);
        splitWidth = width + columns.reach() / columnStep;
        phases = Math.min(rows.sourceStep(), rows.reach() + 1);
        lead = rows.reach() / rows.sourceStep();
        straight = neighbours && readsWholeRows();
        phasePitch = (bandRows + lead) * width;
        columnPitch = straight ? gather.sourceHeight() * gather.sourceWidth() : phases * phasePitch;
        channelPitch = straight ? columnPitch : kernelColumns * columnPitch;
        rowOffsets = IntStream.range(0, rows.kernel().length).map(k -> rowOffset(rows, k)).toArray();
    }

    /** Rows of bands of at most {@code targets} targets: at least half of the most, those that leave least of a last panel empty. */
    static int panelRows(Gather gather, int targets) {
        int width = gather.columns().count();
        int most = Math.clamp(targets / width, 1, gather.rows().count());
        int best = most;
        for (int rows = most; rows > most / 2; rows--) {
            if ((long) Panels.padded(rows * width) * best < (long) Panels.padded(best * width) * rows) {
                best = rows;
            }
        }
        return best;
    }

    private boolean readsWholeRows() {
        AxisTaps rows = gather.rows();
        AxisTaps columns = gather.columns();
        int first = rows.source() + rows.leastOffset();
        return columns.kernel().length == 1 && columns.sourceStep() == 1 && columns.count() == gather.sourceWidth()
                && columns.source() + columns.offset()[0] == 0 && rows.sourceStep() == 1 && first >= 0
                && first + rows.count() - 1 + rows.reach() < gather.sourceHeight();
    }

    /** Whether the source itself is read. */
    boolean straight() {
        return straight;
    }

    Gather gather() {
        return gather;
    }

    /** Target rows of a band; the last may have fewer. */
    int bandRows() {
        return bandRows;
    }

    int bands() {
        return (gather.rows().count() + bandRows - 1) / bandRows;
    }

    /** Floats of so many channels. */
    int floats(int channels) {
        return straight ? 0 : channels * channelPitch;
    }

    /** Floats that {@link #fill} needs behind those. */
    int splitFloats() {
        return columnStep == 1 ? 0 : columnPhases * (bandRows + lead) * splitWidth;
    }

    /** From one kernel column to the next, and from the last to the first of the next channel. */
    int columnPitch() {
        return columnPitch;
    }

    /** Where the stretch of a kernel row begins, relative to its channel and kernel column. */
    int rowOffset(int kernelRow) {
        return rowOffsets[kernelRow];
    }

    private int rowOffset(AxisTaps rows, int kernelRow) {
        int beyond = rows.offset()[kernelRow] - rows.leastOffset();
        return straight ? beyond * gather.sourceWidth() : beyond % rowStep * phasePitch + beyond / rowStep * width;
    }

    /** Where the stretch of each tap of so many channels begins: for each channel and kernel row, those kernel columns. */
    int[] tapOffsets(int channels, int[] columns) {
        int cells = rowOffsets.length * columns.length;
        int[] offsets = new int[channels * cells];
        for (int tap = 0; tap < offsets.length; tap++) {
            int cell = tap % cells;
            offsets[tap] = tap / cells * channelPitch + rowOffset(cell / columns.length)
                    + columns[cell % columns.length] * columnPitch;
        }
        return offsets;
    }

    /** Where the first tap of {@code channel} reads for the first target of a band, in the source itself. */
    int straightOffset(int image, int channel, int targetRow) {
        return image + channel * columnPitch
                + (firstRow + targetRow) * gather.sourceWidth();
    }

    /**
     * Fills in what {@code count} channels from {@code channels[first]} on have for a band. What stands behind
     * {@link #floats} is used where the columns have a stride, {@link #splitFloats} of it.
     *
     * @param image where channel 0 begins in {@code source}
     * @param targetRow first target row of the band
     * @param targetRows target rows of the band
     */
    void fill(int[] channels, int first, int count, float[] source, int image, int targetRow, int targetRows,
            float[] to, int toOffset) {
        int split = toOffset + floats(count);
        for (int c = 0; c < count; c++) {
            int plane = image + channels[first + c] * gather.sourceHeight() * gather.sourceWidth();
            for (int phase = 0; phase < phases; phase++) {
                int row = firstRow + targetRow * rowStep + phase;
                int lines = targetRows + lead;
                int begin = Math.clamp(Math.ceilDiv(-row, rowStep), 0, lines);
                int end = Math.clamp(Math.ceilDiv(gather.sourceHeight() - row, rowStep), begin, lines);
                int at = toOffset + c * channelPitch + phase * phasePitch;
                zero(to, at, begin);
                zero(to, at + end * width, lines - end);
                if (columnStep == 1) {
                    fillLines(source, plane + (row + begin * rowStep) * gather.sourceWidth(),
                            rowStep * gather.sourceWidth(), end - begin, to, at + begin * width);
                } else {
                    splitLines(source, plane + (row + begin * rowStep) * gather.sourceWidth(), end - begin, to,
                            at + begin * width, split);
                }
            }
        }
    }

    /** Lines that read nothing but padding, for each kernel column. */
    private void zero(float[] to, int at, int lines) {
        for (int k = 0; k < kernelColumns && lines > 0; k++) {
            Arrays.fill(to, at + k * columnPitch, at + k * columnPitch + lines * width, 0f);
        }
    }

    /**
     * Lines of a source whose columns follow each other, for each kernel column. Where they also follow each other as they
     * do here, all are moved as one, with what stands in place of the padding.
     */
    private void fillLines(float[] source, int from, int stride, int lines, float[] to, int at) {
        for (int k = 0; k < kernelColumns && lines > 0; k++) {
            int column = gather.columns().source() + gather.columns().offset()[k];
            int begin = Math.clamp(-column, 0, width);
            int end = Math.clamp(gather.sourceWidth() - column, begin, width);
            int target = at + k * columnPitch;
            if (begin < end && stride == width) {
                ROWS.copy(1, (lines - 1) * width + end - begin, source, from + column + begin, 0, to, target + begin,
                        0);
            } else if (begin < end) {
                ROWS.copy(lines, end - begin, source, from + column + begin, stride, to, target + begin, width);
            }
            zeroEdges(to, target, lines, width, begin, end);
        }
    }

    /** Lines of a source in which a column step lies between neighbours: first the lines cut into their phases. */
    private void splitLines(float[] source, int from, int lines, float[] to, int at, int split) {
        AxisTaps columns = gather.columns();
        int stride = rowStep * gather.sourceWidth();
        for (int phase = 0; phase < columnPhases && lines > 0; phase++) {
            int column = firstColumn + phase;
            int begin = Math.clamp(Math.ceilDiv(-column, columnStep), 0, splitWidth);
            int end = Math.clamp(Math.ceilDiv(gather.sourceWidth() - column, columnStep), begin, splitWidth);
            int target = split + phase * lines * splitWidth;
            if (begin < end) {
                ROWS.pick(lines, end - begin, columnStep, source, from + column + begin * columnStep, stride, to,
                        target + begin, splitWidth);
            }
            zeroEdges(to, target, lines, splitWidth, begin, end);
        }
        for (int k = 0; k < kernelColumns && lines > 0; k++) {
            int beyond = columns.source() + columns.offset()[k] - firstColumn;
            ROWS.copy(lines, width, to, split + beyond % columnStep * lines * splitWidth + beyond / columnStep,
                    splitWidth, to, at + k * columnPitch, width);
        }
    }

    /** Padding before and behind what each line has of the source, column by column, because they are few. */
    private static void zeroEdges(float[] to, int at, int lines, int width, int begin, int end) {
        zeroColumns(to, at, lines, width, 0, begin);
        zeroColumns(to, at, lines, width, end, width);
    }

    private static void zeroColumns(float[] to, int at, int lines, int width, int begin, int end) {
        for (int column = begin; column < end; column++) {
            for (int line = 0; line < lines; line++) {
                to[at + line * width + column] = 0f;
            }
        }
    }
}
