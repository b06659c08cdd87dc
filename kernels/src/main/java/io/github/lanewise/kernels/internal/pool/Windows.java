package io.github.lanewise.kernels.internal.pool;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the table of a pooling's windows: cells of the image only, windows that are cut alike sharing their taps. */
final class Windows {
    private final Pool2dShape shape;
    private final Map<List<Integer>, int[]> shared = new HashMap<>();
    private int[] taps = new int[64];
    private int tapCount;

    private Windows(Pool2dShape shape) {
        this.shape = shape;
    }

    static WindowTable table(Pool2dShape shape) {
        return new Windows(shape).build();
    }

    /** Cells of all windows of all planes. */
    static long cells(Pool2dShape s) {
        long rows = 0;
        for (int row = 0; row < s.outHeight(); row++) {
            int top = row * s.strideHeight() - s.padTop();
            rows += endInside(top, s.dilationHeight(), s.inHeight(), s.kernelHeight())
                    - firstInside(top, s.dilationHeight());
        }
        long columns = 0;
        for (int column = 0; column < s.outWidth(); column++) {
            int left = column * s.strideWidth() - s.padLeft();
            columns += endInside(left, s.dilationWidth(), s.inWidth(), s.kernelWidth())
                    - firstInside(left, s.dilationWidth());
        }
        return s.batch() * s.channels() * rows * columns;
    }

    private WindowTable build() {
        int windows = shape.outHeight() * shape.outWidth();
        int[] first = new int[windows];
        int[] begin = new int[windows];
        int[] end = new int[windows];
        float[] divisor = new float[windows];
        for (int w = 0; w < windows; w++) {
            int top = w / shape.outWidth() * shape.strideHeight() - shape.padTop();
            int left = w % shape.outWidth() * shape.strideWidth() - shape.padLeft();
            int[] stretch = stretch(top, left);
            first[w] = top * shape.inWidth() + left;
            begin[w] = stretch[0];
            end[w] = stretch[1];
            divisor[w] = divisor(top, left, stretch[1] - stretch[0]);
        }
        return new WindowTable(first, begin, end, Arrays.copyOf(taps, tapCount), divisor);
    }

    /** Begin and end of the taps of a window, which depend only on where the image cuts it. */
    private int[] stretch(int top, int left) {
        int rowBegin = firstInside(top, shape.dilationHeight());
        int rowEnd = endInside(top, shape.dilationHeight(), shape.inHeight(), shape.kernelHeight());
        int columnBegin = firstInside(left, shape.dilationWidth());
        int columnEnd = endInside(left, shape.dilationWidth(), shape.inWidth(), shape.kernelWidth());
        return shared.computeIfAbsent(List.of(rowBegin, rowEnd, columnBegin, columnEnd), _ -> {
            int begin = tapCount;
            for (int row = rowBegin; row < rowEnd; row++) {
                for (int column = columnBegin; column < columnEnd; column++) {
                    add(row * shape.dilationHeight() * shape.inWidth() + column * shape.dilationWidth());
                }
            }
            return new int[]{begin, tapCount};
        });
    }

    private void add(int tap) {
        if (tapCount == taps.length) {
            taps = Arrays.copyOf(taps, 2 * tapCount);
        }
        taps[tapCount++] = tap;
    }

    /** The first kernel cell of a window that starts at {@code from} that is not before the image. */
    static int firstInside(int from, int dilation) {
        return Math.max(0, Math.ceilDiv(-from, dilation));
    }

    /** The end of the kernel cells that are not behind {@code in} cells. */
    private static int endInside(int from, int dilation, int in, int kernel) {
        return Math.min(kernel, (in - 1 - from) / dilation + 1);
    }

    /** As a float from the start: a window may cover more padding than an int can count. */
    private float divisor(int top, int left, int inside) {
        if (shape.divisorOverride() != 0) {
            return shape.divisorOverride();
        }
        if (shape.kind() != Pool2dShape.Kind.AVERAGE_INCLUDING_PADDING) {
            return inside;
        }
        long rows = endInside(top, shape.dilationHeight(), shape.inHeight() + shape.padBottom(), shape.kernelHeight());
        long columns = endInside(left, shape.dilationWidth(), shape.inWidth() + shape.padRight(), shape.kernelWidth());
        return rows * columns;
    }
}
