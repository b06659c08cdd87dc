package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The offset tables of a direct convolution, one for each run of channels. Forward reads a copy of one group of channels with its padding
 * around it, so that every tap of every pixel is inside; backward by input reads gradOutput as it is, one table for each
 * kind of pixel, which holds existing taps alone. In a convolution by rows, what a table calls a pixel is sixteen neighbours.
 */
final class DirectTables {
    private static final int LANES = MicroKernels.LANES;

    private DirectTables() {}

    /** Rows of the padded copy. */
    static int paddedHeight(Conv2dShape s) {
        return s.inHeight() + s.padTop() + s.padBottom();
    }

    /** Columns of the padded copy. */
    static int paddedWidth(Conv2dShape s) {
        return s.inWidth() + s.padLeft() + s.padRight();
    }

    /** For each forward run. */
    static OffsetTable[] forward(Wiring wiring) {
        Conv2dShape s = wiring.shape();
        int width = paddedWidth(s);
        AxisTaps rows = AxisTaps.forward(s.outHeight(), s.kernelHeight(), s.strideHeight(), 0, s.dilationHeight());
        AxisTaps columns = AxisTaps.forward(s.outWidth(), s.kernelWidth(), s.strideWidth(), 0, s.dilationWidth());
        return tables(s, wiring.forward(), rows, columns, width, paddedHeight(s) * width, s.outWidth());
    }

    /** The same taps for several groups of sixteen images, which stand so far apart in what is read and written. */
    static OffsetTable[] repeated(OffsetTable[] tables, int groups, int inputStride, int outputStride) {
        int[] pixelInput = repeated(tables[0].pixelInput(), groups, inputStride);
        int[] pixelOutput = repeated(tables[0].pixelOutput(), groups, outputStride);
        return Stream.of(tables)
                .map(t -> new OffsetTable(t.tapInput(), t.tapWeight(), pixelInput, pixelOutput))
                .toArray(OffsetTable[]::new);
    }

    private static int[] repeated(int[] places, int groups, int stride) {
        int[] all = new int[groups * places.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i / places.length * stride + places[i % places.length];
        }
        return all;
    }

    /** For each kind of pixel, for each backward run. */
    static OffsetTable[][] backward(Wiring wiring) {
        Conv2dShape s = wiring.shape();
        return Gather.backward(s).stream().map(kind -> tables(s, wiring.backward(), kind.rows(), kind.columns(),
                s.outWidth(), s.outHeight() * s.outWidth(), s.inWidth())).toArray(OffsetTable[][]::new);
    }

    /** All runs write the same pixels; taps differ. */
    private static OffsetTable[] tables(Conv2dShape s, List<ChannelRun> runs, AxisTaps rows, AxisTaps columns,
            int readWidth, int readPlane, int writtenWidth) {
        int[] pixelInput = new int[rows.count() * columns.count()];
        int[] pixelOutput = new int[pixelInput.length];
        for (int p = 0; p < pixelInput.length; p++) {
            int row = p / columns.count();
            int column = p % columns.count();
            pixelInput[p] = ((rows.source() + row * rows.sourceStep()) * readWidth + columns.source()
                    + column * columns.sourceStep()) * LANES;
            pixelOutput[p] = ((rows.target() + row * rows.targetStep()) * writtenWidth + columns.target()
                    + column * columns.targetStep()) * LANES;
        }
        return runs.stream()
                .map(run -> table(s, run, rows, columns, readWidth, readPlane, pixelInput, pixelOutput))
                .toArray(OffsetTable[]::new);
    }

    /**
     * For each forward run, over vectors of sixteen neighbouring pixels: a tap reads so many floats further for each channel, kernel row
     * and kernel column.
     */
    static OffsetTable[] byRows(Wiring wiring, int channelFloats, int rowFloats, int columnFloats, int[] vectorInput,
            int[] vectorOutput) {
        int width = wiring.shape().kernelWidth();
        int kernel = wiring.shape().kernelHeight() * width;
        return wiring.forward().stream().map(run -> {
            int[] tapInput = new int[run.read().length * kernel];
            int[] tapWeight = new int[tapInput.length];
            for (int t = 0; t < tapInput.length; t++) {
                int cell = t % kernel;
                tapInput[t] = run.read()[t / kernel] * channelFloats + cell / width * rowFloats
                        + cell % width * columnFloats;
                tapWeight[t] = t;
            }
            return new OffsetTable(tapInput, tapWeight, vectorInput, vectorOutput);
        }).toArray(OffsetTable[]::new);
    }

    /** A tap is (channel read, kernel row, kernel column); weights are packed as {@link DirectWeights} says. */
    private static OffsetTable table(Conv2dShape s, ChannelRun run, AxisTaps rows, AxisTaps columns, int readWidth,
            int readPlane, int[] pixelInput, int[] pixelOutput) {
        int kernel = s.kernelHeight() * s.kernelWidth();
        int cells = rows.kernel().length * columns.kernel().length;
        int[] tapInput = new int[run.read().length * cells];
        int[] tapWeight = new int[tapInput.length];
        for (int t = 0; t < tapInput.length; t++) {
            int channel = t / cells;
            int row = t % cells / columns.kernel().length;
            int column = t % cells % columns.kernel().length;
            int cell = rows.kernel()[row] * s.kernelWidth() + columns.kernel()[column];
            tapInput[t] = (run.read()[channel] * readPlane + rows.offset()[row] * readWidth + columns.offset()[column])
                    * LANES;
            tapWeight[t] = channel * kernel + cell;
        }
        return new OffsetTable(tapInput, tapWeight, pixelInput, pixelOutput);
    }
}
