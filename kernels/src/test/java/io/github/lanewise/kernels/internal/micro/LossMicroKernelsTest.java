package io.github.lanewise.kernels.internal.micro;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Backend;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.scalar.ScalarKernels;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The micro-kernels of softmax, losses and radial basis functions, as {@link MicroKernelsTest} has the others. */
class LossMicroKernelsTest {
    private static final MicroKernels[] BOTH = {null, ScalarKernels.all()};
    private static final int[] ROWS = {1, 2, 3, 10, 15, 16, 17, 31, 32, 33, 50};
    private static final int[] WIDTHS = {16, 32, 48};

    private final Random random = new Random(20_261_122);

    @BeforeAll
    static void widthIsThere() {
        try {
            Backend.name();
        } catch (IllegalArgumentException e) {
            Assumptions.abort("not run: " + e.getMessage());
        }
        BOTH[0] = Lookup.kernels();
    }

    /** A scratch of wild values and what is expected of it. Two slabs, two rows, and room for sums stand in it. */
    private final class Scratch {
        final Floats before;
        final Floats expected;
        final int rows;
        final int width;
        final int first;
        final int second;
        final int row;
        final int otherRow;
        final int sums;

        Scratch(int rows, int width, boolean ties) {
            int slab = rows * width;
            int length = 2 * slab + 2 * width + LANES * width;
            before = ties ? Floats.ties(random, length) : Floats.wild(random, length);
            expected = before.copy();
            this.rows = rows;
            this.width = width;
            first = before.offset;
            second = first + slab;
            row = second + slab;
            otherRow = row + width;
            sums = otherRow + width;
        }

        float get(int at) {
            return before.array[at];
        }

        interface Element {
            float of(int at, int column);
        }

        /** Expects of each element of the slab at {@code slab} what {@code element} says; place counts within the slab. */
        void expect(int slab, Element element) {
            for (int at = 0; at < rows * width; at++) {
                expected.array[slab + at] = element.of(at, at % width);
            }
        }

        void check(String what, Floats actual) {
            expected.assertSame(what + " of " + rows + "×" + width, actual);
        }
    }

    private interface Call {
        void run(SlabKernels kernels, Scratch s, float[] floats);
    }

    private interface Expect {
        void of(Scratch s);
    }

    private void everywhere(String what, boolean ties, Expect expect, Call call) {
        for (int rows : ROWS) {
            for (int width : WIDTHS) {
                Scratch s = new Scratch(rows, width, ties);
                expect.of(s);
                for (MicroKernels kernels : BOTH) {
                    Floats actual = s.before.copy();
                    float[] nothingBehind = Arrays.copyOf(actual.array, actual.offset + actual.length);
                    call.run(kernels.slab(), s, nothingBehind);
                    System.arraycopy(nothingBehind, 0, actual.array, 0, nothingBehind.length);
                    s.check(what, actual);
                }
            }
        }
    }

    @Test
    void elementwise() {
        everywhere("subtract", false, s -> s.expect(s.first, (at, i) -> s.get(s.first + at) - s.get(s.row + i)),
                (k, s, f) -> k.subtract(s.rows, s.width, f, s.first, s.row));
        everywhere("divide", false, s -> s.expect(s.first, (at, i) -> s.get(s.first + at) / s.get(s.row + i)),
                (k, s, f) -> k.divide(s.rows, s.width, f, s.first, s.row));
        everywhere("affine", false,
                s -> s.expect(s.first, (at, _) -> Math.fma(0.9f, s.get(s.first + at), 0.1f)),
                (k, s, f) -> k.affine(s.rows * s.width, 0.9f, 0.1f, f, s.first));
        everywhere("multiply", false,
                s -> s.expect(s.first, (at, _) -> s.get(s.first + at) * s.get(s.second + at)),
                (k, s, f) -> k.multiply(s.rows * s.width, f, s.second, s.first));
    }

