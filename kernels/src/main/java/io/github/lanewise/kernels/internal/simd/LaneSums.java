package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;
import static io.github.lanewise.kernels.internal.simd.SquareBlocks.LOWER;
import static io.github.lanewise.kernels.internal.simd.SquareBlocks.ROUNDS;
import static io.github.lanewise.kernels.internal.simd.SquareBlocks.UPPER;

import jdk.incubator.vector.FloatVector;

/**
 * The tree over sixteen partials, for sixteen sums at once. A round of Eklundh's exchanges lays the halves of two sums side
 * by side, so that one addition serves both; after the last round each lane holds a sum. Halves of 8, 4, 2 and 1 partials are
 * the tree's own order. Vectors shorter than the lanes begin by adding the parts of one sum.
 */
final class LaneSums {
    private LaneSums() {}

    /** sums[sumsOffset + i] = tree of lanes[lanesOffset + i·LANES …], i from 0 to 15; the lanes are used up. */
    static void sixteen(float[] lanes, int lanesOffset, float[] sums, int sumsOffset) {
        for (int i = 0; i < LANES; i += LENGTH) {
            int from = lanesOffset + i * LANES;
            fold(lanes, from);
            for (int round = ROUNDS - 1; round >= 0; round--) {
                addPairs(round, lanes, from);
            }
            FloatVector.fromArray(FLOAT, lanes, from).intoArray(sums, sumsOffset + i);
        }
    }

    /** The sixteen partials of LENGTH sums become LENGTH. */
    private static void fold(float[] lanes, int offset) {
        for (int length = LANES / 2; length >= LENGTH; length /= 2) {
            for (int at = offset; at < offset + LENGTH * LANES; at += LANES) {
                for (int i = at; i < at + length; i += LENGTH) {
                    FloatVector.fromArray(FLOAT, lanes, i).add(FloatVector.fromArray(FLOAT, lanes, i + length))
                            .intoArray(lanes, i);
                }
            }
        }
    }

    private static void addPairs(int round, float[] lanes, int offset) {
        int distance = 1 << round;
        FloatVector upper = FloatVector.fromArray(FLOAT, UPPER, round * LENGTH);
        FloatVector lower = FloatVector.fromArray(FLOAT, LOWER, round * LENGTH);
        for (int i = 0; i < distance; i++) {
            FloatVector a = FloatVector.fromArray(FLOAT, lanes, offset + i * LANES);
            FloatVector b = FloatVector.fromArray(FLOAT, lanes, offset + (i + distance) * LANES);
            upper.selectFrom(a, b).add(lower.selectFrom(a, b)).intoArray(lanes, offset + i * LANES);
        }
    }
}
