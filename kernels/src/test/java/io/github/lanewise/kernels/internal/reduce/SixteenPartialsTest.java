package io.github.lanewise.kernels.internal.reduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SixteenPartialsTest {
    private final Random random = new Random(16);

    /** The tree of the contract, written out. */
    private static float spelledOut(float[] p) {
        float even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
        float odd = ((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15]));
        return even + odd;
    }

    /** Values of very different sizes, so that another order gives other bits. */
    private Floats values(int length) {
        Floats values = Floats.plain(random, length);
        for (int i = 0; i < length; i++) {
            values.set(i, values.get(i) * (float) Math.scalb(1.0, random.nextInt(24)));
        }
        return values;
    }

    private static void assertBits(float expected, float actual) {
        assertEquals(Float.floatToRawIntBits(expected), Float.floatToRawIntBits(actual),
                () -> actual + "; expected " + expected);
    }

    @Test
    void treeIsTheOneOfTheContract() {
        for (int stride : new int[]{1, 2, 7, 16}) {
            for (int repetition = 0; repetition < 100; repetition++) {
                Floats values = values(16 * stride);
                float[] p = new float[16];
                for (int j = 0; j < 16; j++) {
                    p[j] = values.get(j * stride);
                }
                assertBits(spelledOut(p), SixteenPartials.tree(values.array, values.offset, stride));
            }
        }
    }

    /** What is absent is +0; nothing else is added. */
    @Test
    void negativeZeros() {
        for (int present = 1; present <= 16; present++) {
            float[] p = new float[16];
            Arrays.fill(p, 0, present, -0f);
            SixteenPartials.addUp(16, present, 1, 1, p, 0);
            assertBits(present == 16 ? -0f : 0f, p[0]);
        }
    }

    @Test
    void partsOfTheTreeAddUpToIt() {
        int length = 5;
        for (int parts = 1; parts <= 16; parts *= 2) {
            for (int present = 1; present <= 16; present++) {
                partsOfTheTreeAddUpToIt(parts, present, length);
            }
        }
    }

    private void partsOfTheTreeAddUpToIt(int parts, int present, int length) {
        Floats values = values(16 * length);
        Floats sums = Floats.poisoned(parts * (length + 1)); // with a gap between them
        for (int part = 0; part < parts; part++) {
            float[] p = new float[16 * length];
            int there = 0;
            for (int j = part; j < present; j += parts) {
                System.arraycopy(values.array, values.offset + j * length, p, there++ * length, length);
            }
            SixteenPartials.addUp(16 / parts, there, length, length, p, 0);
            System.arraycopy(p, 0, sums.array, sums.offset + part * (length + 1), length);
        }
        SixteenPartials.addUp(parts, parts, length, length + 1, sums.array, sums.offset);
        for (int i = 0; i < length; i++) {
            float[] p = new float[16];
            for (int j = 0; j < present; j++) {
                p[j] = values.get(j * length + i);
            }
            assertBits(spelledOut(p), sums.get(i));
        }
    }

    @Test
    void longBatchesAreCutIntoPiecesOf64() {
        assertEquals(1, SixteenPartials.pieces(1));
        assertEquals(1, SixteenPartials.pieces(64));
        assertEquals(2, SixteenPartials.pieces(65));
        assertEquals(4, SixteenPartials.pieces(200));
    }

    @Test
    void piecesAreAddedInOrder() {
        int length = 5;
        for (int pieces = 1; pieces <= 4; pieces++) {
            Floats sums = values(pieces * length);
            Floats total = Floats.poisoned(length);
            Floats expected = total.copy();
            for (int i = 0; i < length; i++) {
                float acc = sums.get(i);
                for (int piece = 1; piece < pieces; piece++) {
                    acc += sums.get(piece * length + i);
                }
                expected.set(i, acc);
            }
            SixteenPartials.addPieces(pieces, length, sums.array, sums.offset, total.array, total.offset);
            expected.assertSame("addPieces", total);
        }
    }
}
