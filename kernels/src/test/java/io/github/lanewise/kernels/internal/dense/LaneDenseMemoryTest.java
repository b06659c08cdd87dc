package io.github.lanewise.kernels.internal.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.testing.ExactMemory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dense layers in lanes take no more memory than they ask for, of arrays that end where the layer ends; see {@link ExactMemory}. */
class LaneDenseMemoryTest {
    private static final int LANES = 16;

    /** Whole numbers, whose sums are exact in any order; lanes without an image hold NaN. */
    private static float[] lanes(int batch, int features, int seed) {
        float[] lanes = ExactMemory.poisoned((batch + LANES - 1) / LANES * features * LANES);
        for (int n = 0; n < batch; n++) {
            for (int f = 0; f < features; f++) {
                lanes[place(n, f, features)] = value(n, f, seed);
            }
        }
        return lanes;
    }

    private static float value(int row, int column, int seed) {
        return (row * 7 + column * 5 + seed) % 11 - 5;
    }

    private static int place(int n, int feature, int features) {
        return (n / LANES * features + feature) * LANES + n % LANES;
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 5", "18, 16, 16", "33, 20, 3", "81, 17, 33", "16, 32, 8", "5, 15, 12"})
    void exactMemory(int batch, int in, int out) {
        LaneDense dense = new LaneDense(new DenseShape(batch, in, out));
        float[] weight = new float[out * in];
        float[] output = new float[batch * out];
        float[] gradInput = new float[batch * in];
        float[] gradWeight = new float[out * in];
        float[] gradBias = new float[out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                weight[o * in + i] = value(o, i, 3);
                for (int n = 0; n < batch; n++) {
                    output[n * out + o] += value(n, i, 1) * weight[o * in + i];
                    gradInput[n * in + i] += value(n, o, 2) * weight[o * in + i];
                    gradWeight[o * in + i] += value(n, o, 2) * value(n, i, 1);
                }
            }
            for (int n = 0; n < batch; n++) {
                gradBias[o] += value(n, o, 2);
            }
        }
        float[] outputLanes = ExactMemory.poisoned((batch + LANES - 1) / LANES * out * LANES);
        ExactMemory.execute(List.of(dense.pack(), dense.forward()), a -> {
            a.input = lanes(batch, in, 1);
            a.weight = weight;
            a.output = outputLanes;
        });
        assertArrayEquals(output, images(batch, out, outputLanes), "output");
        float[] gradInputLanes = ExactMemory.poisoned((batch + LANES - 1) / LANES * in * LANES);
        ExactMemory.execute(dense.backwardInput(), a -> {
            a.gradOutput = lanes(batch, out, 2);
            a.weight = weight;
            a.gradInput = gradInputLanes;
        });
        assertArrayEquals(gradInput, images(batch, in, gradInputLanes), "gradInput");
        float[] sums = ExactMemory.poisoned(out * in);
        float[] biases = ExactMemory.poisoned(out);
        ExactMemory.execute(dense.backwardWeight(), a -> {
            a.input = lanes(batch, in, 1);
            a.gradOutput = lanes(batch, out, 2);
            a.gradWeight = sums;
            a.gradBias = biases;
        });
        assertArrayEquals(gradWeight, sums, "gradWeight");
        assertArrayEquals(gradBias, biases, "gradBias");
    }

    private static float[] images(int batch, int features, float[] lanes) {
        float[] images = new float[batch * features];
        for (int n = 0; n < batch; n++) {
            for (int f = 0; f < features; f++) {
                images[n * features + f] = lanes[place(n, f, features)];
            }
        }
        return images;
    }
}
