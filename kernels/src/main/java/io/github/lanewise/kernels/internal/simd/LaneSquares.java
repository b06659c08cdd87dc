package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.INT;

import io.github.lanewise.kernels.internal.micro.WindowTable;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Windows of four cells in lanes, 2×2 as a rule, without a loop: one over four taps costs more than the taps. Each method takes one
 * vector of lanes of one window; offsets are those of its first lane.
 */
final class LaneSquares {
    /** Cells of such a window. */
    static final int CELLS = 4;

    private LaneSquares() {}

    static void maximum(WindowTable table, int window, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        int[] tap = table.tap();
        int at = inputOffset + table.first()[window] * LANES;
        int begin = table.tapBegin()[window];
        FloatVector best = FloatVector.fromArray(FLOAT, input, at + tap[begin] * LANES);
        FloatVector x1 = FloatVector.fromArray(FLOAT, input, at + tap[begin + 1] * LANES);
        best = best.blend(x1, x1.compare(VectorOperators.GT, best).or(x1.compare(VectorOperators.NE, x1)));
        FloatVector x2 = FloatVector.fromArray(FLOAT, input, at + tap[begin + 2] * LANES);
        best = best.blend(x2, x2.compare(VectorOperators.GT, best).or(x2.compare(VectorOperators.NE, x2)));
        FloatVector x3 = FloatVector.fromArray(FLOAT, input, at + tap[begin + 3] * LANES);
        best = best.blend(x3, x3.compare(VectorOperators.GT, best).or(x3.compare(VectorOperators.NE, x3)));
        best.intoArray(output, outputOffset);
    }

    static void maximumWithIndex(WindowTable table, int window, float[] input, int inputOffset, float[] output,
            int outputOffset, int[] index, int indexOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        int begin = table.tapBegin()[window];
        int at = first + tap[begin];
        FloatVector best = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
        IntVector winner = IntVector.broadcast(INT, at);
        at = first + tap[begin + 1];
        FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
        VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
        best = best.blend(x, better);
        winner = winner.blend(at, better.cast(INT));
        at = first + tap[begin + 2];
        x = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
        better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
        best = best.blend(x, better);
        winner = winner.blend(at, better.cast(INT));
        at = first + tap[begin + 3];
        x = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
        better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
        best = best.blend(x, better);
        winner = winner.blend(at, better.cast(INT));
        best.intoArray(output, outputOffset);
        winner.intoArray(index, indexOffset);
    }

    static void average(WindowTable table, int window, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        int[] tap = table.tap();
        int at = inputOffset + table.first()[window] * LANES;
        int begin = table.tapBegin()[window];
        FloatVector.zero(FLOAT).add(FloatVector.fromArray(FLOAT, input, at + tap[begin] * LANES))
                .add(FloatVector.fromArray(FLOAT, input, at + tap[begin + 1] * LANES))
                .add(FloatVector.fromArray(FLOAT, input, at + tap[begin + 2] * LANES))
                .add(FloatVector.fromArray(FLOAT, input, at + tap[begin + 3] * LANES))
                .div(FloatVector.broadcast(FLOAT, table.divisor()[window])).intoArray(output, outputOffset);
    }

    /** Writes the gradients of the cells, which no other window holds. False if a lane's index names none of them. */
    static boolean maximumBackward(WindowTable table, int window, float[] gradOutput, int gradOutputOffset,
            int[] index, int indexOffset, float[] gradInput, int gradInputOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        int begin = table.tapBegin()[window];
        int at0 = first + tap[begin];
        int at1 = first + tap[begin + 1];
        int at2 = first + tap[begin + 2];
        int at3 = first + tap[begin + 3];
        IntVector zero = IntVector.zero(INT);
        IntVector gradient = FloatVector.zero(FLOAT).add(FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset))
                .reinterpretAsInts();
        IntVector winner = IntVector.fromArray(INT, index, indexOffset);
        VectorMask<Integer> is0 = winner.compare(VectorOperators.EQ, at0);
        VectorMask<Integer> is1 = winner.compare(VectorOperators.EQ, at1);
        VectorMask<Integer> is2 = winner.compare(VectorOperators.EQ, at2);
        VectorMask<Integer> is3 = winner.compare(VectorOperators.EQ, at3);
        zero.blend(gradient, is0).reinterpretAsFloats().intoArray(gradInput, gradInputOffset + at0 * LANES);
        zero.blend(gradient, is1).reinterpretAsFloats().intoArray(gradInput, gradInputOffset + at1 * LANES);
        zero.blend(gradient, is2).reinterpretAsFloats().intoArray(gradInput, gradInputOffset + at2 * LANES);
        zero.blend(gradient, is3).reinterpretAsFloats().intoArray(gradInput, gradInputOffset + at3 * LANES);
        return is0.or(is1).or(is2.or(is3)).allTrue();
    }

    /** Writes the gradients of the cells, which no other window holds. */
    static void averageBackward(WindowTable table, int window, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int[] tap = table.tap();
        int at = gradInputOffset + table.first()[window] * LANES;
        int begin = table.tapBegin()[window];
        FloatVector share = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset)
                .div(FloatVector.broadcast(FLOAT, table.divisor()[window])).add(FloatVector.zero(FLOAT));
        share.intoArray(gradInput, at + tap[begin] * LANES);
        share.intoArray(gradInput, at + tap[begin + 1] * LANES);
        share.intoArray(gradInput, at + tap[begin + 2] * LANES);
        share.intoArray(gradInput, at + tap[begin + 3] * LANES);
    }
}
