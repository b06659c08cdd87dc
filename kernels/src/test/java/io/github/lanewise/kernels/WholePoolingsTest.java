package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Poolings of every kind through their public form, as {@link WholeOperationsTest} has the other operations. */
class WholePoolingsTest {
    /** Never shut down, because mutation testing runs the class again in the same JVM; idle threads end by themselves. */
    private static final ForkJoinPool POOL = new ForkJoinPool(3);

    private final Random random = new Random(12);
    private final Scratch scratch = new Scratch();

    @ParameterizedTest
    @ValueSource(strings = {"mb3ic7ih9iw11kh3kw2sh2sw3ph1qh0", "mb2ic8ih8kh2sh2", "ic17ih5iw6kh3ph1ceil1sh2",
            "ic3ih7iw4kh2kw4sh3sw1pw2ceil1", "mb5ic5ih3kh3",
            "mb2ic9ih8iw6kh3kw2sh2ph2pw1dh2dw3ceil1", "ic2iw37kw5sw2pw2ceil1", "mb2ic9ih150iw120kh3sh2ph1",
            "ic3ih90iw200kh5kw3sh1sw4ph2pw1dh3dw2ceil1", "ic2iw30000kw4sw3pw2dw5", "ic1ih2iw9000kh2sw7",
            "mb3ic7ih10iw34kh2sh2", "mb2ic5ih9iw29kh2sh2",
            "ic2ih400iw201kh2sh2", "mb2ic5ih64iw66kh2sh2"})
    void pooling(String window) {
        for (String kind : new String[]{"max:", "avg_p:", "avg_np:", "avg_p:div7", "avg_np:div7"}) {
            Pool2dShape s = Pool2dShape.parse(kind + window);
            Floats input = kind.equals("max:")
                    ? Floats.ties(random, s.batch() * s.channels() * s.inHeight() * s.inWidth())
                    : Floats.plain(random, s.batch() * s.channels() * s.inHeight() * s.inWidth());
            pooling(s, input);
        }
    }

    /** Nothing beats −∞, so the first cell of each window wins that is one of the image. */
    @ParameterizedTest
    @ValueSource(strings = {"max:ic2ih8iw40kh7sh2ph3", "max:ic2ih9iw41kh5dh2sh2ph3", "max:ic17ih6iw7kh5ph2sh3"})
    void windowsOfMinusInfinity(String problem) {
        Pool2dShape s = Pool2dShape.parse(problem);
        Floats input = Floats.poisoned(s.channels() * s.inHeight() * s.inWidth());
        for (int i = 0; i < input.length; i++) {
            input.set(i, Float.NEGATIVE_INFINITY);
        }
        pooling(s, input);
    }

    private void pooling(Pool2dShape s, Floats input) {
        boolean max = s.kind() == Pool2dShape.Kind.MAX;
        int inPlane = s.inHeight() * s.inWidth();
        int outPlane = s.outHeight() * s.outWidth();
        int outputs = s.batch() * s.channels() * outPlane;
        Floats gradOutput = Floats.plain(random, outputs);
        Floats output = Floats.poisoned(outputs);
        Floats gradInput = Floats.poisoned(input.length);
        for (int i = 0; i < input.length; i++) {
            gradInput.set(i, 0f);
        }
        int[] winners = new int[outputs];
        for (int o = 0; o < outputs; o++) {
            int plane = o / outPlane * inPlane;
            int[] cells = cells(s, o % outPlane);
            float divisor = s.divisorOverride() != 0
                    ? s.divisorOverride()
                    : s.kind() == Pool2dShape.Kind.AVERAGE_EXCLUDING_PADDING ? cells.length : counted(s, o % outPlane);
            float acc = 0f;
            winners[o] = cells[0];
            for (int cell : cells) {
                float x = input.get(plane + cell);
                acc += x;
                winners[o] = x != x || x > input.get(plane + winners[o]) ? cell : winners[o];
            }
            output.set(o, max ? input.get(plane + winners[o]) : acc / divisor);
            for (int cell : max ? new int[]{winners[o]} : cells) {
                gradInput.set(plane + cell,
                        gradInput.get(plane + cell) + (max ? gradOutput.get(o) : gradOutput.get(o) / divisor));
            }
        }
        Pool2d plan = Pool2d.plan(s);
        Parallel p = Parallel.on(POOL);
        Floats y = Floats.poisoned(outputs);
        plan.forward(input.array, input.offset, y.array, y.offset, null, 0, scratch, p);
        output.assertSame(s.toString(), y);
        int[] indices = new int[outputs + 5];
        if (max) {
            y = Floats.poisoned(outputs);
            plan.forward(input.array, input.offset, y.array, y.offset, indices, 2, scratch, p);
            output.assertSame(s + " with indices", y);
            assertArrayEquals(winners, Arrays.copyOfRange(indices, 2, outputs + 2), s + " indices");
        }
        Floats dx = Floats.poisoned(input.length);
        plan.backward(gradOutput.array, gradOutput.offset, max ? indices : null, max ? 2 : 0, dx.array, dx.offset,
                scratch, p);
        gradInput.assertSame(s + " gradInput", dx);
    }

