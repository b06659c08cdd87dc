package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;
import static io.github.lanewise.kernels.internal.simd.Species.REGISTERS;

import jdk.incubator.vector.FloatVector;

/**
 * Transposes rows in square blocks of the vector length: to[i·toStride + j] = from[j·fromStride + i]. By Eklundh's exchanges:
 * in the round of distance d, rows i and i + d swap their off-diagonal runs of d elements, each new row with one permutation
 * of two vectors. The blocks of a row are a loop in the method that transposes one, so that the indices of the permutations,
 * which C2 converts to integers and checks, and the places of the rows are got ready once.
 *
 * <p>Register budget of 16×16: the 16 rows, one on its way, and the eight indices: 25 of 32, so nothing but the
 * block is loaded and stored. With 16 registers a permutation of two vectors is several instructions, and a loop over
 * pairs of rows, which goes through memory in each round, is faster than the spills.
 *
 * <p>Source: J. O. Eklundh, "A fast computer method for matrix transposing", 1972.
 */
final class SquareBlocks {
    static final int ROUNDS = Integer.numberOfTrailingZeros(LENGTH);
    /** From log2 d · LENGTH on: which element of a pair of rows (the second from LENGTH on) goes where. */
    static final float[] UPPER = new float[ROUNDS * LENGTH];
    static final float[] LOWER = new float[ROUNDS * LENGTH];

    static {
        for (int at = 0; at < UPPER.length; at++) {
            int distance = 1 << at / LENGTH;
            int i = at % LENGTH;
            boolean first = (i & distance) == 0;
            UPPER[at] = first ? i : LENGTH + i - distance;
            LOWER[at] = first ? i + distance : LENGTH + i;
        }
    }

    private SquareBlocks() {}

    /** Turns LENGTH rows of at least as many columns; the last block overlaps the one before. */
    static void transpose(int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        int whole = columns / LENGTH * LENGTH;
        blocks(whole, from, fromOffset, fromStride, to, toOffset, toStride);
        if (whole < columns) {
            int last = columns - LENGTH;
            blocks(LENGTH, from, fromOffset + last, fromStride, to, toOffset + last * toStride, toStride);
        }
    }

    private static void blocks(int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        if (REGISTERS < 32) {
            blocksByPairs(columns, from, fromOffset, fromStride, to, toOffset, toStride);
        } else if (LENGTH == 16) {
            blocks16(columns, from, fromOffset, fromStride, to, toOffset, toStride);
        } else if (LENGTH == 8) {
            blocks8(columns, from, fromOffset, fromStride, to, toOffset, toStride);
        } else {
            blocks4(columns, from, fromOffset, fromStride, to, toOffset, toStride);
        }
    }

    private static void blocksByPairs(int columns, float[] from, int fromOffset, int fromStride, float[] to,
            int toOffset, int toStride) {
        for (int j = 0; j < columns; j += LENGTH) {
            int t = toOffset + j * toStride;
            exchange(ROUNDS - 1, from, fromOffset + j, fromStride, to, t, toStride);
            for (int round = ROUNDS - 2; round >= 0; round--) {
                exchange(round, to, t, toStride, to, t, toStride);
            }
        }
    }

    private static void exchange(int round, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        int distance = 1 << round;
        FloatVector upper = FloatVector.fromArray(FLOAT, UPPER, round * LENGTH);
        FloatVector lower = FloatVector.fromArray(FLOAT, LOWER, round * LENGTH);
        for (int pair = 0; pair < LENGTH / 2; pair++) {
            int i = (pair & -distance) + pair; // the pairs of rows (i, i + distance), each once
            FloatVector a = FloatVector.fromArray(FLOAT, from, fromOffset + i * fromStride);
            FloatVector b = FloatVector.fromArray(FLOAT, from, fromOffset + (i + distance) * fromStride);
            upper.selectFrom(a, b).intoArray(to, toOffset + i * toStride);
            lower.selectFrom(a, b).intoArray(to, toOffset + (i + distance) * toStride);
        }
    }

