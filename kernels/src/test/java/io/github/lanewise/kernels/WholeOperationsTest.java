package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.lanewise.kernels.internal.scalar.Elementary;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every operation through its public form on a few shapes with edges everywhere, against loops that follow the Javadoc word
 * for word: offsets not zero, outputs poisoned, bands checked. The large search for counter-examples is the module
 * verify's; these few keep the module honest by itself.
 */
class WholeOperationsTest {
    /** One of each kind. */
    static final List<Activation> ACTIVATIONS = List.of(Activation.RELU, Activation.leakyRelu(0.3f),
            Activation.elu(0.7f), Activation.SIGMOID, Activation.TANH, Activation.SCALED_TANH, Activation.SOFTPLUS);

    /** Never shut down, because mutation testing runs the class again in the same JVM; idle threads end by themselves. */
    private static final ForkJoinPool POOL = new ForkJoinPool(3);

    private final Random random = new Random(11);
    private final Scratch scratch = new Scratch();

    /** Sixteen partials, their tree, pieces in order: the sum of every contract that names them. */
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
    @ValueSource(strings = {"mb17ic3ih7iw9oc5kh3kw2sh2sw3ph1pw2qh0qw1", "g2mb3ic4ih6oc6kh3ph2dh2",
            "mb66ic2ih5oc9kh3ph1", "mb2ic2ih3iw1100oc3kh2kw3pw1", "ic1ih2iw1301oc2kh1kw4sw2pw3dw2",
            "mb2ic3ih2iw900oc4kh1",
            "mb16ic1ih4oc17kh1", "mb3ic7ih12iw20oc33kh3ph1", "ic30ih8oc3kh3", "mb5ic2ih9oc2kh2sh3",
            "mb20ic1ih14oc6kh5ph2", "mb18ic6ih6oc16kh5", "mb2ic2ih3iw4oc1kh5ph2qh3", "g4mb9ic8ih5oc12kh2kw3sh2dw2",
            "g5mb3ic5ih17iw20oc10kh3ph1",
            "g19mb2ic19ih9iw40oc19kh3ph1qh0", "g3mb2ic3ih12iw7oc9kh5kw3ph2pw1dh2",
            "g2mb17ic2ih8iw33oc2kh3ph3pw2qh0qw4",
            "mb66ic1ih5iw700oc37kh1sh4sw50", "g2ic10ih64oc2kh64", "g2mb2ic2ih2oc66kh1", "ic1ih5iw514oc2kh1kw3pw1",
            "ic400ih2oc2kh1", "ic2ih2oc400kh1", "ic1ih3oc1kh1sw2qw3", "ic1ih4iw5oc1kh1sh2sw1",
            "mb2ic2ih4iw3oc2kh3kw1ph1pw0qh6qw0", "g2mb2ic2ih5iw16oc4kh5ph2", "g2mb66ic2ih4iw16oc4kh3ph1",
            "g3mb2ic3ih6iw20oc3kh3", "ic401ih9oc17kh1", "ic2ih3iw1300oc2kh1sh2", "ic2ih5iw9oc3kh1ph1pw0qh0",
            "mb65ic16ih6oc16kh3", "mb65ic33ih3oc33kh3"})
    void convolution(String problem) {
        Conv2dShape s = Conv2dShape.parse(problem);
        assertEquals(problem, s.toString());
        Floats input = Floats.plain(random, s.batch() * s.inChannels() * s.inHeight() * s.inWidth());
        Floats weight = Floats.plain(random,
                s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth());
        Floats bias = Floats.plain(random, s.outChannels());
        Floats gradOutput = Floats.plain(random, s.batch() * s.outChannels() * s.outHeight() * s.outWidth());
        Floats output = forward(s, input, weight, bias);
        Floats unbiased = forward(s, input, weight, null);
        Floats gradInput = backwardInput(s, gradOutput, weight);
        Floats gradWeight = backwardWeight(s, input, gradOutput);
        Floats gradBias = backwardBias(s, gradOutput);
        for (Conv2d.Algorithm algorithm : Conv2d.candidates(s)) {
            Conv2d plan = Conv2d.plan(s, algorithm);
            for (Parallel p : new Parallel[]{Parallel.serial(), Parallel.on(POOL)}) {
                String what = problem + " " + algorithm + " " + p;
                Floats y = Floats.poisoned(output.length);
                plan.forward(input.array, input.offset, weight.array, weight.offset, bias.array, bias.offset, y.array,
                        y.offset, scratch, p);
                output.assertSame(what + " forward", y);
                y = Floats.poisoned(output.length);
                plan.forward(input.array, input.offset, weight.array, weight.offset, null, 0, y.array, y.offset,
                        scratch, p);
                unbiased.assertSame(what + " forward without bias", y);
                Floats dx = Floats.poisoned(input.length);
                plan.backwardInput(gradOutput.array, gradOutput.offset, weight.array, weight.offset, dx.array,
                        dx.offset, scratch, p);
                gradInput.assertSame(what + " gradInput", dx);
                Floats dw = Floats.poisoned(weight.length);
                Floats db = Floats.poisoned(bias.length);
                plan.backwardWeight(input.array, input.offset, gradOutput.array, gradOutput.offset, dw.array, dw.offset,
                        db.array, db.offset, scratch, p);
                gradWeight.assertSame(what + " gradWeight", dw);
                gradBias.assertSame(what + " gradBias", db);
            }
        }
    }