    private static int[] cells(Pool2dShape s, int window) {
        int[] cells = new int[s.kernelHeight() * s.kernelWidth()];
        int found = 0;
        for (int k = 0; k < cells.length; k++) {
            int row = window / s.outWidth() * s.strideHeight() - s.padTop() + k / s.kernelWidth() * s.dilationHeight();
            int column = window % s.outWidth() * s.strideWidth() - s.padLeft()
                    + k % s.kernelWidth() * s.dilationWidth();
            if (row >= 0 && row < s.inHeight() && column >= 0 && column < s.inWidth()) {
                cells[found++] = row * s.inWidth() + column;
            }
        }
        return Arrays.copyOf(cells, found);
    }

    private static int counted(Pool2dShape s, int window) {
        int counted = 0;
        for (int k = 0; k < s.kernelHeight() * s.kernelWidth(); k++) {
            int row = window / s.outWidth() * s.strideHeight() - s.padTop() + k / s.kernelWidth() * s.dilationHeight();
            int column = window % s.outWidth() * s.strideWidth() - s.padLeft()
                    + k % s.kernelWidth() * s.dilationWidth();
            counted += row < s.inHeight() + s.padBottom() && column < s.inWidth() + s.padRight() ? 1 : 0;
        }
        return counted;
    }