    @Test
    void gradients() {
        everywhere("softmaxBackward", false, s -> s.expect(s.second,
                (at, i) -> s.get(s.first + at) * (s.get(s.second + at) - s.get(s.row + i))),
                (k, s, f) -> k.softmaxBackward(s.rows, s.width, f, s.first, s.row, s.second));
        everywhere("logSoftmaxBackward", false, s -> s.expect(s.second,
                (at, i) -> Math.fma(-s.get(s.first + at), s.get(s.row + i), s.get(s.second + at))),
                (k, s, f) -> k.logSoftmaxBackward(s.rows, s.width, f, s.first, s.row, s.second));
        everywhere("crossEntropyBackward", false, s -> s.expect(s.first,
                (at, i) -> Math.fma(s.get(s.row + i), s.get(s.first + at), -s.get(s.second + at))
                        * s.get(s.otherRow + i) / 7f),
                (k, s, f) -> k.crossEntropyBackward(s.rows, s.width, f, s.second, s.row, s.otherRow, 7f, s.first));
    }

    @Test
    void maximum() {
        for (boolean ties : new boolean[]{false, true}) {
            everywhere("maximum", ties, s -> {
                for (int i = 0; i < s.width; i++) {
                    float best = s.get(s.first + i);
                    for (int r = 1; r < s.rows; r++) {
                        float x = s.get(s.first + r * s.width + i);
                        best = x > best || x != x ? x : best; // the first of two zeros, as both kernels have it
                    }
                    s.expected.array[s.row + i] = best;
                }
            }, (k, s, f) -> k.maximum(s.rows, s.width, f, s.first, s.row));
        }
    }

    @Test
    void sums() {
        for (int partials : new int[]{1, 16}) {
            everywhere("sum in " + partials, false, s -> expectSums(s, partials, false),
                    (k, s, f) -> sumOnly(s, f, partials, () -> k.sum(partials, s.rows, s.width, f, s.first, s.sums)));
            everywhere("sumOfProducts in " + partials, false, s -> expectSums(s, partials, true),
                    (k, s, f) -> sumOnly(s, f, partials,
                            () -> k.sumOfProducts(partials, s.rows, s.width, f, s.first, s.second, s.sums)));
        }
    }

    /** Runs the kernel, and puts back what it may leave in the room behind the sums. */
    private static void sumOnly(Scratch s, float[] floats, int partials, Runnable kernel) {
        kernel.run();
        System.arraycopy(s.before.array, s.sums + s.width, floats, s.sums + s.width, (partials - 1) * s.width);
    }

    private static void expectSums(Scratch s, int partials, boolean products) {
        for (int i = 0; i < s.width; i++) {
            float[] p = new float[partials];
            for (int j = 0; j < partials; j++) {
                for (int r = j; r < s.rows; r += partials) {
                    float x = s.get(s.first + r * s.width + i);
                    p[j] = products ? Math.fma(x, s.get(s.second + r * s.width + i), p[j]) : p[j] + x;
                }
            }
            for (int half = partials / 2; half > 0; half /= 2) {
                for (int j = 0; j < half; j++) {
                    p[j] += p[j + half];
                }
            }
            s.expected.array[s.sums + i] = p[0];
        }
    }

    @Test
    void squaredErrors() {
        for (int length = 1; length < 70; length++) {
            Floats x = Floats.wild(random, length);
            Floats t = Floats.wild(random, length);
            Floats g = Floats.wild(random, length);
            Floats squares = Floats.poisoned(length);
            Floats gradient = Floats.poisoned(length);
            Floats gradientOfEach = Floats.poisoned(length);
            Floats sums = Floats.plain(random, LANES);
            Floats added = sums.copy();
            for (int i = 0; i < length; i++) {
                float d = x.get(i) - t.get(i);
                squares.set(i, d * d);
                gradient.set(i, d * 0.3f / 7f);
                gradientOfEach.set(i, d * (g.get(i) + g.get(i)));
                added.set(i % LANES, Math.fma(d, d, added.get(i % LANES)));
            }
            for (MicroKernels both : BOTH) {
                SquaredErrorKernels kernels = both.squaredError();
                Floats y = Floats.poisoned(length);
                kernels.squares(length, x.array, x.offset, t.array, t.offset, y.array, y.offset);
                squares.assertSame("squares " + length, y);
                y = Floats.poisoned(length);
                kernels.backward(length, x.array, x.offset, t.array, t.offset, 0.3f, 7f, y.array, y.offset);
                gradient.assertSame("backward " + length, y);
                y = Floats.poisoned(length);
                kernels.backwardEach(length, x.array, x.offset, t.array, t.offset, g.array, g.offset, y.array,
                        y.offset);
                gradientOfEach.assertSame("backwardEach " + length, y);
                y = sums.copy();
                kernels.addSquares(length, x.array, x.offset, t.array, t.offset, y.array, y.offset);
                added.assertSame("addSquares " + length, y);
            }
        }
    }

