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
        List<AxisTaps> columnRuns = AxisTaps.backward(s.inWidth(), s.outWidth(), s.kernelWidth(), s.strideWidth(),
                s.padLeft(), s.dilationWidth());
        List<Gather> kinds = new ArrayList<>();
        for (AxisTaps rows : AxisTaps.backward(s.inHeight(), s.outHeight(), s.kernelHeight(), s.strideHeight(),
                s.padTop(), s.dilationHeight())) {
            for (AxisTaps columns : columnRuns) {
                kinds.add(new Gather(rows, columns, s.outHeight(), s.outWidth()));
            }
        }
        return kinds;
    }

    /** The same cut into columns of at most {@code most} targets, whole panels but the last. */
    List<Gather> columnParts(int most) {
        int count = columns.count();
        int width = partWidth(count, most);
        return IntStream.range(0, Panels.parts(count, width)).mapToObj(i -> new Gather(rows,
                columns.part(i * width, Math.min(width, count - i * width)), sourceHeight, sourceWidth)).toList();
    }

    /** The width of such parts. */
    static int partWidth(int count, int most) {
        int parts = Panels.parts(count, most);
        return Math.min(Panels.parts(Panels.parts(count, parts), Panels.COLUMNS) * Panels.COLUMNS, most);
    }

    /** Targets of one image. */
    int targets() {
        return rows.count() * columns.count();
    }

    /** Kernel cells of one channel. */
    int cells() {
        return rows.kernel().length * columns.kernel().length;
    }
}
