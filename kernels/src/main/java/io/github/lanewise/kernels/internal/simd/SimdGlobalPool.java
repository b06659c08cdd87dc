package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.GlobalPoolKernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Poolings of whole planes: a run of sixteen elements holds one for each partial, so planes are read as they lie. Four
 * planes pass side by side, because the chain of one is bound by the latency of an addition. Elements behind a plane's last
 * whole vector go one by one.
 *
 * <p>Register budget of four planes: 4 sums, or 4 maxima, 4 steps, an element and the step at hand.
 */
final class SimdGlobalPool implements GlobalPoolKernels {
    @Override
    public void partialSums(int planes, int length, float[] input, int inputOffset, float[] sum, int sumOffset) {
        int plane = 0;
        for (; plane <= planes - 4; plane += 4) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                sumsOfFour(length, lane, input, inputOffset + plane * length, sum, sumOffset + plane * LANES);
            }
        }
        for (; plane < planes; plane++) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                sumsOfOne(length, lane, input, inputOffset + plane * length, sum, sumOffset + plane * LANES);
            }
        }
        int rest = length % LENGTH;
        for (plane = 0; plane < planes; plane++) {
            int end = inputOffset + (plane + 1) * length;
            int to = sumOffset + plane * LANES + (length - rest) % LANES;
            for (int i = 0; i < rest; i++) {
                sum[to + i] += input[end - rest + i];
            }
        }
    }

    private static void sumsOfFour(int length, int lane, float[] input, int inputOffset, float[] sum, int sumOffset) {
        FloatVector s0 = FloatVector.zero(FLOAT);
        FloatVector s1 = FloatVector.zero(FLOAT);
        FloatVector s2 = FloatVector.zero(FLOAT);
        FloatVector s3 = FloatVector.zero(FLOAT);
        for (int i = lane; i <= length - LENGTH; i += LANES) {
            int at = inputOffset + i;
            s0 = s0.add(FloatVector.fromArray(FLOAT, input, at));
            s1 = s1.add(FloatVector.fromArray(FLOAT, input, at + length));
            s2 = s2.add(FloatVector.fromArray(FLOAT, input, at + 2 * length));
            s3 = s3.add(FloatVector.fromArray(FLOAT, input, at + 3 * length));
        }
        s0.intoArray(sum, sumOffset + lane);
        s1.intoArray(sum, sumOffset + LANES + lane);
        s2.intoArray(sum, sumOffset + 2 * LANES + lane);
        s3.intoArray(sum, sumOffset + 3 * LANES + lane);
    }

    private static void sumsOfOne(int length, int lane, float[] input, int inputOffset, float[] sum, int sumOffset) {
        FloatVector s = FloatVector.zero(FLOAT);
        for (int i = lane; i <= length - LENGTH; i += LANES) {
            s = s.add(FloatVector.fromArray(FLOAT, input, inputOffset + i));
        }
        s.intoArray(sum, sumOffset + lane);
    }

    @Override
    public void averages(float[] partial, int partialOffset, float divisor, float[] average, int averageOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            int at = partialOffset + lane;
            for (int half = LANES / 2; half > 0; half /= 2) {
                for (int j = 0; j < half; j++) {
                    FloatVector p = FloatVector.fromArray(FLOAT, partial, at + j * LANES);
                    p.add(FloatVector.fromArray(FLOAT, partial, at + (j + half) * LANES))
                            .intoArray(partial, at + j * LANES);
                }
            }
            FloatVector.fromArray(FLOAT, partial, at).div(FloatVector.broadcast(FLOAT, divisor))
                    .intoArray(average, averageOffset + lane);
        }
    }

    @Override
    public void partialMaxima(int planes, int length, float[] input, int inputOffset, float[] best, int bestOffset,
            float[] step, int stepOffset) {
        int rest = length % LENGTH;
        int lanes = Math.min(LANES, length - rest); // those that begin with a whole vector
        if (lanes < LANES) {
            Arrays.fill(best, bestOffset, bestOffset + planes * LANES, Float.NEGATIVE_INFINITY);
            Arrays.fill(step, stepOffset, stepOffset + planes * LANES, Float.intBitsToFloat(1));
        }
        int plane = 0;
        for (; plane <= planes - 4; plane += 4) {
            for (int lane = 0; lane < lanes; lane += LENGTH) {
                maximaOfFour(length, lane, input, inputOffset + plane * length, best, bestOffset + plane * LANES, step,
                        stepOffset + plane * LANES);
            }
        }
        for (; plane < planes; plane++) {
            for (int lane = 0; lane < lanes; lane += LENGTH) {
                maximaOfOne(length, lane, input, inputOffset + plane * length, best, bestOffset + plane * LANES, step,
                        stepOffset + plane * LANES);
            }
        }
        for (plane = 0; plane < planes; plane++) {
            for (int i = length - rest; i < length; i++) {
                float x = input[inputOffset + plane * length + i];
                int partial = plane * LANES + i % LANES;
                if (i < LANES || x > best[bestOffset + partial] || x != x) {
                    best[bestOffset + partial] = x;
                    step[stepOffset + partial] = Float.intBitsToFloat(i / LANES);
                }
            }
        }
    }

    private static void maximaOfFour(int length, int lane, float[] input, int inputOffset, float[] best, int bestOffset,
            float[] step, int stepOffset) {
        int first = inputOffset + lane;
        FloatVector b0 = FloatVector.fromArray(FLOAT, input, first);
        FloatVector b1 = FloatVector.fromArray(FLOAT, input, first + length);
        FloatVector b2 = FloatVector.fromArray(FLOAT, input, first + 2 * length);
        FloatVector b3 = FloatVector.fromArray(FLOAT, input, first + 3 * length);
        FloatVector s0 = FloatVector.zero(FLOAT);
        FloatVector s1 = FloatVector.zero(FLOAT);
        FloatVector s2 = FloatVector.zero(FLOAT);
        FloatVector s3 = FloatVector.zero(FLOAT);
        for (int i = lane + LANES; i <= length - LENGTH; i += LANES) {
            int at = inputOffset + i;
            FloatVector here = FloatVector.broadcast(FLOAT, Float.intBitsToFloat(i / LANES));
            FloatVector x = FloatVector.fromArray(FLOAT, input, at);
            VectorMask<Float> better = x.compare(VectorOperators.GT, b0).or(x.compare(VectorOperators.NE, x));
            b0 = b0.blend(x, better);
            s0 = s0.blend(here, better);
            x = FloatVector.fromArray(FLOAT, input, at + length);
            better = x.compare(VectorOperators.GT, b1).or(x.compare(VectorOperators.NE, x));
            b1 = b1.blend(x, better);
            s1 = s1.blend(here, better);
            x = FloatVector.fromArray(FLOAT, input, at + 2 * length);
            better = x.compare(VectorOperators.GT, b2).or(x.compare(VectorOperators.NE, x));
            b2 = b2.blend(x, better);
            s2 = s2.blend(here, better);
            x = FloatVector.fromArray(FLOAT, input, at + 3 * length);
            better = x.compare(VectorOperators.GT, b3).or(x.compare(VectorOperators.NE, x));
            b3 = b3.blend(x, better);
            s3 = s3.blend(here, better);
        }
        b0.intoArray(best, bestOffset + lane);
        b1.intoArray(best, bestOffset + LANES + lane);
        b2.intoArray(best, bestOffset + 2 * LANES + lane);
        b3.intoArray(best, bestOffset + 3 * LANES + lane);
        s0.intoArray(step, stepOffset + lane);
        s1.intoArray(step, stepOffset + LANES + lane);
        s2.intoArray(step, stepOffset + 2 * LANES + lane);
        s3.intoArray(step, stepOffset + 3 * LANES + lane);
    }

    private static void maximaOfOne(int length, int lane, float[] input, int inputOffset, float[] best, int bestOffset,
            float[] step, int stepOffset) {
        FloatVector b = FloatVector.fromArray(FLOAT, input, inputOffset + lane);
        FloatVector s = FloatVector.zero(FLOAT);
        for (int i = lane + LANES; i <= length - LENGTH; i += LANES) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            VectorMask<Float> better = x.compare(VectorOperators.GT, b).or(x.compare(VectorOperators.NE, x));
            b = b.blend(x, better);
            s = s.blend(FloatVector.broadcast(FLOAT, Float.intBitsToFloat(i / LANES)), better);
        }
        b.intoArray(best, bestOffset + lane);
        s.intoArray(step, stepOffset + lane);
    }

    @Override
    public void maxima(float[] best, int bestOffset, float[] step, int stepOffset, float[] maximum, int maximumOffset,
            float[] cell, int cellOffset) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            maximaOf(best, bestOffset + lane, step, stepOffset + lane, maximum, maximumOffset + lane, cell,
                    cellOffset + lane);
        }
    }

    /** A candidate wins if it is greater, or equal and earlier, or NaN against a number or an earlier NaN. */
    private static void maximaOf(float[] best, int bestOffset, float[] step, int stepOffset, float[] maximum,
            int maximumOffset, float[] cell, int cellOffset) {
        FloatVector winner = FloatVector.fromArray(FLOAT, best, bestOffset);
        IntVector winnerCell = FloatVector.fromArray(FLOAT, step, stepOffset).reinterpretAsInts().mul(LANES);
        for (int j = 1; j < LANES; j++) {
            FloatVector x = FloatVector.fromArray(FLOAT, best, bestOffset + j * LANES);
            IntVector at = FloatVector.fromArray(FLOAT, step, stepOffset + j * LANES).reinterpretAsInts().mul(LANES)
                    .add(j);
            VectorMask<Float> later = at.compare(VectorOperators.GT, winnerCell).cast(FLOAT);
            VectorMask<Float> number = winner.compare(VectorOperators.EQ, winner);
            VectorMask<Float> better = x.compare(VectorOperators.GT, winner)
                    .or(x.compare(VectorOperators.EQ, winner).andNot(later))
                    .or(x.compare(VectorOperators.NE, x).and(later.or(number)));
            winner = winner.blend(x, better);
            winnerCell = winnerCell.blend(at, better.cast(winnerCell.species()));
        }
        winner.intoArray(maximum, maximumOffset);
        winnerCell.reinterpretAsFloats().intoArray(cell, cellOffset);
    }
}
