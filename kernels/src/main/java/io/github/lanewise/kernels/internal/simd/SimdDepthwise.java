package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.DepthwiseKernels;
import io.github.lanewise.kernels.internal.micro.PlaneTaps;
import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolutions straight from rows, strip by strip of one vector of columns; the last strip overlaps the one before.
 * Weights are vectors, so that those at an edge can do nothing to the columns that lack a tap.
 *
 * <p>Register budget of a row of the 3×3 weight gradient: 10 partials, 9 cells of the input, of which three are new at each
 * position, and 1 gradient.
 */
final class SimdDepthwise implements DepthwiseKernels {
    @Override
    public void rows(PlaneTaps taps, int rows, int tapBegin, int tapEnd, float[] weight, int weightOffset,
            float[] source, int sourceOffset, float start, float[] begin, int beginOffset, float[] output,
            int outputOffset) {
        boolean square = taps.square() && tapEnd - tapBegin == 9 && begin == null
                && rows >= SquareWindowTiles.TILE_ROWS;
        int last = Math.max(0, taps.columns() - LENGTH);
        for (int column = 0; column < taps.columns(); column += LENGTH) {
            int at = Math.min(column, last);
            if (square) {
                SquareWindowTiles.strip(taps, rows, weight, weightOffset + at, source, sourceOffset + at, start, output,
                        outputOffset + at);
            } else {
                strip(taps, rows, tapBegin, tapEnd, weight, weightOffset + at, source, sourceOffset + at, start, begin,
                        beginOffset + at, output, outputOffset + at);
            }
        }
    }

    private static void strip(PlaneTaps taps, int rows, int tapBegin, int tapEnd, float[] weight, int weightOffset,
            float[] source, int sourceOffset, float start, float[] begin, int beginOffset, float[] output,
            int outputOffset) {
        int columns = taps.columns();
        int[] tap = taps.tap();
        for (int row = 0; row < rows; row++) {
            FloatVector acc = FloatVector.broadcast(FLOAT, start);
            if (begin != null) {
                acc = FloatVector.fromArray(FLOAT, begin, beginOffset + row * columns);
            }
            int from = sourceOffset + row * taps.sourceStride();
            for (int t = tapBegin; t < tapEnd; t++) {
                acc = FloatVector.fromArray(FLOAT, weight, weightOffset + t * taps.weightStride())
                        .fma(FloatVector.fromArray(FLOAT, source, from + tap[t]), acc);
            }
            acc.intoArray(output, outputOffset + row * columns);
        }
    }

    /** Four vectors of a row at a time, the last ones overlapping; short rows as the JVM does it. */
    @Override
    public void copyRows(int rows, int columns, float[] from, int fromOffset, float[] to, int toOffset, int stride) {
        if (columns < LENGTH) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(from, fromOffset + row * columns, to, toOffset + row * stride, columns);
            }
            return;
        }
        int last = columns - LENGTH;
        for (int column = 0; column < columns; column += 4 * LENGTH) {
            int a = Math.min(column, last);
            int b = Math.min(column + LENGTH, last);
            int c = Math.min(column + 2 * LENGTH, last);
            int d = Math.min(column + 3 * LENGTH, last);
            for (int row = 0; row < rows; row++) {
                int begin = fromOffset + row * columns;
                int target = toOffset + row * stride;
                FloatVector.fromArray(FLOAT, from, begin + a).intoArray(to, target + a);
                FloatVector.fromArray(FLOAT, from, begin + b).intoArray(to, target + b);
                FloatVector.fromArray(FLOAT, from, begin + c).intoArray(to, target + c);
                FloatVector.fromArray(FLOAT, from, begin + d).intoArray(to, target + d);
            }
        }
    }

    @Override
    public void squareGradientRow(int columns, int width, float[] gradOutput, int gradOffset, float[] input,
            int inputOffset, float[] partial, int partialOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            gradientRow(columns, width * LANES, gradOutput, gradOffset + lane, input, inputOffset + lane, partial,
                    partialOffset + lane);
        }
    }

    private static void gradientRow(int columns, int row, float[] gradOutput, int gradOffset, float[] input,
            int inputOffset, float[] partial, int p) {
        FloatVector p0 = FloatVector.fromArray(FLOAT, partial, p);
        FloatVector p1 = FloatVector.fromArray(FLOAT, partial, p + LANES);
        FloatVector p2 = FloatVector.fromArray(FLOAT, partial, p + 2 * LANES);
        FloatVector p3 = FloatVector.fromArray(FLOAT, partial, p + 3 * LANES);
        FloatVector p4 = FloatVector.fromArray(FLOAT, partial, p + 4 * LANES);
        FloatVector p5 = FloatVector.fromArray(FLOAT, partial, p + 5 * LANES);
        FloatVector p6 = FloatVector.fromArray(FLOAT, partial, p + 6 * LANES);
        FloatVector p7 = FloatVector.fromArray(FLOAT, partial, p + 7 * LANES);
        FloatVector p8 = FloatVector.fromArray(FLOAT, partial, p + 8 * LANES);
        FloatVector bias = FloatVector.fromArray(FLOAT, partial, p + 9 * LANES);
        FloatVector a0 = FloatVector.fromArray(FLOAT, input, inputOffset);
        FloatVector a1 = FloatVector.fromArray(FLOAT, input, inputOffset + LANES);
        FloatVector b0 = FloatVector.fromArray(FLOAT, input, inputOffset + row);
        FloatVector b1 = FloatVector.fromArray(FLOAT, input, inputOffset + row + LANES);
        FloatVector c0 = FloatVector.fromArray(FLOAT, input, inputOffset + 2 * row);
        FloatVector c1 = FloatVector.fromArray(FLOAT, input, inputOffset + 2 * row + LANES);
        int a = inputOffset + 2 * LANES;
        int b = a + row;
        int c = b + row;
        for (int i = 0; i < columns * LANES; i += LANES) {
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOffset + i);
            FloatVector a2 = FloatVector.fromArray(FLOAT, input, a + i);
            FloatVector b2 = FloatVector.fromArray(FLOAT, input, b + i);
            FloatVector c2 = FloatVector.fromArray(FLOAT, input, c + i);
            p0 = g.fma(a0, p0);
            p1 = g.fma(a1, p1);
            p2 = g.fma(a2, p2);
            p3 = g.fma(b0, p3);
            p4 = g.fma(b1, p4);
            p5 = g.fma(b2, p5);
            p6 = g.fma(c0, p6);
            p7 = g.fma(c1, p7);
            p8 = g.fma(c2, p8);
            bias = bias.add(g);
            a0 = a1;
            a1 = a2;
            b0 = b1;
            b1 = b2;
            c0 = c1;
            c1 = c2;
        }
        p0.intoArray(partial, p);
        p1.intoArray(partial, p + LANES);
        p2.intoArray(partial, p + 2 * LANES);
        p3.intoArray(partial, p + 3 * LANES);
        p4.intoArray(partial, p + 4 * LANES);
        p5.intoArray(partial, p + 5 * LANES);
        p6.intoArray(partial, p + 6 * LANES);
        p7.intoArray(partial, p + 7 * LANES);
        p8.intoArray(partial, p + 8 * LANES);
        bias.intoArray(partial, p + 9 * LANES);
    }
}
