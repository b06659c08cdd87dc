package io.github.lanewise.kernels.internal.reduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.testing.Floats;
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

    private static float piece(Floats values, int begin, int end) {
        float[] p = new float[16];
        for (int j = 0; j < 16; j++) {
            for (int i = begin + j; i < end; i += 16) {
                p[j] += values.get(i);
            }
        }
        return spelledOut(p);
    }

    @Test
    void sumTakesElementsModuloSixteen() {
        for (int count = 1; count <= 70; count++) {
            Floats values = values(count);
            Floats partials = Floats.poisoned(16);
            assertBits(piece(values, 0, count),
                    SixteenPartials.sum(values.array, values.offset, count, partials.array, partials.offset));
            partials.assertBands("sum");
        }
    }

    @Test
    void longBatchesAreSummedInPiecesOf64() {
        for (int batch : new int[]{1, 15, 16, 17, 63, 64, 65, 127, 128, 129, 200}) {
            Floats values = values(batch);
            Floats partials = Floats.poisoned(16);
            float expected = piece(values, 0, Math.min(64, batch));
            int pieces = 1;
            for (int begin = 64; begin < batch; begin += 64) {
                expected += piece(values, begin, Math.min(begin + 64, batch));
                pieces++;
            }
            assertBits(expected, SixteenPartials.sumInPieces(values.array, values.offset, batch, partials.array,
                    partials.offset));
            assertEquals(pieces, SixteenPartials.pieces(batch));
        }
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
