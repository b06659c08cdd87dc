package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * ReLU and the maximum of 2×2 windows that tile rows of a plane in lanes, in one go. The ReLU comes last, on a quarter of the
 * elements: the largest of what it makes is what it makes of the largest, and where that is +0 the first cell is the winner, as
 * all four are +0 then. Each method takes one vector of lanes of each window of a row; the loop steps by the floats of an output
 * vector, so that its bounds are checked once.
 */
final class ReluSquares {
    private ReluSquares() {}

    static void maximum(int columns, float[] input, int top, int bottom, float[] output, int outputOffset) {
        FloatVector zero = FloatVector.zero(FLOAT);
        for (int o = 0; o < columns * LANES; o += LANES) {
            FloatVector best = FloatVector.fromArray(FLOAT, input, top + 2 * o);
            FloatVector x = FloatVector.fromArray(FLOAT, input, top + 2 * o + LANES);
            best = best.blend(x, x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x)));
            x = FloatVector.fromArray(FLOAT, input, bottom + 2 * o);
            best = best.blend(x, x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x)));
            x = FloatVector.fromArray(FLOAT, input, bottom + 2 * o + LANES);
            best = best.blend(x, x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x)));
            best.blend(zero, best.compare(VectorOperators.LE, zero)).intoArray(output, outputOffset + o);
        }
    }

    /** {@code cell} is the number of the row's first cell, {@code below} that of the cell below it. */
    static void maximumWithIndex(int columns, int cell, int below, float[] input, int top, int bottom, float[] output,
            int outputOffset, int[] index, int indexOffset) {
        FloatVector zero = FloatVector.zero(FLOAT);
        for (int o = 0; o < columns * LANES; o += LANES) {
            int column = o / (LANES / 2);
            IntVector first = IntVector.broadcast(INT, cell + column);
            IntVector winner = first;
            FloatVector best = FloatVector.fromArray(FLOAT, input, top + 2 * o);
            FloatVector x = FloatVector.fromArray(FLOAT, input, top + 2 * o + LANES);
            VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
            best = best.blend(x, better);
            winner = winner.blend(cell + column + 1, better.cast(INT));
            x = FloatVector.fromArray(FLOAT, input, bottom + 2 * o);
            better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
            best = best.blend(x, better);
            winner = winner.blend(below + column, better.cast(INT));
            x = FloatVector.fromArray(FLOAT, input, bottom + 2 * o + LANES);
            better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
            best = best.blend(x, better);
            winner = winner.blend(below + column + 1, better.cast(INT));
            VectorMask<Float> off = best.compare(VectorOperators.LE, zero);
            best.blend(zero, off).intoArray(output, outputOffset + o);
            winner.blend(first, off.cast(INT)).intoArray(index, indexOffset + o);
        }
    }

    /** Whether the indices of the first {@code images} lanes name cells of their windows. */
    static boolean hold(int images, int columns, int cell, int below, int[] index, int indexOffset) {
        VectorMask<Integer> absent = INT.indexInRange(0, images).not();
        VectorMask<Integer> own = INT.maskAll(true);
        for (int column = 0; column < columns; column++) {
            IntVector winner = IntVector.fromArray(INT, index, indexOffset + column * LANES);
            own = own.and(winner.compare(VectorOperators.EQ, cell + 2 * column)
                    .or(winner.compare(VectorOperators.EQ, cell + 2 * column + 1))
                    .or(winner.compare(VectorOperators.EQ, below + 2 * column))
                    .or(winner.compare(VectorOperators.EQ, below + 2 * column + 1)));
        }
        return own.or(absent).allTrue();
    }

    /**
     * False if the index of one of the first {@code images} lanes names none of its window's cells. {@code top} and {@code bottom} are where the gradients of two rows go.
     */
    static boolean backward(int images, int columns, int cell, int below, float[] output, int outputOffset,
            float[] gradOutput,
            int gradOutputOffset, int[] index, int indexOffset, float[] gradInput, int top, int bottom,
            int cellStride) {
        FloatVector zero = FloatVector.zero(FLOAT);
        IntVector nothing = IntVector.zero(INT);
        VectorMask<Integer> absent = INT.indexInRange(0, images).not();
        boolean own = true;
        for (int column = 0; column < columns; column++) {
            int o = column * LANES;
            int to = 2 * column * cellStride;
            FloatVector off = FloatVector.fromArray(FLOAT, output, outputOffset + o);
            IntVector gradient = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + o)
                    .blend(zero, off.compare(VectorOperators.LE, zero)).add(zero).reinterpretAsInts();
            IntVector winner = IntVector.fromArray(INT, index, indexOffset + o);
            VectorMask<Integer> is0 = winner.compare(VectorOperators.EQ, cell + 2 * column);
            VectorMask<Integer> is1 = winner.compare(VectorOperators.EQ, cell + 2 * column + 1);
            VectorMask<Integer> is2 = winner.compare(VectorOperators.EQ, below + 2 * column);
            VectorMask<Integer> is3 = winner.compare(VectorOperators.EQ, below + 2 * column + 1);
            nothing.blend(gradient, is0).reinterpretAsFloats().intoArray(gradInput, top + to);
            nothing.blend(gradient, is1).reinterpretAsFloats().intoArray(gradInput, top + to + cellStride);
            nothing.blend(gradient, is2).reinterpretAsFloats().intoArray(gradInput, bottom + to);
            nothing.blend(gradient, is3).reinterpretAsFloats().intoArray(gradInput, bottom + to + cellStride);
            own &= is0.or(is1).or(is2.or(is3)).or(absent).allTrue();
        }
        return own;
    }
}
