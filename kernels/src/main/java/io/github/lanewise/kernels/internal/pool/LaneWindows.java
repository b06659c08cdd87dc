package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.PoolKernels;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import io.github.lanewise.kernels.internal.select.PoolChoice;
import java.util.Arrays;

/**
 * Pooling of one channel of sixteen images that are in lanes: a tap is one vector. In the gradient of a maximum each window gives
 * its cells what belongs to the lanes whose winner they are.
 */
public final class LaneWindows {
    private static final PoolKernels KERNELS = Lookup.kernels().pool();

    private final boolean maximum;
    private final WindowTable table;
    /** Windows of 2×2 that tile the plane: every cell belongs to one. */
    private final boolean squares;
    private final int inPlane;
    private final int outPlane;

    public LaneWindows(Pool2dShape shape) {
        maximum = shape.kind() == Pool2dShape.Kind.MAX;
        table = Windows.table(shape);
        squares = PoolChoice.of(shape) == PoolChoice.SQUARES && shape.inHeight() == 2 * shape.outHeight()
                && shape.inWidth() == 2 * shape.outWidth();
        inPlane = shape.inHeight() * shape.inWidth();
        outPlane = shape.outHeight() * shape.outWidth();
    }

    /** Cells of a channel. */
    public int inPlane() {
        return inPlane;
    }

    /** Windows of a channel. */
    public int outPlane() {
        return outPlane;
    }

    /** All windows. Indices are null for an average, and where nobody wants them. */
    public void forward(float[] input, int inputOffset, float[] output, int outputOffset, int[] indices,
            int indicesOffset) {
        forward(0, outPlane, input, inputOffset, output, outputOffset, indices, indicesOffset);
    }

    /**
     * The windows from {@code begin} to {@code end}, the first of which goes to the offsets; that of the input is where cell 0 would
     * be.
     */
    public void forward(int begin, int end, float[] input, int inputOffset, float[] output, int outputOffset,
            int[] indices, int indicesOffset) {
        if (!maximum) {
            KERNELS.averagePool(table, begin, end, input, inputOffset, output, outputOffset);
        } else if (indices == null) {
            KERNELS.maxPool(table, begin, end, input, inputOffset, output, outputOffset, null, 0);
        } else {
            KERNELS.maxPoolWithIndices(table, begin, end, input, inputOffset, output, outputOffset, indices,
                    indicesOffset);
        }
    }

    /** Whether these are windows of 2×2 that tile the plane, of which a maximum is taken. */
    public boolean maximaOfSquares() {
        return maximum && squares;
    }

    /** Of so many images. */
    public void backward(int images, float[] gradOutput, int gradOutputOffset, int[] indices, int indicesOffset,
            float[] gradInput, int gradInputOffset) {
        if (squares && squaresBackward(gradOutput, gradOutputOffset, indices, indicesOffset, gradInput,
                gradInputOffset)) {
            return;
        }
        Arrays.fill(gradInput, gradInputOffset, gradInputOffset + inPlane * LANES, 0f);
        if (maximum) {
            KERNELS.maxPoolBackward(table, images, gradOutput, gradOutputOffset, indices, indicesOffset, gradInput,
                    gradInputOffset);
        } else {
            KERNELS.averagePoolBackward(table, 0, outPlane, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }

    /** False where an index names a cell that its window does not hold, as a caller's may, and those of lanes without an image. */
    private boolean squaresBackward(float[] gradOutput, int gradOutputOffset, int[] indices, int indicesOffset,
            float[] gradInput, int gradInputOffset) {
        if (maximum) {
            return KERNELS.maxPoolSquaresBackward(table, gradOutput, gradOutputOffset, indices, indicesOffset,
                    gradInput, gradInputOffset);
        }
        KERNELS.averagePoolSquaresBackward(table, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        return true;
    }
}