    private static void blocks4(int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        int row1 = fromOffset + fromStride;
        int row2 = fromOffset + 2 * fromStride;
        int row3 = fromOffset + 3 * fromStride;
        FloatVector upper2 = FloatVector.fromArray(FLOAT, UPPER, LENGTH);
        FloatVector lower2 = FloatVector.fromArray(FLOAT, LOWER, LENGTH);
        FloatVector upper1 = FloatVector.fromArray(FLOAT, UPPER, 0);
        FloatVector lower1 = FloatVector.fromArray(FLOAT, LOWER, 0);
        for (int j = 0; j < columns; j += 4) {
            int t = toOffset + j * toStride;
            FloatVector a0 = FloatVector.fromArray(FLOAT, from, fromOffset + j);
            FloatVector a1 = FloatVector.fromArray(FLOAT, from, row1 + j);
            FloatVector a2 = FloatVector.fromArray(FLOAT, from, row2 + j);
            FloatVector a3 = FloatVector.fromArray(FLOAT, from, row3 + j);
            FloatVector b0 = upper2.selectFrom(a0, a2);
            FloatVector b2 = lower2.selectFrom(a0, a2);
            FloatVector b1 = upper2.selectFrom(a1, a3);
            FloatVector b3 = lower2.selectFrom(a1, a3);
            FloatVector c0 = upper1.selectFrom(b0, b1);
            FloatVector c1 = lower1.selectFrom(b0, b1);
            FloatVector c2 = upper1.selectFrom(b2, b3);
            FloatVector c3 = lower1.selectFrom(b2, b3);
            c0.intoArray(to, t);
            c1.intoArray(to, t + toStride);
            c2.intoArray(to, t + 2 * toStride);
            c3.intoArray(to, t + 3 * toStride);
        }
    }

    private static void blocks8(int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        int row1 = fromOffset + fromStride;
        int row2 = fromOffset + 2 * fromStride;
        int row3 = fromOffset + 3 * fromStride;
        int row4 = fromOffset + 4 * fromStride;
        int row5 = fromOffset + 5 * fromStride;
        int row6 = fromOffset + 6 * fromStride;
        int row7 = fromOffset + 7 * fromStride;
        FloatVector upper4 = FloatVector.fromArray(FLOAT, UPPER, 2 * LENGTH);
        FloatVector lower4 = FloatVector.fromArray(FLOAT, LOWER, 2 * LENGTH);
        FloatVector upper2 = FloatVector.fromArray(FLOAT, UPPER, LENGTH);
        FloatVector lower2 = FloatVector.fromArray(FLOAT, LOWER, LENGTH);
        FloatVector upper1 = FloatVector.fromArray(FLOAT, UPPER, 0);
        FloatVector lower1 = FloatVector.fromArray(FLOAT, LOWER, 0);
        for (int j = 0; j < columns; j += 8) {
            int t = toOffset + j * toStride;
            FloatVector a0 = FloatVector.fromArray(FLOAT, from, fromOffset + j);
            FloatVector a1 = FloatVector.fromArray(FLOAT, from, row1 + j);
            FloatVector a2 = FloatVector.fromArray(FLOAT, from, row2 + j);
            FloatVector a3 = FloatVector.fromArray(FLOAT, from, row3 + j);
            FloatVector a4 = FloatVector.fromArray(FLOAT, from, row4 + j);
            FloatVector a5 = FloatVector.fromArray(FLOAT, from, row5 + j);
            FloatVector a6 = FloatVector.fromArray(FLOAT, from, row6 + j);
            FloatVector a7 = FloatVector.fromArray(FLOAT, from, row7 + j);
            FloatVector b0 = upper4.selectFrom(a0, a4);
            FloatVector b4 = lower4.selectFrom(a0, a4);
            FloatVector b1 = upper4.selectFrom(a1, a5);
            FloatVector b5 = lower4.selectFrom(a1, a5);
            FloatVector b2 = upper4.selectFrom(a2, a6);
            FloatVector b6 = lower4.selectFrom(a2, a6);
            FloatVector b3 = upper4.selectFrom(a3, a7);
            FloatVector b7 = lower4.selectFrom(a3, a7);
            FloatVector c0 = upper2.selectFrom(b0, b2);
            FloatVector c2 = lower2.selectFrom(b0, b2);
            FloatVector c1 = upper2.selectFrom(b1, b3);
            FloatVector c3 = lower2.selectFrom(b1, b3);
            FloatVector c4 = upper2.selectFrom(b4, b6);
            FloatVector c6 = lower2.selectFrom(b4, b6);
            FloatVector c5 = upper2.selectFrom(b5, b7);
            FloatVector c7 = lower2.selectFrom(b5, b7);
            FloatVector d0 = upper1.selectFrom(c0, c1);
            FloatVector d1 = lower1.selectFrom(c0, c1);
            FloatVector d2 = upper1.selectFrom(c2, c3);
            FloatVector d3 = lower1.selectFrom(c2, c3);
            FloatVector d4 = upper1.selectFrom(c4, c5);
            FloatVector d5 = lower1.selectFrom(c4, c5);
            FloatVector d6 = upper1.selectFrom(c6, c7);
            FloatVector d7 = lower1.selectFrom(c6, c7);
            d0.intoArray(to, t);
            d1.intoArray(to, t + toStride);
            d2.intoArray(to, t + 2 * toStride);
            d3.intoArray(to, t + 3 * toStride);
            d4.intoArray(to, t + 4 * toStride);
            d5.intoArray(to, t + 5 * toStride);
            d6.intoArray(to, t + 6 * toStride);
            d7.intoArray(to, t + 7 * toStride);
        }
    }

