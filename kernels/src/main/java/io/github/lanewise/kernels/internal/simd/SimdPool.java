package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.INT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.PoolKernels;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Pooling in lanes: one window of sixteen planes at a time, a flat loop over its cells. */
final class SimdPool implements PoolKernels {
    @Override
    public void maxPool(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset,
            float[] cell, int cellOffset) {
        if (cell == null) {
            maximum(table, begin, end, input, inputOffset, output, outputOffset);
        } else {
            maximumWithCells(table, begin, end, input, inputOffset, output, outputOffset, cell, cellOffset);
        }
    }

    private static void maximum(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                int to = outputOffset + (w - begin) * LANES + lane;
                if (isSquare(table, w)) {
                    LaneSquares.maximum(table, w, input, inputOffset + lane, output, to);
                } else {
                    maximumOf(table, w, input, inputOffset + lane, output, to);
                }
            }
        }
    }

    private static void maximumOf(WindowTable table, int window, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        int begin = table.tapBegin()[window];
        int end = table.tapEnd()[window];
        FloatVector best = FloatVector.fromArray(FLOAT, input, inputOffset + (first + tap[begin]) * LANES);
        for (int t = begin + 1; t < end; t++) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + (first + tap[t]) * LANES);
            // not FloatVector.max, which would cost more for its rule on −0
            VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
            best = best.blend(x, better);
        }
        best.intoArray(output, outputOffset);
    }

    private static void maximumWithCells(WindowTable table, int begin, int end, float[] input, int inputOffset,
            float[] output,
            int outputOffset,
            float[] cell, int cellOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                maximumWithCellOf(table, w, input, inputOffset + lane, output,
                        outputOffset + (w - begin) * LANES + lane, cell,
                        cellOffset + (w - begin) * LANES + lane);
            }
        }
    }

    private static void maximumWithCellOf(WindowTable table, int window, float[] input, int inputOffset, float[] output,
            int outputOffset, float[] cell, int cellOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        int begin = table.tapBegin()[window];
        int end = table.tapEnd()[window];
        int at = first + tap[begin];
        FloatVector best = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
        FloatVector winner = FloatVector.broadcast(FLOAT, Float.intBitsToFloat(at));
        for (int t = begin + 1; t < end; t++) {
            at = first + tap[t];
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
            VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
            best = best.blend(x, better);
            winner = winner.blend(FloatVector.broadcast(FLOAT, Float.intBitsToFloat(at)), better);
        }
        best.intoArray(output, outputOffset);
        winner.intoArray(cell, cellOffset);
    }

    @Override
    public void maxPoolWithIndices(WindowTable table, int begin, int end, float[] input, int inputOffset,
            float[] output, int outputOffset,
            int[] index, int indexOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                int to = (w - begin) * LANES + lane;
                if (isSquare(table, w)) {
                    LaneSquares.maximumWithIndex(table, w, input, inputOffset + lane, output, outputOffset + to, index,
                            indexOffset + to);
                } else {
                    maximumWithIndexOf(table, w, input, inputOffset + lane, output, outputOffset + to, index,
                            indexOffset + to);
                }
            }
        }
    }

    private static void maximumWithIndexOf(WindowTable table, int window, float[] input, int inputOffset,
            float[] output, int outputOffset, int[] index, int indexOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        int begin = table.tapBegin()[window];
        int end = table.tapEnd()[window];
        int at = first + tap[begin];
        FloatVector best = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
        FloatVector winner = FloatVector.broadcast(FLOAT, Float.intBitsToFloat(at));
        for (int t = begin + 1; t < end; t++) {
            at = first + tap[t];
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + at * LANES);
            VectorMask<Float> better = x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
            best = best.blend(x, better);
            winner = winner.blend(FloatVector.broadcast(FLOAT, Float.intBitsToFloat(at)), better);
        }
        best.intoArray(output, outputOffset);
        winner.reinterpretAsInts().intoArray(index, indexOffset);
    }

    /** Where an index names no cell of its window, that window goes lane by lane. */
    @Override
    public void maxPoolBackward(WindowTable table, int images, float[] gradOutput, int gradOutputOffset, int[] index,
            int indexOffset, float[] gradInput, int gradInputOffset) {
        for (int w = 0; w < table.first().length; w++) {
            int from = gradOutputOffset + w * LANES;
            int indices = indexOffset + w * LANES;
            if (images < LANES || !holdsAll(table, w, index, indices)) {
                for (int lane = 0; lane < images; lane++) {
                    gradInput[gradInputOffset + index[indices + lane] * LANES + lane] += gradOutput[from + lane];
                }
                continue;
            }
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                scatter(table, w, gradOutput, from + lane, index, indices + lane, gradInput, gradInputOffset + lane);
            }
        }
    }

    private static boolean holdsAll(WindowTable table, int window, int[] index, int indexOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            if (!holds(table, window, index, indexOffset + lane)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(WindowTable table, int window, int[] index, int indexOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        IntVector winner = IntVector.fromArray(INT, index, indexOffset);
        VectorMask<Integer> found = winner.compare(VectorOperators.EQ, first + tap[table.tapBegin()[window]]);
        for (int t = table.tapBegin()[window] + 1; t < table.tapEnd()[window]; t++) {
            found = found.or(winner.compare(VectorOperators.EQ, first + tap[t]));
        }
        return found.allTrue();
    }

    private static void scatter(WindowTable table, int window, float[] gradOutput, int gradOutputOffset, int[] index,
            int indexOffset, float[] gradInput, int gradInputOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        FloatVector gradient = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset);
        IntVector winner = IntVector.fromArray(INT, index, indexOffset);
        for (int t = table.tapBegin()[window]; t < table.tapEnd()[window]; t++) {
            int at = gradInputOffset + (first + tap[t]) * LANES;
            FloatVector before = FloatVector.fromArray(FLOAT, gradInput, at);
            IntVector sum = before.add(gradient).reinterpretAsInts();
            before.reinterpretAsInts().blend(sum, winner.compare(VectorOperators.EQ, first + tap[t]))
                    .reinterpretAsFloats().intoArray(gradInput, at);
        }
    }

    private static boolean isSquare(WindowTable table, int window) {
        return table.tapEnd()[window] - table.tapBegin()[window] == LaneSquares.CELLS;
    }

    @Override
    public boolean maxPoolSquaresBackward(WindowTable table, float[] gradOutput, int gradOutputOffset, int[] index,
            int indexOffset, float[] gradInput, int gradInputOffset) {
        boolean own = true;
        for (int w = 0; w < table.first().length; w++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                int from = w * LANES + lane;
                own &= LaneSquares.maximumBackward(table, w, gradOutput, gradOutputOffset + from, index,
                        indexOffset + from, gradInput, gradInputOffset + lane);
            }
        }
        return own;
    }

    @Override
    public void reluMaxSquares(int rows, int columns, int cell, float[] input, int inputOffset, float[] output,
            int outputOffset, int[] index, int indexOffset) {
        for (int row = 0; row < rows; row++) {
            int top = cell + row * 4 * columns;
            int below = top + 2 * columns;
            int from = inputOffset + row * 4 * columns * LANES;
            int to = row * columns * LANES;
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                int next = from + lane + 2 * columns * LANES;
                if (index == null) {
                    ReluSquares.maximum(columns, input, from + lane, next, output, outputOffset + to + lane);
                } else {
                    ReluSquares.maximumWithIndex(columns, top, below, input, from + lane, next, output,
                            outputOffset + to + lane, index, indexOffset + to + lane);
                }
            }
        }
    }

    @Override
    public boolean reluMaxSquaresBackward(int images, int rows, int columns, int cell, float[] output, int outputOffset,
            float[] gradOutput, int gradOutputOffset, int[] index, int indexOffset, float[] gradInput,
            int gradInputOffset, int cellStride) {
        boolean own = true;
        for (int row = 0; row < rows; row++) {
            int top = cell + row * 4 * columns;
            int below = top + 2 * columns;
            int from = row * columns * LANES;
            int to = gradInputOffset + row * 4 * columns * cellStride;
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                own &= ReluSquares.backward(images - lane, columns, top, below, output, outputOffset + from + lane,
                        gradOutput,
                        gradOutputOffset + from + lane, index, indexOffset + from + lane, gradInput, to + lane,
                        to + lane + 2 * columns * cellStride, cellStride);
            }
        }
        return own;
    }

    @Override
    public boolean holdSquares(int images, int rows, int columns, int cell, int[] index, int indexOffset) {
        boolean own = true;
        for (int row = 0; row < rows; row++) {
            int top = cell + row * 4 * columns;
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                own &= ReluSquares.hold(images - lane, columns, top, top + 2 * columns, index,
                        indexOffset + row * columns * LANES + lane);
            }
        }
        return own;
    }

    @Override
    public void averagePoolSquaresBackward(WindowTable table, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        for (int w = 0; w < table.first().length; w++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                LaneSquares.averageBackward(table, w, gradOutput, gradOutputOffset + w * LANES + lane, gradInput,
                        gradInputOffset + lane);
            }
        }
    }

    @Override
    public void averagePool(WindowTable table, int begin, int end, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                int to = outputOffset + (w - begin) * LANES + lane;
                if (isSquare(table, w)) {
                    LaneSquares.average(table, w, input, inputOffset + lane, output, to);
                } else {
                    averageOf(table, w, input, inputOffset + lane, output, to);
                }
            }
        }
    }

    private static void averageOf(WindowTable table, int window, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        FloatVector sum = FloatVector.zero(FLOAT);
        for (int t = table.tapBegin()[window]; t < table.tapEnd()[window]; t++) {
            sum = sum.add(FloatVector.fromArray(FLOAT, input, inputOffset + (first + tap[t]) * LANES));
        }
        sum.div(FloatVector.broadcast(FLOAT, table.divisor()[window])).intoArray(output, outputOffset);
    }

    @Override
    public void averagePoolBackward(WindowTable table, int begin, int end, float[] gradOutput, int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int w = begin; w < end; w++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                averageBackwardOf(table, w, gradOutput, gradOutputOffset + (w - begin) * LANES + lane, gradInput,
                        gradInputOffset + lane);
            }
        }
    }

    private static void averageBackwardOf(WindowTable table, int window, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int[] tap = table.tap();
        int first = table.first()[window];
        FloatVector share = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset)
                .div(FloatVector.broadcast(FLOAT, table.divisor()[window]));
        for (int t = table.tapBegin()[window]; t < table.tapEnd()[window]; t++) {
            int at = gradInputOffset + (first + tap[t]) * LANES;
            FloatVector.fromArray(FLOAT, gradInput, at).add(share).intoArray(gradInput, at);
        }
    }
}
