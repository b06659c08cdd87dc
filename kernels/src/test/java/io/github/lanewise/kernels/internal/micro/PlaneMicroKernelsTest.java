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

/** The micro-kernels of global pooling and of trainable subsampling, as {@link MicroKernelsTest} has the others. */
class PlaneMicroKernelsTest {
    private final MicroKernels twin = ScalarKernels.all();
    private static final int[] LENGTHS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 19, 20, 24, 31, 32, 33, 49, 63, 64, 65,
            100};

    private final Random random = new Random(20_261_121);

    @BeforeAll
    static void widthIsThere() {
        try {
            Backend.name();
        } catch (IllegalArgumentException e) {
            Assumptions.abort("not run: " + e.getMessage());
        }
    }

    private Floats input(int length) {
        return random.nextBoolean() ? Floats.wild(random, length) : Floats.ties(random, length);
    }

    @Test
    void partialSums() {
        for (int length : LENGTHS) {
            for (int planes = 1; planes <= 9; planes++) {
                partialSums(Lookup.kernels(), planes, length);
            }
            partialSums(twin, 3, length);
        }
    }

    private void partialSums(MicroKernels kernels, int planes, int length) {
        Floats input = input(planes * length);
        Floats expected = Floats.poisoned(planes * LANES);
        for (int p = 0; p < planes; p++) {
            for (int j = 0; j < LANES; j++) {
                float sum = 0f;
                for (int i = j; i < length; i += LANES) {
                    sum += input.get(p * length + i);
                }
                expected.set(p * LANES + j, sum);
            }
        }
        Floats sums = Floats.poisoned(planes * LANES);
        kernels.globalPool().partialSums(planes, length, input.array, input.offset, sums.array, sums.offset);
        expected.assertSame("partialSums of " + planes + " planes of " + length, sums);
    }

    @Test
    void averages() {
        for (int repetition = 0; repetition < 20; repetition++) {
            averages(Lookup.kernels());
            averages(twin);
        }
    }

    private void averages(MicroKernels kernels) {
        Floats partials = Floats.plain(random, LANES * LANES);
        float divisor = random.nextInt(1, 1000);
        Floats expected = Floats.poisoned(LANES);
        for (int lane = 0; lane < LANES; lane++) {
            float[] p = new float[LANES];
            for (int j = 0; j < LANES; j++) {
                p[j] = partials.get(j * LANES + lane);
            }
            for (int half = LANES / 2; half > 0; half /= 2) {
                for (int j = 0; j < half; j++) {
                    p[j] = p[j] + p[j + half];
                }
            }
            expected.set(lane, p[0] / divisor);
        }
        Floats average = Floats.poisoned(LANES);
        kernels.globalPool().averages(partials.array, partials.offset, divisor, average.array, average.offset);
        expected.assertSame("averages", average);
    }

    @Test
    void partialMaxima() {
        for (int length : LENGTHS) {
            for (int planes = 1; planes <= 9; planes++) {
                partialMaxima(Lookup.kernels(), planes, length);
            }
            partialMaxima(twin, 3, length);
        }
    }

    private void partialMaxima(MicroKernels kernels, int planes, int length) {
        Floats input = input(planes * length);
        Floats expected = Floats.poisoned(planes * LANES);
        Floats expectedStep = expected.copy();
        for (int p = 0; p < planes; p++) {
            for (int j = 0; j < LANES; j++) {
                expected.set(p * LANES + j, Float.NEGATIVE_INFINITY);
                expectedStep.set(p * LANES + j, Float.intBitsToFloat(1));
                for (int i = j; i < length; i += LANES) {
                    float x = input.get(p * length + i);
                    if (i == j || x > expected.get(p * LANES + j) || Float.isNaN(x)) {
                        expected.set(p * LANES + j, x);
                        expectedStep.set(p * LANES + j, Float.intBitsToFloat(i / LANES));
                    }
                }
            }
        }
        Floats best = Floats.poisoned(planes * LANES);
        Floats step = Floats.poisoned(planes * LANES);
        kernels.globalPool().partialMaxima(planes, length, input.array, input.offset, best.array, best.offset,
                step.array, step.offset);
        expected.assertSame("partialMaxima of " + planes + " planes of " + length, best);
        expectedStep.assertSame("steps of partialMaxima of " + planes + " planes of " + length, step);
    }

    /** Planes of up to 16 steps with ties, NaN and signed zeros in any of their partials. */
    @Test
    void maxima() {
        for (int repetition = 0; repetition < 200; repetition++) {
            maxima(Lookup.kernels());
            maxima(twin);
        }
    }

    private void maxima(MicroKernels kernels) {
        Floats best = random.nextInt(4) == 0
                ? constant(Float.NEGATIVE_INFINITY)
                : random.nextBoolean() ? input(LANES * LANES) : Floats.plain(random, LANES * LANES);
        Floats step = Floats.poisoned(LANES * LANES);
        for (int i = 0; i < LANES * LANES; i++) {
            step.set(i, Float.intBitsToFloat(random.nextInt(16)));
        }
        Floats expected = Floats.poisoned(LANES);
        Floats expectedCell = Floats.poisoned(LANES);
        for (int lane = 0; lane < LANES; lane++) {
            float[] plane = new float[17 * LANES];
            Arrays.fill(plane, Float.NEGATIVE_INFINITY);
            int first = plane.length;
            for (int j = 0; j < LANES; j++) {
                int cell = Float.floatToRawIntBits(step.get(j * LANES + lane)) * LANES + j;
                plane[cell] = best.get(j * LANES + lane);
                first = Math.min(first, cell);
            }
            int winner = first;
            for (int cell = first; cell < plane.length; cell++) {
                if (plane[cell] > plane[winner] || Float.isNaN(plane[cell])) {
                    winner = cell;
                }
            }
            expected.set(lane, plane[winner]);
            expectedCell.set(lane, Float.intBitsToFloat(winner));
        }
        Floats maximum = Floats.poisoned(LANES);
        Floats cell = Floats.poisoned(LANES);
        kernels.globalPool().maxima(best.array, best.offset, step.array, step.offset, maximum.array, maximum.offset,
                cell.array, cell.offset);
        expected.assertSame("maxima", maximum);
        expectedCell.assertSame("cells of maxima", cell);
    }

    private static Floats constant(float value) {
        Floats floats = Floats.poisoned(LANES * LANES);
        for (int i = 0; i < floats.length; i++) {
            floats.set(i, value);
        }
        return floats;
    }

    @Test
    void subsampling() {
        for (int repetition = 0; repetition < 30; repetition++) {
            int height = random.nextInt(2, 8);
            int width = random.nextInt(2, 9);
            subsampling(Lookup.kernels(), height, width);
            subsampling(twin, height, width);
        }
    }

    private void subsampling(MicroKernels kernels, int height, int width) {
        int windows = (height / 2) * (width / 2);
        int[] corner = new int[windows];
        for (int w = 0; w < windows; w++) {
            corner[w] = w / (width / 2) * 2 * width + w % (width / 2) * 2;
        }
        Floats input = input(height * width * LANES);
        Floats factor = Floats.plain(random, 2 * LANES);
        Floats gradOutput = input(windows * LANES);
        Floats sums = Floats.plain(random, 2 * LANES);
        Floats output = Floats.poisoned(windows * LANES);
        Floats gradInput = Floats.poisoned(height * width * LANES);
        Floats expectedOutput = output.copy();
        Floats expectedGradInput = gradInput.copy();
        Floats expectedSums = sums.copy();
        for (int i = 0; i < windows * LANES; i++) {
            int lane = i % LANES;
            int[] cells = {corner[i / LANES], corner[i / LANES] + 1, corner[i / LANES] + width,
                    corner[i / LANES] + width + 1};
            float s = input.get(cells[0] * LANES + lane);
            for (int k = 1; k < 4; k++) {
                s = s + input.get(cells[k] * LANES + lane);
            }
            float g = gradOutput.get(i);
            expectedOutput.set(i, Math.fma(factor.get(lane), s, factor.get(LANES + lane)));
            for (int cell : cells) {
                expectedGradInput.set(cell * LANES + lane, factor.get(lane) * g);
            }
            expectedSums.set(lane, Math.fma(g, s, expectedSums.get(lane)));
            expectedSums.set(LANES + lane, expectedSums.get(LANES + lane) + g);
        }
        String what = " of " + height + "×" + width;
        int split = windows / 2; // in two calls, the second of which does not begin with the first window
        int rest = split * LANES;
        SubsamplingKernels k = kernels.subsampling();
        k.subsample(corner, 0, split, width, input.array, input.offset, factor.array, factor.offset, output.array,
                output.offset);
        k.subsample(corner, split, windows, width, input.array, input.offset, factor.array, factor.offset, output.array,
                output.offset + rest);
        expectedOutput.assertSame("subsample" + what, output);
        k.subsampleBackward(corner, 0, split, width, gradOutput.array, gradOutput.offset, factor.array, factor.offset,
                gradInput.array, gradInput.offset);
        k.subsampleBackward(corner, split, windows, width, gradOutput.array, gradOutput.offset + rest, factor.array,
                factor.offset, gradInput.array, gradInput.offset);
        expectedGradInput.assertSame("subsampleBackward" + what, gradInput);
        k.subsampleSums(corner, 0, split, width, input.array, input.offset, gradOutput.array, gradOutput.offset,
                sums.array, sums.offset);
        k.subsampleSums(corner, split, windows, width, input.array, input.offset, gradOutput.array,
                gradOutput.offset + rest, sums.array, sums.offset);
        expectedSums.assertSame("subsampleSums" + what, sums);
    }
}