    /** Infinite weights and cells show which pairs were multiplied: with the +0 around a plane they make NaN. */
    @ParameterizedTest
    @ValueSource(strings = {"ic1ih32oc1kh3ph1", "ic1ih9iw40oc1kh3ph2", "mb2ic2ih5iw7oc32kh3sh2ph1",
            "ic2ih7oc33kh2kw3dh2",
            "mb3ic2ih5iw6oc2kh2ph1sh3", "g2mb2ic2ih6iw17oc2kh3ph1", "ic2ih8oc3kh3sh2",
            "ic2ih5iw4oc3kh2sh2", "ic2ih3oc3kh2ph3qh0"})
    void infinities(String problem) {
        Conv2dShape s = Conv2dShape.parse(problem);
        int weights = s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth();
        for (int at = 0; at < Math.min(weights, 9); at++) {
            Floats input = Floats.plain(random, s.batch() * s.inChannels() * s.inHeight() * s.inWidth());
            Floats weight = Floats.plain(random, weights);
            Floats gradOutput = Floats.plain(random, s.batch() * s.outChannels() * s.outHeight() * s.outWidth());
            weight.set(at, Float.POSITIVE_INFINITY);
            input.set(random.nextInt(input.length), Float.NEGATIVE_INFINITY);
            Floats output = forward(s, input, weight, null);
            Floats gradInput = backwardInput(s, gradOutput, weight);
            Floats gradWeight = backwardWeight(s, input, gradOutput);
            for (Conv2d.Algorithm algorithm : Conv2d.candidates(s)) {
                Conv2d plan = Conv2d.plan(s, algorithm);
                String what = problem + " " + algorithm + ", weight " + at + " infinite";
                Floats y = Floats.poisoned(output.length);
                plan.forward(input.array, input.offset, weight.array, weight.offset, null, 0, y.array, y.offset,
                        scratch, Parallel.serial());
                output.assertSame(what + " forward", y);
                Floats dx = Floats.poisoned(input.length);
                plan.backwardInput(gradOutput.array, gradOutput.offset, weight.array, weight.offset, dx.array,
                        dx.offset, scratch, Parallel.serial());
                gradInput.assertSame(what + " gradInput", dx);
                Floats dw = Floats.poisoned(weights);
                plan.backwardWeight(input.array, input.offset, gradOutput.array, gradOutput.offset, dw.array, dw.offset,
                        null, 0, scratch, Parallel.serial());
                gradWeight.assertSame(what + " gradWeight", dw);
            }
        }
    }