    private static void blocks16(int columns, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        int row1 = fromOffset + fromStride;
        int row2 = fromOffset + 2 * fromStride;
        int row3 = fromOffset + 3 * fromStride;
        int row4 = fromOffset + 4 * fromStride;
        int row5 = fromOffset + 5 * fromStride;
        int row6 = fromOffset + 6 * fromStride;
        int row7 = fromOffset + 7 * fromStride;
        int row8 = fromOffset + 8 * fromStride;
        int row9 = fromOffset + 9 * fromStride;
        int row10 = fromOffset + 10 * fromStride;
        int row11 = fromOffset + 11 * fromStride;
        int row12 = fromOffset + 12 * fromStride;
        int row13 = fromOffset + 13 * fromStride;
        int row14 = fromOffset + 14 * fromStride;
        int row15 = fromOffset + 15 * fromStride;
        FloatVector upper8 = FloatVector.fromArray(FLOAT, UPPER, 3 * LENGTH);
        FloatVector lower8 = FloatVector.fromArray(FLOAT, LOWER, 3 * LENGTH);
        FloatVector upper4 = FloatVector.fromArray(FLOAT, UPPER, 2 * LENGTH);
        FloatVector lower4 = FloatVector.fromArray(FLOAT, LOWER, 2 * LENGTH);
        FloatVector upper2 = FloatVector.fromArray(FLOAT, UPPER, LENGTH);
        FloatVector lower2 = FloatVector.fromArray(FLOAT, LOWER, LENGTH);
        FloatVector upper1 = FloatVector.fromArray(FLOAT, UPPER, 0);
        FloatVector lower1 = FloatVector.fromArray(FLOAT, LOWER, 0);
        for (int j = 0; j < columns; j += 16) {
            int t = toOffset + j * toStride;
            FloatVector a0 = FloatVector.fromArray(FLOAT, from, fromOffset + j);
            FloatVector a1 = FloatVector.fromArray(FLOAT, from, row1 + j);
            FloatVector a2 = FloatVector.fromArray(FLOAT, from, row2 + j);
            FloatVector a3 = FloatVector.fromArray(FLOAT, from, row3 + j);
            FloatVector a4 = FloatVector.fromArray(FLOAT, from, row4 + j);
            FloatVector a5 = FloatVector.fromArray(FLOAT, from, row5 + j);
            FloatVector a6 = FloatVector.fromArray(FLOAT, from, row6 + j);
            FloatVector a7 = FloatVector.fromArray(FLOAT, from, row7 + j);
            FloatVector a8 = FloatVector.fromArray(FLOAT, from, row8 + j);
            FloatVector a9 = FloatVector.fromArray(FLOAT, from, row9 + j);
            FloatVector a10 = FloatVector.fromArray(FLOAT, from, row10 + j);
            FloatVector a11 = FloatVector.fromArray(FLOAT, from, row11 + j);
            FloatVector a12 = FloatVector.fromArray(FLOAT, from, row12 + j);
            FloatVector a13 = FloatVector.fromArray(FLOAT, from, row13 + j);
            FloatVector a14 = FloatVector.fromArray(FLOAT, from, row14 + j);
            FloatVector a15 = FloatVector.fromArray(FLOAT, from, row15 + j);
            FloatVector b0 = upper8.selectFrom(a0, a8);
            FloatVector b8 = lower8.selectFrom(a0, a8);
            FloatVector b1 = upper8.selectFrom(a1, a9);
            FloatVector b9 = lower8.selectFrom(a1, a9);
            FloatVector b2 = upper8.selectFrom(a2, a10);
            FloatVector b10 = lower8.selectFrom(a2, a10);
            FloatVector b3 = upper8.selectFrom(a3, a11);
            FloatVector b11 = lower8.selectFrom(a3, a11);
            FloatVector b4 = upper8.selectFrom(a4, a12);
            FloatVector b12 = lower8.selectFrom(a4, a12);
            FloatVector b5 = upper8.selectFrom(a5, a13);
            FloatVector b13 = lower8.selectFrom(a5, a13);
            FloatVector b6 = upper8.selectFrom(a6, a14);
            FloatVector b14 = lower8.selectFrom(a6, a14);
            FloatVector b7 = upper8.selectFrom(a7, a15);
            FloatVector b15 = lower8.selectFrom(a7, a15);
            FloatVector c0 = upper4.selectFrom(b0, b4);
            FloatVector c4 = lower4.selectFrom(b0, b4);
            FloatVector c1 = upper4.selectFrom(b1, b5);
            FloatVector c5 = lower4.selectFrom(b1, b5);
            FloatVector c2 = upper4.selectFrom(b2, b6);
            FloatVector c6 = lower4.selectFrom(b2, b6);
            FloatVector c3 = upper4.selectFrom(b3, b7);
            FloatVector c7 = lower4.selectFrom(b3, b7);
            FloatVector c8 = upper4.selectFrom(b8, b12);
            FloatVector c12 = lower4.selectFrom(b8, b12);
            FloatVector c9 = upper4.selectFrom(b9, b13);
            FloatVector c13 = lower4.selectFrom(b9, b13);
            FloatVector c10 = upper4.selectFrom(b10, b14);
            FloatVector c14 = lower4.selectFrom(b10, b14);
            FloatVector c11 = upper4.selectFrom(b11, b15);
            FloatVector c15 = lower4.selectFrom(b11, b15);
            FloatVector d0 = upper2.selectFrom(c0, c2);
            FloatVector d2 = lower2.selectFrom(c0, c2);
            FloatVector d1 = upper2.selectFrom(c1, c3);
            FloatVector d3 = lower2.selectFrom(c1, c3);
            FloatVector d4 = upper2.selectFrom(c4, c6);
            FloatVector d6 = lower2.selectFrom(c4, c6);
            FloatVector d5 = upper2.selectFrom(c5, c7);
            FloatVector d7 = lower2.selectFrom(c5, c7);
            FloatVector d8 = upper2.selectFrom(c8, c10);
            FloatVector d10 = lower2.selectFrom(c8, c10);
            FloatVector d9 = upper2.selectFrom(c9, c11);
            FloatVector d11 = lower2.selectFrom(c9, c11);
            FloatVector d12 = upper2.selectFrom(c12, c14);
            FloatVector d14 = lower2.selectFrom(c12, c14);
            FloatVector d13 = upper2.selectFrom(c13, c15);
            FloatVector d15 = lower2.selectFrom(c13, c15);
            FloatVector e0 = upper1.selectFrom(d0, d1);
            FloatVector e1 = lower1.selectFrom(d0, d1);
            FloatVector e2 = upper1.selectFrom(d2, d3);
            FloatVector e3 = lower1.selectFrom(d2, d3);
            FloatVector e4 = upper1.selectFrom(d4, d5);
            FloatVector e5 = lower1.selectFrom(d4, d5);
            FloatVector e6 = upper1.selectFrom(d6, d7);
            FloatVector e7 = lower1.selectFrom(d6, d7);
            FloatVector e8 = upper1.selectFrom(d8, d9);
            FloatVector e9 = lower1.selectFrom(d8, d9);
            FloatVector e10 = upper1.selectFrom(d10, d11);
            FloatVector e11 = lower1.selectFrom(d10, d11);
            FloatVector e12 = upper1.selectFrom(d12, d13);
            FloatVector e13 = lower1.selectFrom(d12, d13);
            FloatVector e14 = upper1.selectFrom(d14, d15);
            FloatVector e15 = lower1.selectFrom(d14, d15);
            e0.intoArray(to, t);
            e1.intoArray(to, t + toStride);
            e2.intoArray(to, t + 2 * toStride);
            e3.intoArray(to, t + 3 * toStride);
            e4.intoArray(to, t + 4 * toStride);
            e5.intoArray(to, t + 5 * toStride);
            e6.intoArray(to, t + 6 * toStride);
            e7.intoArray(to, t + 7 * toStride);
            e8.intoArray(to, t + 8 * toStride);
            e9.intoArray(to, t + 9 * toStride);
            e10.intoArray(to, t + 10 * toStride);
            e11.intoArray(to, t + 11 * toStride);
            e12.intoArray(to, t + 12 * toStride);
            e13.intoArray(to, t + 13 * toStride);
            e14.intoArray(to, t + 14 * toStride);
            e15.intoArray(to, t + 15 * toStride);
        }
    }
}