    /** Indices that forward did not write count all the same, wherever in their planes they are. */
    @Test
    void winnersOutsideTheirWindows() {
        Pool2dShape s = Pool2dShape.parse("max:mb2ic9ih10iw34kh2sh2");
        Floats gradOutput = Floats.plain(random, 18 * 5 * 17);
        int[] winners = random.ints(gradOutput.length, 0, 340).toArray();
        Floats expected = Floats.poisoned(18 * 340);
        for (int i = 0; i < expected.length; i++) {
            expected.set(i, 0f);
        }
        for (int i = 0; i < winners.length; i++) {
            int cell = i / 85 * 340 + winners[i];
            expected.set(cell, expected.get(cell) + gradOutput.get(i));
        }
        Floats gradInput = Floats.poisoned(expected.length);
        Pool2d.plan(s).backward(gradOutput.array, gradOutput.offset, winners, 0, gradInput.array, gradInput.offset,
                scratch, Parallel.on(POOL));
        expected.assertSame("gradInput of any winners", gradInput);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ic1ih1", "ic5ih3iw5", "mb3ic7ih7", "mb2ic17ih4", "mb4ic9ih6iw11", "mb64ic40ih14",
            "ic3ih300iw7"})
    void globalPooling(String plane) {
        for (String kind : new String[]{"gmax:", "gavg:"}) {
            GlobalPool2dShape s = GlobalPool2dShape.parse(kind + plane);
            int length = s.batch() * s.channels() * s.inHeight() * s.inWidth();
            globalPooling(s, Floats.ties(random, length));
            globalPooling(s, Floats.plain(random, length));
        }
    }

    private void globalPooling(GlobalPool2dShape s, Floats input) {
        boolean max = s.kind() == GlobalPool2dShape.Kind.MAX;
        int planes = s.batch() * s.channels();
        int plane = s.inHeight() * s.inWidth();
        Floats gradOutput = Floats.plain(random, planes);
        Floats output = Floats.poisoned(planes);
        Floats gradInput = Floats.poisoned(input.length);
        int[] winners = new int[planes];
        for (int p = 0; p < planes; p++) {
            float[] partial = new float[16];
            for (int i = 0; i < plane; i++) {
                float x = input.get(p * plane + i);
                partial[i % 16] += x;
                winners[p] = x != x || x > input.get(p * plane + winners[p]) ? i : winners[p];
            }
            output.set(p, max ? input.get(p * plane + winners[p]) : tree(partial) / plane);
            for (int i = 0; i < plane; i++) {
                float share = max ? i == winners[p] ? gradOutput.get(p) : 0f : gradOutput.get(p) / plane;
                gradInput.set(p * plane + i, 0f + share);
            }
        }
        GlobalPool2d plan = GlobalPool2d.plan(s);
        Parallel p = Parallel.on(POOL);
        Floats y = Floats.poisoned(planes);
        plan.forward(input.array, input.offset, y.array, y.offset, null, 0, scratch, p);
        output.assertSame(s.toString(), y);
        int[] indices = new int[planes + 5];
        if (max) {
            y = Floats.poisoned(planes);
            plan.forward(input.array, input.offset, y.array, y.offset, indices, 2, scratch, p);
            output.assertSame(s + " with indices", y);
            assertArrayEquals(winners, Arrays.copyOfRange(indices, 2, planes + 2), s + " indices");
        }
        Floats dx = Floats.poisoned(input.length);
        plan.backward(gradOutput.array, gradOutput.offset, max ? indices : null, max ? 2 : 0, dx.array, dx.offset,
                scratch, p);
        gradInput.assertSame(s + " gradInput", dx);
    }

    private static float tree(float[] p) {
        float[] q = p.clone();
        for (int half = 8; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                q[j] = q[j] + q[j + half];
            }
        }
        return q[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub:ic1ih2", "sub:mb3ic7ih9iw8", "sub:mb17ic5ih4iw7", "sub:mb66ic6ih14",
            "sub:mb130ic3ih5",
            "sub:mb18ic2ih141iw160", "sub:ic3ih3iw9001"})
    void subsampling(String problem) {
        Subsampling2dShape s = Subsampling2dShape.parse(problem);
        int outPlane = s.outHeight() * s.outWidth();
        Floats input = Floats.plain(random, s.batch() * s.channels() * s.inHeight() * s.inWidth());
        Floats coefficient = Floats.plain(random, s.channels());
        Floats bias = Floats.plain(random, s.channels());
        Floats gradOutput = Floats.plain(random, s.batch() * s.channels() * outPlane);
        Floats output = Floats.poisoned(gradOutput.length);
        Floats gradInput = Floats.poisoned(input.length);
        for (int i = 0; i < input.length; i++) {
            gradInput.set(i, 0f);
        }
        float[][][] products = new float[(s.batch() + 63) / 64][s.channels()][16];
        float[][][] gradients = new float[(s.batch() + 63) / 64][s.channels()][16];
        for (int o = 0; o < output.length; o++) {
            int n = o / outPlane / s.channels();
            int c = o / outPlane % s.channels();
            int corner = o / outPlane * s.inHeight() * s.inWidth() + o % outPlane / s.outWidth() * 2 * s.inWidth()
                    + o % s.outWidth() * 2;
            float sum = 0;
            for (int k = 0; k < 4; k++) {
                int cell = corner + k / 2 * s.inWidth() + k % 2;
                sum = k == 0 ? input.get(cell) : sum + input.get(cell);
                gradInput.set(cell, coefficient.get(c) * gradOutput.get(o));
            }
            output.set(o, Math.fma(coefficient.get(c), sum, bias.get(c)));
            float[] p = products[n / 64][c];
            p[n % 16] = Math.fma(gradOutput.get(o), sum, p[n % 16]);
            gradients[n / 64][c][n % 16] += gradOutput.get(o);
        }
        Subsampling2d plan = Subsampling2d.plan(s);
        Parallel p = Parallel.on(POOL);
        Floats y = Floats.poisoned(output.length);
        plan.forward(input.array, input.offset, coefficient.array, coefficient.offset, bias.array, bias.offset, y.array,
                y.offset, scratch, p);
        output.assertSame(problem, y);
        Floats dx = Floats.poisoned(input.length);
        plan.backwardInput(gradOutput.array, gradOutput.offset, coefficient.array, coefficient.offset, dx.array,
                dx.offset, scratch, p);
        gradInput.assertSame(problem + " gradInput", dx);
        Floats dc = Floats.poisoned(s.channels());
        Floats db = Floats.poisoned(s.channels());
        plan.backwardCoefficient(input.array, input.offset, gradOutput.array, gradOutput.offset, dc.array, dc.offset,
                db.array, db.offset, scratch, p);
        addPieces(products).assertSame(problem + " gradCoefficient", dc);
        addPieces(gradients).assertSame(problem + " gradBias", db);
    }

    private static Floats addPieces(float[][][] partial) {
        Floats total = Floats.poisoned(partial[0].length);
        for (int i = 0; i < total.length; i++) {
            float sum = tree(partial[0][i]);
            for (int piece = 1; piece < partial.length; piece++) {
                sum += tree(partial[piece][i]);
            }
            total.set(i, sum);
        }
        return total;
    }
}
