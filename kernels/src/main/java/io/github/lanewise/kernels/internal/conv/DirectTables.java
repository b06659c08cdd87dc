package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;

/**
 * The offset tables of a direct convolution in lanes. Forward reads a copy of one group of channels with its padding
 * around it, so that every tap of every pixel is inside; backward by input reads gradOutput as it is, one table for each
 * kind of pixel, which holds existing taps alone.
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

    /** Weights are packed taps × out channels; a tap is (channel, kernel row, kernel column). */
    static OffsetTable forward(Conv2dShape s) {
        int width = paddedWidth(s);
        AxisTaps rows = AxisTaps.forward(s.outHeight(), s.kernelHeight(), s.strideHeight(), 0, s.dilationHeight());
        AxisTaps columns = AxisTaps.forward(s.outWidth(), s.kernelWidth(), s.strideWidth(), 0, s.dilationWidth());
        int outPerGroup = s.outChannels() / s.groups();
        int cells = s.kernelHeight() * s.kernelWidth();
        int[] weightOfCell = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            weightOfCell[cell] = cell * outPerGroup;
        }
        return table(rows, columns, width, paddedHeight(s) * width, s.outWidth(), s.channelsPerGroup(), weightOfCell,
                cells * outPerGroup);
    }

    /** Weights are packed (out channel, kernel row, kernel column) × in channels. */
    static OffsetTable backward(Conv2dShape s, Gather kind) {
        AxisTaps rows = kind.rows();
        AxisTaps columns = kind.columns();
        int inPerGroup = s.channelsPerGroup();
        int[] weightOfCell = new int[rows.kernel().length * columns.kernel().length];
        int cell = 0;
        for (int kernelRow : rows.kernel()) {
            for (int kernelColumn : columns.kernel()) {
                weightOfCell[cell++] = (kernelRow * s.kernelWidth() + kernelColumn) * inPerGroup;
            }
        }
        return table(rows, columns, s.outWidth(), s.outHeight() * s.outWidth(), s.inWidth(),
                s.outChannels() / s.groups(), weightOfCell, s.kernelHeight() * s.kernelWidth() * inPerGroup);
    }

    private static OffsetTable table(AxisTaps rows, AxisTaps columns, int readWidth, int readPlane, int writtenWidth,
            int channels, int[] weightOfCell, int weightOfChannel) {
        int cells = weightOfCell.length;
        int[] tapInput = new int[channels * cells];
        int[] tapWeight = new int[channels * cells];
        for (int t = 0; t < tapInput.length; t++) {
            int channel = t / cells;
            int cell = t % cells;
            int row = rows.offset()[cell / columns.offset().length];
            int column = columns.offset()[cell % columns.offset().length];
            tapInput[t] = (channel * readPlane + row * readWidth + column) * LANES;
            tapWeight[t] = channel * weightOfChannel + weightOfCell[cell];
        }
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
        return new OffsetTable(tapInput, tapWeight, pixelInput, pixelOutput);
    }
}