    /** Where a tap reads, or −1 in the padding. */
    private static int cell(Conv2dShape s, int n, int c, int oh, int ow, int kh, int kw) {
        int row = oh * s.strideHeight() - s.padTop() + kh * s.dilationHeight();
        int column = ow * s.strideWidth() - s.padLeft() + kw * s.dilationWidth();
        boolean inside = row >= 0 && row < s.inHeight() && column >= 0 && column < s.inWidth();
        return inside ? ((n * s.inChannels() + c) * s.inHeight() + row) * s.inWidth() + column : -1;
    }

    private static int weightAt(Conv2dShape s, int o, int c, int kh, int kw) {
        return ((o * s.channelsPerGroup() + c) * s.kernelHeight() + kh) * s.kernelWidth() + kw;
    }

    private static int outputAt(Conv2dShape s, int n, int o, int oh, int ow) {
        return ((n * s.outChannels() + o) * s.outHeight() + oh) * s.outWidth() + ow;
    }

    /** Called for every output and every tap of its chain, in the order of the chain. */
    private interface Tap {
        void take(int output, int n, int o, int weight, int cell);
    }

    private static void forEachTap(Conv2dShape s, Tap tap) {
        for (int n = 0; n < s.batch(); n++) {
            for (int o = 0; o < s.outChannels(); o++) {
                int firstChannel = o / (s.outChannels() / s.groups()) * s.channelsPerGroup();
                for (int oh = 0; oh < s.outHeight(); oh++) {
                    for (int ow = 0; ow < s.outWidth(); ow++) {
                        for (int c = 0; c < s.channelsPerGroup(); c++) {
                            for (int kh = 0; kh < s.kernelHeight(); kh++) {
                                for (int kw = 0; kw < s.kernelWidth(); kw++) {
                                    tap.take(outputAt(s, n, o, oh, ow), n, o, weightAt(s, o, c, kh, kw),
                                            cell(s, n, firstChannel + c, oh, ow, kh, kw));
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static Floats forward(Conv2dShape s, Floats input, Floats weight, Floats bias) {
        Floats output = Floats.poisoned(s.batch() * s.outChannels() * s.outHeight() * s.outWidth());
        for (int i = 0; i < output.length; i++) {
            output.set(i, bias == null ? 0f : bias.get(i / (s.outHeight() * s.outWidth()) % s.outChannels()));
        }
        forEachTap(s, (at, _, _, w, cell) -> output.set(at,
                Math.fma(weight.get(w), cell < 0 ? 0f : input.get(cell), output.get(at))));
        return output;
    }

    private static Floats backwardInput(Conv2dShape s, Floats gradOutput, Floats weight) {
        Floats gradInput = Floats.poisoned(s.batch() * s.inChannels() * s.inHeight() * s.inWidth());
        for (int i = 0; i < gradInput.length; i++) {
            gradInput.set(i, 0f);
        }
        int outPerGroup = s.outChannels() / s.groups();
        for (int n = 0; n < s.batch(); n++) {
            for (int c = 0; c < s.inChannels(); c++) {
                int group = c / s.channelsPerGroup();
                for (int o = group * outPerGroup; o < (group + 1) * outPerGroup; o++) {
                    for (int kh = 0; kh < s.kernelHeight(); kh++) {
                        for (int kw = 0; kw < s.kernelWidth(); kw++) {
                            float w = weight.get(weightAt(s, o, c % s.channelsPerGroup(), kh, kw));
                            for (int out = 0; out < s.outHeight() * s.outWidth(); out++) {
                                int oh = out / s.outWidth();
                                int ow = out % s.outWidth();
                                int cell = cell(s, n, c, oh, ow, kh, kw);
                                if (cell >= 0) {
                                    gradInput.set(cell, Math.fma(w, gradOutput.get(outputAt(s, n, o, oh, ow)),
                                            gradInput.get(cell)));
                                }
                            }
                        }
                    }
                }
            }
        }
        return gradInput;
    }

    private static Floats backwardWeight(Conv2dShape s, Floats input, Floats gradOutput) {
        int weights = s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth();
        float[][][] partial = new float[(s.batch() + 63) / 64][weights][16];
        forEachTap(s, (at, n, _, w, cell) -> {
            float[] p = partial[n / 64][w];
            p[n % 16] = Math.fma(gradOutput.get(at), cell < 0 ? 0f : input.get(cell), p[n % 16]);
        });
        return addPieces(partial);
    }

    private static Floats backwardBias(Conv2dShape s, Floats gradOutput) {
        float[][][] partial = new float[(s.batch() + 63) / 64][s.outChannels()][16];
        for (int i = 0; i < gradOutput.length; i++) {
            int plane = i / (s.outHeight() * s.outWidth());
            int n = plane / s.outChannels();
            partial[n / 64][plane % s.outChannels()][n % 16] += gradOutput.get(i);
        }
        return addPieces(partial);
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

    @ParameterizedTest
    @ValueSource(strings = {"pad_constant:mb3ic2ih5iw7ph1pw2qh0qw3", "pad_edge:mb2ic3ih4iw19ph3pw0qh1qw2",
            "pad_reflect:mb2ic3ih4iw19ph3pw18qh1qw17", "pad_reflect:mb9ic9ih11iw70ph10qh2", "pad_edge:ic3iw1pw40",
            "pad_constant:mb64ic16ih10ph1", "pad_reflect:mb2ic1iw40pw39", "pad_edge:mb60ic7ih13ph0pw1qh2"})
    void padding(String problem) {
        Pad2dShape s = Pad2dShape.parse(problem);
        Floats input = Floats.wild(random, s.batch() * s.channels() * s.inHeight() * s.inWidth());
        Floats gradOutput = Floats.wild(random, s.batch() * s.channels() * s.outHeight() * s.outWidth());
        Floats output = Floats.poisoned(gradOutput.length);
        Floats gradInput = Floats.poisoned(input.length);
        for (int i = 0; i < input.length; i++) {
            gradInput.set(i, 0f);
        }
        for (int i = 0; i < output.length; i++) {
            int row = padded(s.mode(), i / s.outWidth() % s.outHeight() - s.padTop(), s.inHeight());
            int column = padded(s.mode(), i % s.outWidth() - s.padLeft(), s.inWidth());
            int cell = (i / (s.outHeight() * s.outWidth()) * s.inHeight() + row) * s.inWidth() + column;
            boolean copied = row >= 0 && column >= 0;
            output.set(i, copied ? input.get(cell) : -2.5f);
            if (copied) {
                gradInput.set(cell, gradInput.get(cell) + gradOutput.get(i));
            }
        }
        Pad2d plan = s.mode() == Pad2dShape.Mode.CONSTANT ? Pad2d.plan(s, -2.5f) : Pad2d.plan(s);
        for (Parallel p : new Parallel[]{Parallel.serial(), Parallel.on(POOL)}) {
            Floats y = Floats.poisoned(output.length);
            plan.forward(input.array, input.offset, y.array, y.offset, scratch, p);
            output.assertSame(problem + " forward", y);
            Floats dx = Floats.poisoned(input.length);
            plan.backward(gradOutput.array, gradOutput.offset, dx.array, dx.offset, scratch, p);
            gradInput.assertSame(problem + " backward", dx);
        }
    }

    /** The cell of a line of {@code in} cells that a cell in or around it copies, or −1. */
    private static int padded(Pad2dShape.Mode mode, int cell, int in) {
        if (cell >= 0 && cell < in) {
            return cell;
        }
        return switch (mode) {
            case CONSTANT -> -1;
            case EDGE -> cell < 0 ? 0 : in - 1;
            case REFLECT -> cell < 0 ? -cell : in - 1 - (cell - (in - 1));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "8 32 5", "9 33 7", "65 257 3", "3 5 600", "64 256 2", "17 40 257", "70 19 33",
            "3 70 601", "3 300 2"})
    void gemm(String sizes) {
        int[] size = Arrays.stream(sizes.split(" ")).mapToInt(Integer::parseInt).toArray();
        for (int layout = 0; layout < 8; layout++) {
            int rows = size[0];
            int columns = size[1];
            int depth = size[2];
            Matrix a = matrix(rows, depth, (layout & 1) != 0, layout % 3);
            Matrix b = matrix(depth, columns, (layout & 2) != 0, layout % 2);
            Matrix c = matrix(rows, columns, (layout & 4) != 0, layout % 4);
            float[][] scales = {{1, 0}, {0.3f, 0.7f}, {1, 1}, {2, 0}};
            float alpha = scales[layout % 4][0];
            float beta = scales[layout % 4][1];
            float[] expected = c.data().clone();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    float acc = 0f;
                    for (int k = 0; k < depth; k++) {
                        acc = Math.fma(at(a, i, k), at(b, k, j), acc);
                    }
                    acc = alpha * acc;
                    expected[place(c, i, j)] = beta == 0 ? acc : Math.fma(beta, at(c, i, j), acc);
                }
            }
            Gemm.multiply(alpha, a, b, beta, c, scratch, layout % 2 == 0 ? Parallel.serial() : Parallel.on(POOL));
            assertArrayEquals(expected, c.data(), "gemm " + sizes + " layout " + layout);
        }
    }

    /** A c that lies apart in both directions, of more than one block of columns. */
    @Test
    void gemmApart() {
        Matrix a = matrix(3, 2, false, 0);
        Matrix b = matrix(2, 300, false, 0);
        Floats floats = Floats.plain(random, 2 * 650 + 300 * 2);
        Matrix c = new Matrix(floats.array, floats.offset, 3, 300, 650, 2);
        float[] expected = c.data().clone();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 300; j++) {
                expected[place(c, i, j)] = Math.fma(at(a, i, 1), at(b, 1, j), Math.fma(at(a, i, 0), at(b, 0, j), 0f));
            }
        }
        Gemm.multiply(1, a, b, 0, c, scratch, Parallel.serial());
        assertArrayEquals(expected, c.data());
    }

    /** Every kind of addend and c, in batches of one, few and more than a round, of items tiny and larger than a block. */
    @ParameterizedTest
    @ValueSource(strings = {"1 1 1 1", "3 9 33 7", "70 3 5 4", "2 70 300 3", "5 17 40 300", "300 8 8 400"})
    void batches(String sizes) {
        int[] size = Arrays.stream(sizes.split(" ")).mapToInt(Integer::parseInt).toArray();
        for (int kind = 0; kind < 12; kind++) {
            int count = size[0];
            int rows = size[1];
            int columns = size[2];
            int depth = size[3];
            MatrixBatch a = batch(kind % 3 == 1 ? 0 : 1, count, rows, depth, kind % 2 == 0);
            MatrixBatch b = batch(kind % 4 == 2 ? 0 : 1, count, depth, columns, kind % 3 == 0);
            MatrixBatch c = batch(1, count, rows, columns, kind % 5 == 4);
            MatrixBatch addend = addend(kind, c, count, rows, columns);
            float alpha = kind % 2 == 0 ? 1 : 0.3f;
            float[] expected = c.first().data().clone();
            for (int n = 0; n < count; n++) {
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        float acc = 0f;
                        for (int k = 0; k < depth; k++) {
                            acc = Math.fma(at(a, n, i, k), at(b, n, k, j), acc);
                        }
                        expected[n * c.step() + place(c.first(), i, j)] = Math.fma(0.7f, at(addend, n, i, j),
                                alpha * acc);
                    }
                }
            }
            Gemm.multiply(alpha, a, b, 0.7f, addend, c, scratch, kind < 6 ? Parallel.serial() : Parallel.on(POOL));
            assertArrayEquals(expected, c.first().data(), "batch " + sizes + " kind " + kind);
        }
    }

    /** c itself, a full matrix apart, a row, a column or a number, for each item its own or for all the same. */
    private MatrixBatch addend(int kind, MatrixBatch c, int count, int rows, int columns) {
        Floats floats = Floats.plain(random, count * rows * columns);
        int step = kind % 2;
        return switch (kind % 6) {
            case 0 -> c;
            case 1 -> batch(1, count, rows, columns, kind % 4 == 1);
            case 2 -> new MatrixBatch(new Matrix(floats.array, floats.offset, rows, columns, 0, 1), count, step);
            case 3 -> new MatrixBatch(new Matrix(floats.array, floats.offset, rows, columns, 1, 0), count, step);
            case 4 -> new MatrixBatch(new Matrix(floats.array, floats.offset, rows, columns, 0, 0), count, step);
            default -> batch(0, count, rows, columns, true);
        };
    }

    private MatrixBatch batch(int step, int count, int rows, int columns, boolean transposed) {
        Floats floats = Floats.plain(random, count * rows * columns);
        Matrix first = new Matrix(floats.array, floats.offset, rows, columns, transposed ? 1 : columns,
                transposed ? rows : 1);
        return new MatrixBatch(first, count, step * rows * columns);
    }

    private static float at(MatrixBatch m, int n, int i, int j) {
        return m.first().data()[n * m.step() + place(m.first(), i, j)];
    }

    private Matrix matrix(int rows, int columns, boolean transposed, int gap) {
        int inner = transposed ? rows : columns;
        int outer = transposed ? columns : rows;
        Floats floats = Floats.plain(random, outer * (inner + gap));
        return new Matrix(floats.array, floats.offset, rows, columns, transposed ? 1 : inner + gap,
                transposed ? inner + gap : 1);
    }

    private static int place(Matrix m, int i, int j) {
        return m.offset() + i * m.rowStride() + j * m.columnStride();
    }

    private static float at(Matrix m, int i, int j) {
        return m.data()[place(m, i, j)];
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense:ic1oc1", "dense:mb7ic33oc5", "dense:mb130ic40oc10", "dense:mb64ic300oc35",
            "dense:mb2ic1oc66000"})
    void dense(String problem) {
        DenseShape s = DenseShape.parse(problem);
        Floats input = Floats.plain(random, s.batch() * s.inFeatures());
        Floats weight = Floats.plain(random, s.outFeatures() * s.inFeatures());
        Floats bias = Floats.plain(random, s.outFeatures());
        Floats gradOutput = Floats.plain(random, s.batch() * s.outFeatures());
        Floats output = Floats.poisoned(s.batch() * s.outFeatures());
        Floats gradInput = Floats.poisoned(input.length);
        Floats gradWeight = Floats.poisoned(weight.length);
        float[][][] partial = new float[(s.batch() + 63) / 64][s.outFeatures()][16];
        for (int i = 0; i < s.inFeatures(); i++) {
            for (int n = 0; n < s.batch(); n++) {
                float acc = 0f;
                for (int o = 0; o < s.outFeatures(); o++) {
                    acc = Math.fma(gradOutput.get(n * s.outFeatures() + o), weight.get(o * s.inFeatures() + i), acc);
                }
                gradInput.set(n * s.inFeatures() + i, acc);
            }
            for (int o = 0; o < s.outFeatures(); o++) {
                float acc = 0f;
                for (int n = 0; n < s.batch(); n++) {
                    acc = Math.fma(gradOutput.get(n * s.outFeatures() + o), input.get(n * s.inFeatures() + i), acc);
                }
                gradWeight.set(o * s.inFeatures() + i, acc);
            }
        }
        for (int n = 0; n < s.batch(); n++) {
            for (int o = 0; o < s.outFeatures(); o++) {
                float acc = bias.get(o);
                for (int i = 0; i < s.inFeatures(); i++) {
                    acc = Math.fma(input.get(n * s.inFeatures() + i), weight.get(o * s.inFeatures() + i), acc);
                }
                output.set(n * s.outFeatures() + o, acc);
                partial[n / 64][o][n % 16] += gradOutput.get(n * s.outFeatures() + o);
            }
        }
        Dense plan = Dense.plan(s);
        Parallel p = Parallel.on(POOL);
        Floats y = Floats.poisoned(output.length);
        plan.forward(input.array, input.offset, weight.array, weight.offset, bias.array, bias.offset, y.array, y.offset,
                scratch, p);
        output.assertSame(problem, y);
        Floats dx = Floats.poisoned(input.length);
        plan.backwardInput(gradOutput.array, gradOutput.offset, weight.array, weight.offset, dx.array, dx.offset,
                scratch, p);
        gradInput.assertSame(problem + " gradInput", dx);
        Floats dw = Floats.poisoned(weight.length);
        Floats db = Floats.poisoned(bias.length);
        plan.backwardWeight(input.array, input.offset, gradOutput.array, gradOutput.offset, dw.array, dw.offset,
                db.array, db.offset, scratch, p);
        gradWeight.assertSame(problem + " gradWeight", dw);
        addPieces(partial).assertSame(problem + " gradBias", db);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 8191, 8192, 8193, 20_000, 100_000})
    void activations(int length) {
        Floats input = Floats.wild(random, length);
        Floats gradOutput = Floats.wild(random, length);
        for (Activation activation : ACTIVATIONS) {
            Floats output = Floats.poisoned(length);
            Floats gradInput = Floats.poisoned(length);
            for (int i = 0; i < length; i++) {
                float x = input.get(i);
                float g = gradOutput.get(i);
                float y = value(activation, x);
                output.set(i, y);
                gradInput.set(i, gradient(activation, y, g));
            }
            Floats y = Floats.poisoned(length);
            activation.forward(input.array, input.offset, y.array, y.offset, length, scratch, Parallel.on(POOL));
            output.assertSame(activation + " of " + length, y);
            Floats dx = Floats.poisoned(length);
            activation.backward(y.array, y.offset, gradOutput.array, gradOutput.offset, dx.array, dx.offset, length,
                    scratch, Parallel.on(POOL));
            gradInput.assertSame(activation + " gradient of " + length, dx);
        }
    }

    private static float value(Activation activation, float x) {
        return switch (activation.kind()) {
            case RELU -> x <= 0 ? 0f : x;
            case LEAKY_RELU -> x > 0 ? x : activation.parameter() * x;
            case ELU -> x > 0 ? x : activation.parameter() * Elementary.expm1(x);
            case SIGMOID -> Elementary.sigmoid(x);
            case TANH -> Elementary.tanh(x);
            case SCALED_TANH -> Elementary.scaledTanh(x);
            case SOFTPLUS -> Elementary.softplus(x);
        };
    }

    private static float gradient(Activation activation, float y, float g) {
        return switch (activation.kind()) {
            case RELU -> y <= 0 ? 0f : g;
            case LEAKY_RELU -> y <= 0 ? activation.parameter() * g : g;
            case ELU -> y > 0 ? g : g * (y + activation.parameter());
            case SIGMOID -> g * (y * (1 - y));
            case TANH -> g * Math.fma(-y, y, 1f);
            case SCALED_TANH -> g * (0x1.8dd8fcp-2f * ((1.7159f - y) * (1.7159f + y)));
            case SOFTPLUS -> g * -Elementary.expm1(-y);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 8193, 20_000})
    void elementaryFunctions(int length) {
        Floats input = Floats.wild(random, length);
        for (ElementaryFunction function : ElementaryFunction.values()) {
            Floats expected = Floats.poisoned(length);
            for (int i = 0; i < length; i++) {
                float x = input.get(i);
                expected.set(i, switch (function) {
                    case EXP -> Elementary.exp(x);
                    case EXPM1 -> Elementary.expm1(x);
                    case LOG -> Elementary.log(x);
                    case LOG1P -> Elementary.log1p(x);
                });
            }
            Floats output = Floats.poisoned(length);
            function.apply(input.array, input.offset, output.array, output.offset, length, scratch, Parallel.on(POOL));
            expected.assertSame(function + " of " + length, output);
        }
    }

    @Test
    void activationsAreValues() {
        assertEquals(Activation.leakyRelu(0.1f), Activation.leakyRelu(0.1f));
        assertEquals(Activation.leakyRelu(0.1f).hashCode(), Activation.leakyRelu(0.1f).hashCode());
        assertNotEquals(Activation.RELU.hashCode(), Activation.TANH.hashCode());
        assertEquals(Activation.elu(0f), Activation.elu(-0f));
        assertEquals(Float.MAX_VALUE, Activation.elu(Float.MAX_VALUE).parameter());
        assertNotEquals(Activation.leakyRelu(0.1f), Activation.leakyRelu(0.2f));
        assertNotEquals(Activation.leakyRelu(0.1f), Activation.elu(0.1f));
        assertNotEquals(Activation.RELU, Activation.TANH);
        assertEquals("leaky_relu(0.1)", Activation.leakyRelu(0.1f).toString());
        assertEquals("scaled_tanh", Activation.SCALED_TANH.toString());
        assertEquals("log1p", ElementaryFunction.LOG1P.toString());
    }

    @Test
    void softmaxCrossEntropy() {
        for (int batch : new int[]{1, 16, 64, 65, 150}) {
            for (int classes : new int[]{1, 2, 10, 17, 40}) {
                softmaxCrossEntropy(batch, classes);
            }
        }
    }

    private void softmaxCrossEntropy(int batch, int classes) {
        Floats logits = Floats.plain(random, batch * classes);
        int[] labels = random.ints(batch + 3, 0, classes).toArray();
        Floats probabilities = Floats.poisoned(batch * classes);
        Floats gradInput = Floats.poisoned(batch * classes);
        float[][][] losses = new float[(batch + 63) / 64][1][16];
        for (int n = 0; n < batch; n++) {
            float maximum = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                maximum = Math.max(maximum, logits.get(n * classes + c));
            }
            float[] sums = new float[16];
            for (int c = 0; c < classes; c++) {
                float e = Elementary.exp(logits.get(n * classes + c) - maximum);
                probabilities.set(n * classes + c, e);
                sums[c % 16] += e;
            }
            float sum = tree(sums);
            for (int c = 0; c < classes; c++) {
                float p = probabilities.get(n * classes + c) / sum;
                probabilities.set(n * classes + c, p);
                gradInput.set(n * classes + c, (c == labels[n + 3] ? p - 1 : p) / batch);
            }
            losses[n / 64][0][n % 16] += Elementary.log(sum) - (logits.get(n * classes + labels[n + 3]) - maximum);
        }
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(batch, classes);
        Floats p = Floats.poisoned(batch * classes);
        float[] loss = new float[1];
        plan.forward(logits.array, logits.offset, labels, 3, null, 0, p.array, p.offset, loss, 0, scratch,
                Parallel.on(POOL));
        probabilities.assertSame("probabilities " + batch + "×" + classes, p);
        assertEquals(addPieces(losses).get(0) / batch, loss[0], 0f, "loss " + batch + "×" + classes);
        Floats dx = Floats.poisoned(batch * classes);
        plan.backward(p.array, p.offset, labels, 3, null, 0, new float[]{1}, 0, dx.array, dx.offset, scratch,
                Parallel.on(POOL));
        gradInput.assertSame("gradient " + batch + "×" + classes, dx);
    }
}
