package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.gemm.Panels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who reads what: one run of rows times one run of columns. A target is numbered (row, column), a kernel cell (kernel row,
 * kernel column), both row-major; a tap is a channel that is read and a kernel cell.
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
        return each(s,
                AxisTaps.backward(s.inHeight(), s.outHeight(), s.kernelHeight(), s.strideHeight(), s.padTop(),
                        s.dilationHeight()),
                AxisTaps.backward(s.inWidth(), s.outWidth(), s.kernelWidth(), s.strideWidth(), s.padLeft(),
                        s.dilationWidth()));
    }

    /** The same with +0 around gradOutput, so that only the phases of the strides differ. */
    static List<Gather> backwardPadded(Conv2dShape s) {
        return each(s,
                AxisTaps.backwardPadded(s.inHeight(), s.kernelHeight(), s.strideHeight(), s.padTop(),
                        s.dilationHeight()),
                AxisTaps.backwardPadded(s.inWidth(), s.kernelWidth(), s.strideWidth(), s.padLeft(),
                        s.dilationWidth()));
    }

    private static List<Gather> each(Conv2dShape s, List<AxisTaps> rowRuns, List<AxisTaps> columnRuns) {
        List<Gather> kinds = new ArrayList<>();
        for (AxisTaps rows : rowRuns) {
            for (AxisTaps columns : columnRuns) {
                kinds.add(new Gather(rows, columns, s.outHeight(), s.outWidth()));
            }
        }
        return kinds;
    }

    /** The same cut into columns of at most {@code most} targets, whole panels but the last. */
    List<Gather> columnParts(int most) {
        int count = columns.count();
        int parts = Panels.parts(count, most);
        int width = Math.min(Panels.parts(Panels.parts(count, parts), Panels.COLUMNS) * Panels.COLUMNS, most);
        return IntStream.range(0, Panels.parts(count, width)).mapToObj(i -> new Gather(rows,
                columns.part(i * width, Math.min(width, count - i * width)), sourceHeight, sourceWidth)).toList();
    }

    /** Targets of one image. */
    int targets() {
        return rows.count() * columns.count();
    }

    /** Kernel cells of one channel. */
    int cells() {
        return rows.kernel().length * columns.kernel().length;
    }

    /** Puts some rows of targets, one after the other, where they belong in a plane. */
    void copyOut(int row, int count, float[] from, int fromOffset, float[] plane, int planeOffset, int planeWidth) {
        int width = columns.count();
        int first = planeOffset + (rows.target() + row * rows.targetStep()) * planeWidth + columns.target();
        if (writesWholeRows(planeWidth)) {
            System.arraycopy(from, fromOffset, plane, first, count * width);
            return;
        }
        for (int i = 0; i < count; i++) {
            int to = first + i * rows.targetStep() * planeWidth;
            for (int j = 0; j < width; j++) {
                plane[to + j * columns.targetStep()] = from[fromOffset + i * width + j];
            }
        }
    }

    /** Whether the targets are whole rows of a plane, one after the other. */
    boolean writesWholeRows(int planeWidth) {
        return columns.targetStep() == 1 && rows.targetStep() == 1 && columns.count() == planeWidth;
    }
}
