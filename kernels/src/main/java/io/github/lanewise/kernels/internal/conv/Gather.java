package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.gemm.Panels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * im2col for one run of rows times one run of columns: fills panels with the cells that a block of taps reads for a range
 * of targets. A target is numbered (image, row, column), a tap (channel, kernel row, kernel column), both row-major, the
 * channel counted among those that are read. Cells outside the source are +0.
 *
 * <p>Each element is moved once and used once an output channel: cheap for many channels, dear for few.
 *
 * @param rows targets and kernel cells along the height
 * @param columns targets and kernel cells along the width
 * @param sourceHeight rows of a source plane
 * @param sourceWidth columns of a source plane
 */
record Gather(AxisTaps rows, AxisTaps columns, int sourceHeight, int sourceWidth) {
    /** What all outputs read of the input. */
    static Gather forward(Conv2dShape s) {
        return new Gather(
                AxisTaps.forward(s.outHeight(), s.kernelHeight(), s.strideHeight(), s.padTop(), s.dilationHeight()),
                AxisTaps.forward(s.outWidth(), s.kernelWidth(), s.strideWidth(), s.padLeft(), s.dilationWidth()),
                s.inHeight(), s.inWidth());
    }

    /** What each kind of input cell reads of gradOutput: every run of rows with every run of columns. */
    static List<Gather> backward(Conv2dShape s) {
        List<Gather> kinds = new ArrayList<>();
        List<AxisTaps> columnRuns = AxisTaps.backward(s.inWidth(), s.outWidth(), s.kernelWidth(), s.strideWidth(),
                s.padLeft(), s.dilationWidth());
        for (AxisTaps rows : AxisTaps.backward(s.inHeight(), s.outHeight(), s.kernelHeight(), s.strideHeight(),
                s.padTop(), s.dilationHeight())) {
            for (AxisTaps columns : columnRuns) {
                kinds.add(new Gather(rows, columns, s.outHeight(), s.outWidth()));
            }
        }
        return kinds;
    }

    /** Targets of one image. */
    int targets() {
        return rows.count() * columns.count();
    }

    /** Kernel cells of one channel. */
    int cells() {
        return rows.kernel().length * columns.kernel().length;
    }

    /**
     * Packs taps {@code tap} to {@code tap + depth} of {@code count} targets into panels of {@code width} columns.
     *
     * @param channels the channels that are read
     * @param channel0 where channel 0 of image 0 begins in {@code source}
     * @param imageStride elements from one image to the next
     */
    void pack(int target, int count, int tap, int depth, int width, int[] channels, float[] source, int channel0,
            int imageStride, float[] packed, int packedOffset) {
        int padded = Panels.panels(count, width) * width;
        if (padded > count) {
            int last = packedOffset + (padded - width) * depth;
            Arrays.fill(packed, last, last + width * depth, 0f);
        }
        for (int j = 0; j < count;) {
            int inImage = (target + j) % targets();
            int column = inImage % columns.count();
            int run = Math.min(Math.min(columns.count() - column, count - j), width - j % width);
            int image = channel0 + (target + j) / targets() * imageStride;
            int to = packedOffset + j / width * width * depth + j % width;
            packRun(inImage / columns.count(), column, run, tap, depth, width, channels, source, image, packed, to);
            j += run;
        }
    }

    /** Packs targets that follow each other in one row. */
    private void packRun(int row, int column, int run, int tap, int depth, int width, int[] channels, float[] source,
            int image, float[] packed, int to) {
        int kernelColumns = columns.kernel().length;
        int firstRow = rows.source() + row * rows.sourceStep();
        int firstColumn = columns.source() + column * columns.sourceStep();
        for (int k = 0; k < depth; k++) {
            int cell = (tap + k) % cells();
            int sourceRow = firstRow + rows.offset()[cell / kernelColumns];
            int at = to + k * width;
            if (sourceRow < 0 || sourceRow >= sourceHeight) {
                Arrays.fill(packed, at, at + run, 0f);
            } else {
                int plane = image + channels[(tap + k) / cells()] * sourceHeight * sourceWidth;
                copyRow(run, source, plane + sourceRow * sourceWidth,
                        firstColumn + columns.offset()[cell % kernelColumns], packed, at);
            }
        }
    }

    private void copyRow(int run, float[] source, int rowOffset, int column, float[] packed, int at) {
        int step = columns.sourceStep();
        if (step == 1 && column >= 0 && column + run <= sourceWidth) {
            System.arraycopy(source, rowOffset + column, packed, at, run);
            return;
        }
        for (int i = 0; i < run; i++) {
            int from = column + i * step;
            packed[at + i] = from >= 0 && from < sourceWidth ? source[rowOffset + from] : 0f;
        }
    }

    /**
     * Packs the same cells the other way round, for a weight gradient: taps are the columns of the panels, targets
     * {@code target} to {@code target + depth} of one image are the depth. The column behind the last tap is all ones: the
     * chain of fma(gradOutput, 1, acc) is the bias gradient's sum.
     */
    void packTransposed(int tap, int count, int target, int depth, int width, int[] channels, float[] source, int image,
            float[] packed, int packedOffset) {
        int kernelColumns = columns.kernel().length;
        int taps = channels.length * cells();
        for (int j = 0; j < Panels.panels(count, width) * width; j++) {
            int to = packedOffset + j / width * width * depth + j % width;
            if (j >= count || tap + j >= taps) {
                float filler = j < count ? 1f : 0f;
                for (int k = 0; k < depth; k++) {
                    packed[to + k * width] = filler;
                }
                continue;
            }
            int cell = (tap + j) % cells();
            int plane = image + channels[(tap + j) / cells()] * sourceHeight * sourceWidth;
            packColumn(plane, rows.source() + rows.offset()[cell / kernelColumns],
                    columns.source() + columns.offset()[cell % kernelColumns], target, depth, width, source, packed,
                    to);
        }
    }

    private void packColumn(int plane, int firstRow, int firstColumn, int target, int depth, int width, float[] source,
            float[] packed, int to) {
        int row = target / columns.count();
        int column = target % columns.count();
        for (int k = 0; k < depth; k++) {
            int sourceRow = firstRow + row * rows.sourceStep();
            int sourceColumn = firstColumn + column * columns.sourceStep();
            boolean inside = sourceRow >= 0 && sourceRow < sourceHeight && sourceColumn >= 0
                    && sourceColumn < sourceWidth;
            packed[to + k * width] = inside ? source[plane + sourceRow * sourceWidth + sourceColumn] : 0f;
            if (++column == columns.count()) {
                column = 0;
                row++;
            }
        }
    }
}
