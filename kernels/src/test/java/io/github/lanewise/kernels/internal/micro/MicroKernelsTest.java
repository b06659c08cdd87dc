package io.github.lanewise.kernels.internal.micro;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Backend;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.scalar.ScalarKernels;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The running micro-kernels against the words of {@link MicroKernels}, and against the scalar twins, to the bit. Runs once
 * at each width (see the module's pom.xml); a width that this machine lacks is listed as not run.
 */
class MicroKernelsTest {
    private static final MicroKernels TWIN = ScalarKernels.all();
    /** Around every vector length and the lanes. */
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 19, 23, 31, 32, 33, 47, 48,
            49, 63, 64, 65, 100};
    private static final int[] DEPTHS = {0, 1, 2, 3, 5, 8, 25, 33, 150};
    private static final int[][] CONVOLUTION_TILES = {{8, 3}, {8, 2}, {8, 1}, {6, 4}, {6, 3}, {6, 2}, {6, 1}, {4, 4},
            {4, 2}, {4, 1}, {3, 3},
            {3, 2}, {3, 1}, {1, 4}, {1, 1}};
    private static final int[][] GRADIENT_TILES = {{4, 5}, {4, 1}, {3, 5}, {3, 1}, {2, 5}, {2, 1}, {1, 5}, {1, 1}};

    private static final Map<String, Function<MicroKernels, Elementwise>> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", k -> k.elementary()::exp), Map.entry("expm1", k -> k.elementary()::expm1),
            Map.entry("log", k -> k.elementary()::log), Map.entry("log1p", k -> k.elementary()::log1p),
            Map.entry("relu", k -> k.activation()::relu),
            Map.entry("leakyRelu", k -> (n, x, i, y, o) -> k.activation().leakyRelu(n, 0.3f, x, i, y, o)),
            Map.entry("elu", k -> (n, x, i, y, o) -> k.activation().elu(n, 0.7f, x, i, y, o)),
            Map.entry("sigmoid", k -> k.activation()::sigmoid), Map.entry("tanh", k -> k.activation()::tanh),
            Map.entry("scaledTanh", k -> k.activation()::scaledTanh),
            Map.entry("softplus", k -> k.activation()::softplus));
    private static final Map<String, Function<MicroKernels, Gradient>> GRADIENTS = Map.of("reluBackward",
            k -> k.activation()::reluBackward, "leakyReluBackward",
            k -> (n, y, o, g, f, d, i) -> k.activation().leakyReluBackward(n, 0.3f, y, o, g, f, d, i), "eluBackward",
            k -> (n, y, o, g, f, d, i) -> k.activation().eluBackward(n, 0.7f, y, o, g, f, d, i), "sigmoidBackward",
            k -> k.activation()::sigmoidBackward, "tanhBackward", k -> k.activation()::tanhBackward,
            "scaledTanhBackward", k -> k.activation()::scaledTanhBackward, "softplusBackward",
            k -> k.activation()::softplusBackward);

    private final Random random = new Random(20_261_120);

    @BeforeAll
    static void widthIsThere() {
        try {
            Backend.name();
        } catch (IllegalArgumentException e) {
            Assumptions.abort("not run: " + e.getMessage());
        }
    }

    @Test
    void gemmTile() {
        gemmTile(Lookup.kernels());
        gemmTile(TWIN);
    }

    /** Every height that a number of rows can begin with, panels of every width. */
    private void gemmTile(MicroKernels kernels) {
        GemmKernels gemm = kernels.gemm();
        int largest = gemm.gemmRows() * gemm.gemmColumns();
        for (int columns : widths(gemm)) {
            for (int left = 1; left <= 5 * gemm.gemmRows(); left++) {
                int rows = gemm.gemmRows(columns, left);
                Assertions.assertTrue(rows >= 1 && rows <= left && rows * columns <= largest,
                        left + " rows left of " + columns + " columns: " + rows);
                for (int depth : DEPTHS) {
                    gemmTile(gemm, rows, columns, depth);
                    packingTile(gemm, rows, columns, depth);
                }
            }
        }
    }

    /** Goes on from c, the rows of b anywhere, and what it packs is what {@code packRows} would. */
    private void packingTile(GemmKernels kernels, int rows, int columns, int depth) {
        int stride = columns + 3;
        int[] bRow = random.ints(depth, 0, 51).toArray();
        Floats a = Floats.wild(random, (rows - 1) * depth + depth);
        Floats b = Floats.wild(random, columns + 50);
        Floats c = Floats.plain(random, (rows - 1) * stride + columns);
        Floats expected = c.copy();
        Floats expectedPanel = Floats.poisoned(depth * columns);
        Floats panel = expectedPanel.copy();
        kernels.packRows(columns, depth, b.array, b.offset, bRow, expectedPanel.array, expectedPanel.offset);
        kernels.gemmTile(rows, columns, depth, a.array, a.offset, depth, expectedPanel.array, expectedPanel.offset,
                expected.array, expected.offset, stride, expected.array, expected.offset, stride);
        kernels.packingTile(rows, columns, depth, a.array, a.offset, depth, b.array, b.offset, bRow, panel.array,
                panel.offset, c.array, c.offset, stride, c.array, c.offset, stride);
        expected.assertSame("packingTile " + rows + "×" + columns + " depth " + depth, c);
        expectedPanel.assertSame("panel of packingTile " + rows + "×" + columns + " depth " + depth, panel);
    }

    private static int[] widths(GemmKernels kernels) {
        return IntStream.rangeClosed(1, kernels.gemmColumns()).map(kernels::gemmColumns).distinct().toArray();
    }

    /** No panel is wider than what is left, but for less than the narrowest; so they fill it and no more. */
    @Test
    void widthsOfPanels() {
        for (GemmKernels kernels : new GemmKernels[]{Lookup.kernels().gemm(), TWIN.gemm()}) {
            int narrowest = kernels.gemmColumns(1);
            for (int left = 1; left <= 3 * kernels.gemmColumns(); left++) {
                int columns = kernels.gemmColumns(left);
                Assertions.assertEquals(0, columns % narrowest);
                Assertions.assertTrue(columns <= kernels.gemmColumns() && columns < left + narrowest,
                        left + " columns left: " + columns);
            }
            Assertions.assertEquals(kernels.gemmColumns(), kernels.gemmColumns(kernels.gemmColumns()));
        }
    }

    /** From +0, from c itself, and from one row for all. */
    private void gemmTile(GemmKernels kernels, int rows, int columns, int depth) {
        for (int gap : new int[]{0, 1, 5}) {
            int aStride = depth + gap;
            int stride = columns + gap;
            Floats a = Floats.wild(random, (rows - 1) * aStride + depth);
            Floats b = Floats.wild(random, depth * columns);
            Floats row = Floats.plain(random, columns);
            for (int mode = 0; mode < 3; mode++) {
                Floats c = mode == 1
                        ? Floats.plain(random, (rows - 1) * stride + columns)
                        : Floats.poisoned((rows - 1) * stride + columns);
                poisonGaps(c, rows, columns, stride);
                Floats expected = c.copy();
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        float acc = mode == 0 ? 0f : mode == 1 ? c.get(i * stride + j) : row.get(j);
                        for (int k = 0; k < depth; k++) {
                            acc = Math.fma(a.get(i * aStride + k), b.get(k * columns + j), acc);
                        }
                        expected.set(i * stride + j, acc);
                    }
                }
                Floats start = mode == 1 ? c : row;
                kernels.gemmTile(rows, columns, depth, a.array, a.offset, aStride, b.array, b.offset,
                        mode == 0 ? null : start.array, start.offset, mode == 1 ? stride : 0, c.array, c.offset,
                        stride);
                expected.assertSame("gemmTile " + rows + "×" + columns + " depth " + depth + " gap " + gap, c);
            }
        }
    }

    @Test
    void packing() {
        for (GemmKernels kernels : new GemmKernels[]{Lookup.kernels().gemm(), TWIN.gemm()}) {
            for (int depth : DEPTHS) {
                for (int columns : widths(kernels)) {
                    packing(kernels, columns, depth);
                }
                packingPanels(kernels, depth);
            }
        }
    }

    private void packing(GemmKernels kernels, int columns, int depth) {
        int stride = columns + 3;
        Floats from = Floats.wild(random, Math.max(1, depth) * stride);
        Floats rows = Floats.poisoned(depth * columns);
        for (int i = 0; i < depth * columns; i++) {
            rows.set(i, from.get(i / columns * stride + i % columns));
        }
        Floats got = Floats.poisoned(depth * columns);
        kernels.packRows(columns, depth, from.array, from.offset, stride, got.array, got.offset);
        rows.assertSame("packRows " + depth + "×" + columns, got);
    }

    private void packingPanels(GemmKernels kernels, int depth) {
        int narrowest = kernels.gemmColumns(1);
        for (int columns = narrowest; columns <= 4 * kernels.gemmColumns(); columns += narrowest) {
            Floats from = Floats.wild(random, columns + 50);
            int[] rowOffset = random.ints(depth + 2, 0, 51).toArray();
            Floats expected = Floats.poisoned(depth * columns);
            int width;
            for (int first = 0; first < columns; first += width) {
                width = kernels.gemmColumns(columns - first);
                for (int i = 0; i < depth * width; i++) {
                    expected.set(first * depth + i, from.get(rowOffset[i / width] + first + i % width));
                }
            }
            Floats got = Floats.poisoned(depth * columns);
            kernels.packRows(columns, depth, from.array, from.offset, rowOffset, got.array, got.offset);
            expected.assertSame("packRows by a table " + depth + "×" + columns, got);
        }
    }

    @Test
    void transposition() {
        for (GemmKernels kernels : new GemmKernels[]{Lookup.kernels().gemm(), TWIN.gemm()}) {
            for (int rows : LENGTHS) {
                for (int columns : LENGTHS) {
                    transposition(kernels, rows, columns);
                }
            }
        }
    }

    private void transposition(GemmKernels kernels, int rows, int columns) {
        int fromStride = columns + 1;
        int toStride = rows + 2;
        Floats from = Floats.wild(random, rows * fromStride);
        Floats expected = Floats.poisoned(columns * toStride);
        Floats got = expected.copy();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                expected.set(j * toStride + i, from.get(i * fromStride + j));
            }
        }
        kernels.transpose(rows, columns, from.array, from.offset, fromStride, got.array, got.offset, toStride);
        expected.assertSame("transpose " + rows + "×" + columns, got);
    }

    @Test
    void rows() {
        for (RowKernels kernels : new RowKernels[]{Lookup.kernels().rows(), TWIN.rows()}) {
            for (int length : LENGTHS) {
                rows(kernels, length);
            }
        }
    }

    private void rows(RowKernels kernels, int length) {
        Floats from = Floats.wild(random, length);
        Floats before = from.copy();
        Floats to = Floats.wild(random, length);
        Floats reversed = Floats.poisoned(length);
        Floats sum = to.copy();
        Floats sumReversed = to.copy();
        for (int i = 0; i < length; i++) {
            reversed.set(i, from.get(length - 1 - i));
            sum.set(i, to.get(i) + from.get(i));
            sumReversed.set(i, to.get(i) + from.get(length - 1 - i));
        }
        int last = from.offset + length - 1;
        Floats got = Floats.poisoned(length);
        kernels.reverse(length, from.array, last, got.array, got.offset);
        reversed.assertSame("reverse " + length, got);
        got = to.copy();
        kernels.add(length, from.array, from.offset, got.array, got.offset);
        sum.assertSame("add " + length, got);
        got = to.copy();
        kernels.addReversed(length, from.array, last, got.array, got.offset);
        sumReversed.assertSame("addReversed " + length, got);
        from.assertUnchanged("rows " + length, before);
    }

    @Test
    void interleaving() {
        for (RowKernels kernels : new RowKernels[]{Lookup.kernels().rows(), TWIN.rows()}) {
            for (int length : LENGTHS) {
                for (int lines = 1; lines <= 17; lines++) {
                    interleaving(kernels, length, lines);
                }
            }
        }
    }

    private void interleaving(RowKernels kernels, int length, int lines) {
        int rows = 1 + length % 3;
        int fromStride = length / lines + 2;
        int toStride = length + 3;
        int[] line = random.ints(lines, 0, 40).toArray();
        Floats from = Floats.wild(random, 40 + (rows + 1) * fromStride + LANES);
        Floats expected = Floats.poisoned(rows * toStride);
        Floats got = expected.copy();
        for (int r = 0; r < rows; r++) {
            for (int x = 0; x < length; x++) {
                expected.set(r * toStride + x, from.get(line[x % lines] + r * fromStride + x / lines));
            }
        }
        kernels.interleave(rows, length, from.array, from.offset, line, fromStride, got.array, got.offset, toStride);
        expected.assertSame("interleave " + rows + " rows of " + length + " from " + lines + " lines", got);
    }

    @Test
    void picking() {
        for (RowKernels kernels : new RowKernels[]{Lookup.kernels().rows(), TWIN.rows()}) {
            for (int length : LENGTHS) {
                for (int step = 1; step <= 17; step++) {
                    picking(kernels, length, step);
                }
            }
        }
    }

    private void picking(RowKernels kernels, int length, int step) {
        int rows = 1 + length % 3;
        int reach = Math.max(0, (length - 1) * step + 1);
        int fromStride = reach + length % 2;
        int toStride = length + 3;
        Floats from = Floats.wild(random, (rows - 1) * fromStride + reach);
        Floats expected = Floats.poisoned(rows * toStride);
        Floats got = expected.copy();
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < length; i++) {
                expected.set(r * toStride + i, from.get(r * fromStride + i * step));
            }
        }
        kernels.pick(rows, length, step, from.array, from.offset, fromStride, got.array, got.offset, toStride);
        expected.assertSame("pick " + rows + " rows of " + length + ", each " + step + "th", got);
    }

    @Test
    void nonzero() {
        for (RowKernels kernels : new RowKernels[]{Lookup.kernels().rows(), TWIN.rows()}) {
            for (int length : LENGTHS) {
                Floats values = Floats.poisoned(length);
                for (int i = 0; i < length; i++) {
                    values.set(i, i % 2 == 0 ? Float.MIN_VALUE : Float.NEGATIVE_INFINITY);
                }
                Assertions.assertTrue(kernels.nonzero(length, values.array, values.offset), "nonzero " + length);
                for (float other : new float[]{0f, -0f, Float.NaN}) {
                    if (length > 0) {
                        int at = random.nextInt(length);
                        float before = values.get(at);
                        values.set(at, other);
                        Assertions.assertFalse(kernels.nonzero(length, values.array, values.offset),
                                other + " at " + at + " of " + length);
                        values.set(at, before);
                    }
                }
            }
        }
    }

    @Test
    void scaling() {
        for (GemmKernels kernels : new GemmKernels[]{Lookup.kernels().gemm(), TWIN.gemm()}) {
            for (int length = 1; length < 70; length++) {
                scaling(kernels, length);
            }
        }
    }

    private void scaling(GemmKernels kernels, int length) {
        Floats product = Floats.wild(random, length);
        Floats addend = Floats.wild(random, length);
        Floats scaled = Floats.poisoned(length);
        Floats sum = Floats.poisoned(length);
        Floats sumWithOne = Floats.poisoned(length);
        for (int i = 0; i < length; i++) {
            scaled.set(i, 0.3f * product.get(i));
            sum.set(i, Math.fma(0.7f, addend.get(i), 0.3f * product.get(i)));
            sumWithOne.set(i, Math.fma(0.7f, 5.1f, 0.3f * product.get(i)));
        }
        Floats c = Floats.poisoned(length);
        kernels.scale(length, 0.3f, product.array, product.offset, c.array, c.offset);
        scaled.assertSame("scale " + length, c);
        c = Floats.poisoned(length);
        kernels.scaleAndAdd(length, 0.3f, product.array, product.offset, 0.7f, addend.array, addend.offset, c.array,
                c.offset);
        sum.assertSame("scaleAndAdd " + length, c);
        c = Floats.poisoned(length);
        kernels.scaleAndAdd(length, 0.3f, product.array, product.offset, 0.7f, 5.1f, c.array, c.offset);
        sumWithOne.assertSame("scaleAndAdd of one addend " + length, c);
        kernels.scaleAndAdd(length, 0.3f, product.array, product.offset, 0.7f, addend.array, addend.offset,
                addend.array, addend.offset);
        sum.assertSame("scaleAndAdd in place " + length, addend);
    }

    private static void poisonGaps(Floats floats, int rows, int length, int stride) {
        for (int i = 0; i < rows - 1; i++) {
            floats.poison(i * stride + length, (i + 1) * stride);
        }
    }

    @Test
    void convolutionTile() {
        for (int[] tile : CONVOLUTION_TILES) {
            for (int taps : DEPTHS) {
                convolutionTile(Lookup.kernels(), tile[0], tile[1], taps);
                convolutionTile(TWIN, tile[0], tile[1], taps);
            }
        }
    }

    private void convolutionTile(MicroKernels kernels, int rows, int pixels, int taps) {
        int first = random.nextInt(3);
        int all = first + pixels + random.nextInt(3);
        OffsetTable table = new OffsetTable(below(taps, 200), below(taps, 90), below(all, 70), apart(all));
        Floats weight = Floats.plain(random, 90 * rows);
        Floats start = Floats.wild(random, rows);
        Floats input = Floats.wild(random, 200 + 70 + LANES);
        int stride = all * (LANES + 3) + 5;
        Floats output = Floats.poisoned(rows * stride);
        Floats expected = output.copy();
        for (int r = 0; r < rows; r++) {
            for (int p = first; p < first + pixels; p++) {
                for (int lane = 0; lane < LANES; lane++) {
                    float acc = start.get(r);
                    for (int t = 0; t < taps; t++) {
                        acc = Math.fma(weight.get(table.tapWeight()[t] * rows + r),
                                input.get(table.pixelInput()[p] + table.tapInput()[t] + lane), acc);
                    }
                    expected.set(r * stride + table.pixelOutput()[p] + lane, acc);
                }
            }
        }
        kernels.convolution().convolutionTile(rows, pixels, table, first, weight.array, weight.offset, start.array,
                start.offset,
                input.array, input.offset, output.array, output.offset, stride);
        expected.assertSame("convolutionTile " + rows + "×" + pixels + " taps " + taps, output);
    }

    @Test
    void weightGradientTile() {
        for (int[] tile : GRADIENT_TILES) {
            for (int positions : DEPTHS) {
                weightGradientTile(Lookup.kernels(), tile[0], tile[1], positions);
                weightGradientTile(TWIN, tile[0], tile[1], positions);
            }
        }
    }

    private void weightGradientTile(MicroKernels kernels, int rows, int taps, int positions) {
        int tap = random.nextInt(3);
        int begin = random.nextInt(3);
        int end = begin + positions;
        OffsetTable table = new OffsetTable(below(tap + taps, 60), new int[0], below(end, 90), new int[0]);
        Floats gradOutput = Floats.wild(random, end * rows * LANES);
        Floats input = Floats.plain(random, 60 + 90 + LANES);
        int partialStride = taps * LANES + 11;
        Floats partial = Floats.plain(random, rows * partialStride);
        Floats expected = partial.copy();
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < taps; t++) {
                for (int lane = 0; lane < LANES; lane++) {
                    int at = r * partialStride + t * LANES + lane;
                    float acc = partial.get(at);
                    for (int p = begin; p < end; p++) {
                        acc = Math.fma(gradOutput.get((p * rows + r) * LANES + lane),
                                input.get(table.pixelInput()[p] + table.tapInput()[tap + t] + lane), acc);
                    }
                    expected.set(at, acc);
                }
            }
        }
        kernels.convolution().weightGradientTile(rows, taps, table, tap, begin, end, gradOutput.array,
                gradOutput.offset, input.array, input.offset, partial.array, partial.offset, partialStride);
        expected.assertSame("weightGradientTile " + rows + "×" + taps + " positions " + positions, partial);
    }

    @Test
    void biasGradientTile() {
        for (int rows = 1; rows <= 4; rows++) {
            for (int positions : DEPTHS) {
                biasGradientTile(Lookup.kernels(), rows, positions);
                biasGradientTile(TWIN, rows, positions);
            }
        }
    }

    private void biasGradientTile(MicroKernels kernels, int rows, int positions) {
        int begin = random.nextInt(3);
        int end = begin + positions;
        Floats gradOutput = Floats.wild(random, end * rows * LANES);
        Floats partial = Floats.plain(random, rows * LANES);
        Floats expected = partial.copy();
        for (int p = begin; p < end; p++) {
            for (int i = 0; i < rows * LANES; i++) {
                expected.set(i, expected.get(i) + gradOutput.get(p * rows * LANES + i));
            }
        }
        kernels.convolution().biasGradientTile(rows, begin, end, gradOutput.array, gradOutput.offset, partial.array,
                partial.offset);
        expected.assertSame("biasGradientTile of " + rows + " rows, positions " + positions, partial);
    }

    /** Offsets below a bound, as an offset table may hold: any number, not only multiples of the lanes. */
    private int[] below(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    /** Places for that many pixels which do not overlap, in no order. */
    private int[] apart(int count) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = (count - 1 - i) * (LANES + 3) + 1;
        }
        return places;
    }

    @Test
    void addUp() {
        for (int positions : DEPTHS) {
            Floats values = Floats.wild(random, positions * LANES);
            Floats sum = Floats.plain(random, LANES);
            Floats expected = sum.copy();
            for (int p = 0; p < positions; p++) {
                for (int lane = 0; lane < LANES; lane++) {
                    expected.set(lane, expected.get(lane) + values.get(p * LANES + lane));
                }
            }
            Lookup.kernels().convolution().addUp(positions, values.array, values.offset, sum.array, sum.offset);
            expected.assertSame("addUp of " + positions, sum);
        }
    }

    @Test
    void toLanesAndBack() {
        for (int length : LENGTHS) {
            for (int count = 1; count <= LANES; count++) {
                toLanes(Lookup.kernels(), count, length, count % 3);
                fromLanes(Lookup.kernels(), count, length, count % 3);
            }
            toLanes(TWIN, 5, length, 2);
            fromLanes(TWIN, 5, length, 2);
        }
    }

    /** The sizes of tiles, which the loops ask for once in a JVM. */
    @Test
    void tiles() {
        for (MicroKernels kernels : List.of(Lookup.kernels(), TWIN)) {
            Assertions.assertTrue(kernels.gemm().gemmRows() > 0);
            Assertions.assertTrue(kernels.gemm().gemmColumns() > 0);
            Assertions.assertTrue(kernels.convolution().registers() >= 16);
        }
    }

    @Test
    void sumLanes() {
        for (MicroKernels kernels : List.of(Lookup.kernels(), TWIN)) {
            Floats lanes = Floats.wild(random, LANES * LANES);
            Floats sums = Floats.poisoned(LANES);
            Floats expected = sums.copy();
            for (int i = 0; i < LANES; i++) {
                float[] p = new float[LANES];
                for (int j = 0; j < LANES; j++) {
                    p[j] = lanes.get(i * LANES + j);
                }
                for (int half = LANES / 2; half >= 1; half /= 2) {
                    for (int j = 0; j < half; j++) {
                        p[j] += p[j + half];
                    }
                }
                expected.set(i, p[0]);
            }
            float[] nothingBehind = Arrays.copyOf(lanes.array, lanes.offset + lanes.length);
            kernels.lanes().sumLanes(nothingBehind, lanes.offset, sums.array, sums.offset);
            expected.assertSame("sumLanes", sums);
        }
    }

    private void toLanes(MicroKernels kernels, int count, int length, int gap) {
        int stride = length + gap;
        int laneStride = LANES + gap;
        Floats rows = Floats.wild(random, (count - 1) * stride + length);
        poisonGaps(rows, count, length, stride);
        Floats lanes = Floats.poisoned(length * laneStride);
        Floats expected = lanes.copy();
        for (int i = 0; i < length; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                expected.set(i * laneStride + lane, lane < count ? rows.get(lane * stride + i) : 0f);
            }
        }
        Floats before = rows.copy();
        kernels.lanes().toLanes(count, length, rows.array, rows.offset, stride, lanes.array, lanes.offset,
                laneStride);
        expected.assertSame("toLanes " + count + " rows of " + length + " gap " + gap, lanes);
        rows.assertUnchanged("toLanes", before);
    }

    private void fromLanes(MicroKernels kernels, int count, int length, int gap) {
        int stride = length + gap;
        Floats lanes = Floats.wild(random, length * LANES);
        Floats rows = Floats.poisoned((count - 1) * stride + length);
        Floats expected = rows.copy();
        for (int i = 0; i < length; i++) {
            for (int lane = 0; lane < count; lane++) {
                expected.set(lane * stride + i, lanes.get(i * LANES + lane));
            }
        }
        Floats before = lanes.copy();
        kernels.lanes().fromLanes(count, length, lanes.array, lanes.offset, rows.array, rows.offset, stride);
        expected.assertSame("fromLanes " + count + " rows of " + length + " gap " + gap, rows);
        lanes.assertUnchanged("fromLanes", before);
    }

    @Test
    void pooling() {
        for (int repetition = 0; repetition < 60; repetition++) {
            int cells = 40;
            int windows = random.nextInt(1, 9);
            WindowTable table = windows(windows, cells);
            Floats input = repetition % 2 == 0
                    ? Floats.wild(random, cells * LANES)
                    : Floats.ties(random, cells * LANES);
            maxPool(Lookup.kernels(), table, input, windows);
            maxPool(TWIN, table, input, windows);
            averagePool(Lookup.kernels(), table, input, windows);
            averagePool(TWIN, table, input, windows);
            averagePoolBackward(Lookup.kernels(), table, windows, cells);
            averagePoolBackward(TWIN, table, windows, cells);
        }
    }

    /** Windows of 1×1 to 3×3, one or two cells apart, in a plane of 6×6; an index may name a cell that its window does not hold. */
    @Test
    void maximaInLanes() {
        for (int repetition = 0; repetition < 60; repetition++) {
            int kernel = random.nextInt(1, 4);
            int stride = random.nextInt(1, 3);
            int out = (6 - kernel) / stride + 1;
            int[] first = new int[out * out];
            for (int w = 0; w < first.length; w++) {
                first[w] = w / out * stride * 6 + w % out * stride;
            }
            int[] tap = new int[kernel * kernel];
            for (int t = 0; t < tap.length; t++) {
                tap[t] = t / kernel * 6 + t % kernel;
            }
            int[] end = new int[first.length];
            Arrays.fill(end, tap.length);
            WindowTable table = new WindowTable(first, new int[first.length], end, tap, new float[first.length]);
            for (MicroKernels kernels : List.of(Lookup.kernels(), TWIN)) {
                maxPoolWithIndices(kernels, table);
                maxPoolBackward(kernels, table, repetition % 2 == 0, random.nextBoolean() ? LANES : 11);
            }
        }
    }

    private void maxPoolWithIndices(MicroKernels kernels, WindowTable table) {
        Floats input = random.nextBoolean() ? Floats.wild(random, 36 * LANES) : Floats.ties(random, 36 * LANES);
        int length = table.first().length * LANES;
        Floats expected = Floats.poisoned(length);
        Floats cell = Floats.poisoned(length);
        TWIN.pool().maxPool(table, 0, table.first().length, input.array, input.offset, expected.array, expected.offset,
                cell.array, cell.offset);
        Floats output = Floats.poisoned(length);
        int[] index = new int[length + 5];
        kernels.pool().maxPoolWithIndices(table, 0, table.first().length, input.array, input.offset, output.array,
                output.offset, index, 3);
        expected.assertSame("maxPoolWithIndices", output);
        for (int i = 0; i < index.length; i++) {
            int wanted = i < 3 || i >= length + 3 ? 0 : Float.floatToRawIntBits(cell.get(i - 3));
            Assertions.assertEquals(wanted, index[i], "index " + i);
        }
    }

    private void maxPoolBackward(MicroKernels kernels, WindowTable table, boolean foreign, int images) {
        int length = table.first().length * LANES;
        Floats gradOutput = Floats.wild(random, length);
        int[] index = new int[length];
        Floats gradInput = Floats.plain(random, 36 * LANES);
        Floats expected = gradInput.copy();
        for (int i = 0; i < length; i++) {
            int cell = table.first()[i / LANES] + table.tap()[random.nextInt(table.tap().length)];
            index[i] = i % LANES >= images ? -5 : foreign && random.nextInt(20) == 0 ? random.nextInt(36) : cell;
            if (i % LANES < images) {
                int at = index[i] * LANES + i % LANES;
                expected.set(at, expected.get(at) + gradOutput.get(i));
            }
        }
        kernels.pool().maxPoolBackward(table, images, gradOutput.array, gradOutput.offset, index, 0, gradInput.array,
                gradInput.offset);
        expected.assertSame("maxPoolBackward of " + images, gradInput);
    }

    @Test
    void moveVectors() {
        for (MicroKernels kernels : List.of(Lookup.kernels(), TWIN)) {
            Floats from = Floats.wild(random, 4 * 20 + LANES);
            Floats to = Floats.poisoned(4 * 48 + LANES);
            Floats expected = to.copy();
            for (int i = 0; i < 5 * LANES; i++) {
                expected.set(i / LANES * 48 + i % LANES, from.get(i / LANES * 20 + i % LANES));
            }
            kernels.lanes().move(5, from.array, from.offset, 20, to.array, to.offset, 48);
            expected.assertSame("move", to);
        }
    }

    /** Windows of one to nine cells within a plane of that many. */
    private WindowTable windows(int windows, int cells) {
        int[] tap = random.ints(30, 0, 20).toArray();
        int[] begin = new int[windows];
        int[] end = new int[windows];
        float[] divisor = new float[windows];
        for (int w = 0; w < windows; w++) {
            begin[w] = random.nextInt(20);
            end[w] = begin[w] + random.nextInt(1, 10);
            divisor[w] = random.nextInt(1, 10);
        }
        return new WindowTable(below(windows, cells - 20), begin, end, tap, divisor);
    }

    private void maxPool(MicroKernels kernels, WindowTable table, Floats input, int windows) {
        Floats expected = Floats.poisoned(windows * LANES);
        Floats expectedCell = expected.copy();
        for (int w = 0; w < windows; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                int winner = table.first()[w] + table.tap()[table.tapBegin()[w]];
                for (int t = table.tapBegin()[w] + 1; t < table.tapEnd()[w]; t++) {
                    int at = table.first()[w] + table.tap()[t];
                    float x = input.get(at * LANES + lane);
                    if (Float.isNaN(x) || x > input.get(winner * LANES + lane)) {
                        winner = at;
                    }
                }
                expected.set(w * LANES + lane, input.get(winner * LANES + lane));
                expectedCell.set(w * LANES + lane, Float.intBitsToFloat(winner));
            }
        }
        Floats output = Floats.poisoned(windows * LANES);
        int split = windows / 2; // in two calls, the second of which does not begin with the first window
        kernels.pool().maxPool(table, 0, split, input.array, input.offset, output.array, output.offset, null, 0);
        kernels.pool().maxPool(table, split, windows, input.array, input.offset, output.array,
                output.offset + split * LANES, null, 0);
        expected.assertSame("maxPool", output);
        output = Floats.poisoned(windows * LANES);
        Floats cell = Floats.poisoned(windows * LANES);
        kernels.pool().maxPool(table, 0, split, input.array, input.offset, output.array, output.offset, cell.array,
                cell.offset);
        kernels.pool().maxPool(table, split, windows, input.array, input.offset, output.array,
                output.offset + split * LANES, cell.array, cell.offset + split * LANES);
        expected.assertSame("maxPool with cells", output);
        expectedCell.assertSame("cells of maxPool", cell);
    }

    private void averagePool(MicroKernels kernels, WindowTable table, Floats input, int windows) {
        Floats expected = Floats.poisoned(windows * LANES);
        for (int w = 0; w < windows; w++) {
            for (int lane = 0; lane < LANES; lane++) {
                float sum = 0f;
                for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                    sum += input.get((table.first()[w] + table.tap()[t]) * LANES + lane);
                }
                expected.set(w * LANES + lane, sum / table.divisor()[w]);
            }
        }
        Floats output = Floats.poisoned(windows * LANES);
        int split = windows / 2;
        kernels.pool().averagePool(table, 0, split, input.array, input.offset, output.array, output.offset);
        kernels.pool().averagePool(table, split, windows, input.array, input.offset, output.array,
                output.offset + split * LANES);
        expected.assertSame("averagePool", output);
    }

    private void averagePoolBackward(MicroKernels kernels, WindowTable table, int windows, int cells) {
        Floats gradOutput = Floats.wild(random, windows * LANES);
        Floats gradInput = Floats.plain(random, cells * LANES);
        Floats expected = gradInput.copy();
        for (int w = 0; w < windows; w++) {
            for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                for (int lane = 0; lane < LANES; lane++) {
                    int at = (table.first()[w] + table.tap()[t]) * LANES + lane;
                    expected.set(at, expected.get(at) + gradOutput.get(w * LANES + lane) / table.divisor()[w]);
                }
            }
        }
        int split = windows / 2;
        kernels.pool().averagePoolBackward(table, 0, split, gradOutput.array, gradOutput.offset, gradInput.array,
                gradInput.offset);
        kernels.pool().averagePoolBackward(table, split, windows, gradOutput.array, gradOutput.offset + split * LANES,
                gradInput.array, gradInput.offset);
        expected.assertSame("averagePoolBackward", gradInput);
    }

    @Test
    void activations() {
        FUNCTIONS.forEach(this::elementwise);
        GRADIENTS.forEach(this::gradient);
    }

    private interface Elementwise {
        void run(int length, float[] input, int inputOffset, float[] output, int outputOffset);
    }

    private interface Gradient {
        void run(int length, float[] output, int outputOffset, float[] gradOutput,
                int gradOutputOffset, float[] gradInput, int gradInputOffset);
    }

    private void elementwise(String name, Function<MicroKernels, Elementwise> function) {
        for (int length : LENGTHS) {
            Floats input = Floats.wild(random, length);
            Floats expected = Floats.poisoned(length);
            Floats output = expected.copy();
            function.apply(TWIN).run(length, input.array, input.offset, expected.array, expected.offset);
            function.apply(Lookup.kernels()).run(length, input.array, input.offset, output.array, output.offset);
            expected.assertSame(name + " of " + length, output);
            Floats inPlace = input.copy();
            function.apply(Lookup.kernels()).run(length, inPlace.array, inPlace.offset, inPlace.array, inPlace.offset);
            expected.assertSame(name + " in place of " + length, inPlace);
        }
    }

    private void gradient(String name, Function<MicroKernels, Gradient> function) {
        for (int length : LENGTHS) {
            Floats output = Floats.wild(random, length);
            Floats gradOutput = Floats.wild(random, length);
            Floats expected = Floats.poisoned(length);
            Floats gradInput = expected.copy();
            function.apply(TWIN).run(length, output.array, output.offset, gradOutput.array, gradOutput.offset,
                    expected.array,
                    expected.offset);
            function.apply(Lookup.kernels()).run(length, output.array, output.offset, gradOutput.array,
                    gradOutput.offset,
                    gradInput.array, gradInput.offset);
            expected.assertSame(name + " of " + length, gradInput);
        }
    }

    @Test
    void optimizerSteps() {
        step("descend", (o, n, w, g, _, _, u) -> o.descend(n, w.array, w.offset, g.array, g.offset, u));
        step("momentum",
                (o, n, w, g, s, _, u) -> o.momentum(n, w.array, w.offset, g.array, g.offset, s.array, s.offset, u));
        step("nesterov",
                (o, n, w, g, s, _, u) -> o.nesterov(n, w.array, w.offset, g.array, g.offset, s.array, s.offset, u));
        step("adam", (o, n, w, g, s, t, u) -> o.adam(n, w.array, w.offset, g.array, g.offset, s.array, s.offset,
                t.array, t.offset, u));
    }

    private interface Step {
        void run(OptimizerKernels kernels, int length, Floats weight, Floats gradWeight, Floats state,
                Floats otherState, Update update);
    }

    private void step(String name, Step step) {
        for (int length : LENGTHS) {
            for (float decay : new float[]{0, 0.3f}) {
                for (float decoupledDecay : new float[]{0, 0.2f}) {
                    step(name + " of " + length + ", decays " + decay + ", " + decoupledDecay, step, length,
                            update(decay, decoupledDecay));
                }
            }
        }
    }

    private static Update update(float decay, float decoupledDecay) {
        Update update = new Update();
        update.weightDecay = decay;
        update.decoupledDecay = decoupledDecay;
        update.momentum = 0.9f;
        update.gain = 0.15f;
        update.secondMomentum = 0.99f;
        update.secondGain = 0.02f;
        update.rootScale = 1.7f;
        update.epsilon = 1e-8f;
        update.rate = 0.07f;
        return update;
    }

    private void step(String name, Step step, int length, Update update) {
        Floats gradWeight = Floats.wild(random, length);
        Floats[] expected = {Floats.wild(random, length), Floats.wild(random, length), Floats.wild(random, length)};
        Floats[] got = {expected[0].copy(), expected[1].copy(), expected[2].copy()};
        step.run(TWIN.optimizer(), length, expected[0], gradWeight, expected[1], expected[2], update);
        step.run(Lookup.kernels().optimizer(), length, got[0], gradWeight, got[1], got[2], update);
        for (int i = 0; i < got.length; i++) {
            expected[i].assertSame(name + ", array " + i, got[i]);
        }
    }

    /** A million floats spread evenly over all bit patterns. */
    @Test
    void elementaryFunctionsOverTheWholeRange() {
        int length = 1 << 20;
        Floats input = Floats.poisoned(length);
        for (int i = 0; i < length; i++) {
            input.set(i, Float.intBitsToFloat(i * 4096 + i % 4093));
        }
        FUNCTIONS.forEach((name, function) -> over(name, function, input));
    }

    private static void over(String name, Function<MicroKernels, Elementwise> function, Floats input) {
        Floats expected = Floats.poisoned(input.length);
        Floats output = expected.copy();
        function.apply(TWIN).run(input.length, input.array, input.offset, expected.array, expected.offset);
        function.apply(Lookup.kernels()).run(input.length, input.array, input.offset, output.array, output.offset);
        expected.assertSame(name, output);
    }
}
