package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.elementwise.ElementwisePass;
import io.github.lanewise.kernels.internal.micro.PoolKernels;
import io.github.lanewise.kernels.internal.pool.LaneWindows;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.select.DirectTileTable;

/**
 * What follows the convolution in a block, an activation and a pooling, of some channels of sixteen images while they are near.
 * Where the gradient is not zero but at the winners of a maximum, whose activation is the output itself, nothing of the size of the
 * convolution's output is read on the way back.
 */
public final class BlockEnd {
    private static final PoolKernels KERNELS = Lookup.kernels().pool();

    private final Pool2dShape pooling;
    private final ElementwisePass.Function activation;
    private final ElementwisePass.Gradient gradient;
    private final boolean fromWinners;
    private final LaneWindows windows;
    /** ReLU and maxima of squares, for which there are kernels that do both. */
    private final boolean reluSquares;
    private final int bandRows;
    private final int bands;

    /**
     * @param fromWinners whether the gradient follows from the winners of a maximum: the activation's gradient is that by its
     *        output or +0, and +0 for +0
     */
    public BlockEnd(Pool2dShape pooling, ElementwisePass.Function activation, ElementwisePass.Gradient gradient,
            boolean fromWinners) {
        this.pooling = pooling;
        this.activation = activation;
        this.gradient = gradient;
        this.fromWinners = fromWinners;
        windows = new LaneWindows(pooling);
        reluSquares = fromWinners && windows.maximaOfSquares();
        bandRows = reluSquares
                ? DirectTileTable.bandRows(pooling.outHeight(), 2 * pooling.inWidth())
                : pooling.outHeight();
        bands = Math.ceilDiv(pooling.outHeight(), bandRows);
    }

    /**
     * Bands of rows that hold whole windows. Other activations and windows go in one band: called for a few rows at a time they take
     * longer (sigmoid and average, batch 128 on Zen 4, 1,480 and 1,650 µs for a LeNet's forward pass).
     */
    int bands() {
        return bands;
    }

    /** Where a band begins, and behind the last the number of cells. */
    int firstCell(int band) {
        return band == bands ? windows.inPlane() : band * bandRows * pooling.strideHeight() * pooling.inWidth();
    }

    /** The most cells of a band: those of the first. */
    int bandCells() {
        return firstCell(1);
    }

    /** Floats that {@link #backward} needs beside the planes. */
    int temporaryFloats() {
        return windows.outPlane() * LANES;
    }

    private int output(int image, int channel) {
        return (image * pooling.channels() + channel * LANES) * windows.outPlane();
    }

    /**
     * Activates what the convolution left in a band of some planes, and pools it into the output. The offset is where cell 0 of the
     * first plane would be.
     */
    void forward(Arguments a, int image, int channel, int rows, int band, float[] planes, int planesOffset,
            int planeStride) {
        int first = firstCell(band);
        int firstRow = band * bandRows;
        int windowRows = Math.min(bandRows, pooling.outHeight() - firstRow);
        for (int r = 0; r < rows; r++) {
            int plane = planesOffset + r * planeStride;
            int begin = plane + first * LANES;
            int window = firstRow * pooling.outWidth();
            int to = output(image, channel + r) + window * LANES;
            if (reluSquares && a.activated == null) {
                KERNELS.reluMaxSquares(windowRows, pooling.outWidth(), first, planes, begin, a.output,
                        a.outputOffset + to, a.indices, a.indicesOffset + to);
            } else {
                activation.run((firstCell(band + 1) - first) * LANES, planes, begin, planes, begin);
                windows.forward(window, window + windowRows * pooling.outWidth(), planes, plane, a.output,
                        a.outputOffset + to, a.indices, a.indicesOffset + to);
            }
        }
    }

    /** Cells of which a stretch of gradients consists, where {@link #backward} can take a stretch by itself; else 0. */
    int stretchCells() {
        return reluSquares ? 2 * pooling.inWidth() : 0;
    }

    /** Whether the indices of some channels all name cells of their windows, so that {@link #backward} can go stretch by stretch. */
    boolean ownIndices(Arguments a, int image, int channel, int rows) {
        int images = Math.min(LANES, pooling.batch() - image);
        boolean own = true;
        for (int r = 0; r < rows; r++) {
            own &= KERNELS.holdSquares(images, pooling.outHeight(), pooling.outWidth(), 0, a.indices,
                    a.indicesOffset + output(image, channel + r));
        }
        return own;
    }

    /**
     * The gradient by the convolution's output, of some channels side by side: (cell, channel, image), in a stretch of cells. False
     * where an index of this stretch names a cell that its window does not hold; nothing there is of use then.
     */
    boolean backward(Arguments a, int image, int channel, int rows, int cell, int cells, float[] gradients, int to) {
        int images = Math.min(LANES, pooling.batch() - image);
        boolean own = true;
        for (int r = 0; r < rows; r++) {
            int from = output(image, channel + r) + cell / 4 * LANES;
            own &= KERNELS.reluMaxSquaresBackward(images, cells / stretchCells(), pooling.outWidth(), cell, a.output,
                    a.outputOffset + from, a.gradOutput, a.gradOutputOffset + from, a.indices, a.indicesOffset + from,
                    gradients, to + r * LANES, rows * LANES);
        }
        return own;
    }

    /** The gradient by the convolution's output, in some planes. Lanes without an image hold anything. */
    void backward(Arguments a, int image, int channel, int rows, float[] planes, int to, int temporary) {
        int images = Math.min(LANES, pooling.batch() - image);
        int plane = windows.inPlane() * LANES;
        for (int r = 0; r < rows; r++) {
            int from = output(image, channel + r);
            int indices = a.indicesOffset + from;
            if (fromWinners) {
                gradient.run(temporaryFloats(), a.output, a.outputOffset + from, a.gradOutput,
                        a.gradOutputOffset + from, planes, temporary);
                windows.backward(images, planes, temporary, a.indices, indices, planes, to + r * plane);
            } else {
                windows.backward(images, a.gradOutput, a.gradOutputOffset + from, a.indices, indices, planes,
                        to + r * plane);
            }
        }
        if (!fromWinners) {
            int activated = a.activatedOffset + (image * pooling.channels() + channel * LANES) * windows.inPlane();
            gradient.run(rows * plane, a.activated, activated, planes, to, planes, to);
        }
    }
}