    @Test
    void radialBasis() {
        for (int centres : new int[]{1, 3, 4, 5, 8, 10}) {
            for (int features : new int[]{1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 84, 130}) {
                Floats weight = Floats.wild(random, centres * features);
                distances(centres, features, weight);
                gradientOfImages(centres, features, weight);
                gradientOfCentre(7, centres, features, weight);
            }
        }
    }

    private void distances(int centres, int features, Floats weight) {
        Floats input = Floats.wild(random, features * LANES);
        Floats expected = Floats.poisoned(centres * LANES);
        for (int c = 0; c < centres; c++) {
            for (int lane = 0; lane < LANES; lane++) {
                float acc = 0;
                for (int j = 0; j < features; j++) {
                    float d = input.get(j * LANES + lane) - weight.get(c * features + j);
                    acc = Math.fma(d, d, acc);
                }
                expected.set(c * LANES + lane, acc);
            }
        }
        for (MicroKernels kernels : BOTH) {
            Floats y = Floats.poisoned(expected.length);
            kernels.radialBasis().distances(centres, features, weight.array, weight.offset, input.array, input.offset,
                    y.array, y.offset);
            expected.assertSame("distances " + centres + "×" + features, y);
        }
    }

    private void gradientOfImages(int centres, int features, Floats weight) {
        Floats input = Floats.wild(random, features * LANES);
        Floats gradOutput = Floats.wild(random, centres * LANES);
        Floats expected = Floats.poisoned(features * LANES);
        for (int j = 0; j < features; j++) {
            for (int lane = 0; lane < LANES; lane++) {
                float acc = 0;
                for (int c = 0; c < centres; c++) {
                    acc = Math.fma(input.get(j * LANES + lane) - weight.get(c * features + j),
                            gradOutput.get(c * LANES + lane), acc);
                }
                expected.set(j * LANES + lane, acc + acc);
            }
        }
        for (MicroKernels kernels : BOTH) {
            Floats dx = Floats.poisoned(expected.length);
            kernels.radialBasis().backwardInput(centres, features, weight.array, weight.offset, input.array,
                    input.offset, gradOutput.array, gradOutput.offset, dx.array, dx.offset);
            expected.assertSame("backwardInput " + centres + "×" + features, dx);
        }
    }

    /** The last centre of several, so that gradOutput has a stride. */
    private void gradientOfCentre(int batch, int centres, int features, Floats weight) {
        Floats input = Floats.wild(random, batch * features);
        Floats gradOutput = Floats.wild(random, batch * centres);
        Floats expected = Floats.poisoned(features);
        int centre = centres - 1;
        for (int j = 0; j < features; j++) {
            float acc = 0;
            for (int n = 0; n < batch; n++) {
                acc = Math.fma(weight.get(centre * features + j) - input.get(n * features + j),
                        gradOutput.get(n * centres + centre), acc);
            }
            expected.set(j, acc + acc);
        }
        for (MicroKernels kernels : BOTH) {
            Floats dw = Floats.poisoned(features);
            kernels.radialBasis().backwardWeight(batch, features, input.array, input.offset, gradOutput.array,
                    gradOutput.offset + centre, centres, weight.array, weight.offset + centre * features, dw.array,
                    dw.offset);
            expected.assertSame("backwardWeight " + centres + "×" + features, dw);
        }
    }
}
