package io.github.lanewise.kernels.internal.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.testing.ExactMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bias gradients take no more memory than they ask for and owe nothing to what they find there, see {@link ExactMemory}. */
class BiasGradientMemoryTest {
    @Test
    void exactMemory() {
        exactMemory(1, 3);
        exactMemory(18, 3);
        exactMemory(SixteenPartials.PIECE + 17, 40);
    }

    /** Whole numbers, whose sums are exact in any order. */
    private static void exactMemory(int batch, int features) {
        float[] gradOutput = new float[batch * features];
        float[] sums = new float[features];
        for (int i = 0; i < gradOutput.length; i++) {
            gradOutput[i] = i % 13 - 6;
            sums[i % features] += gradOutput[i];
        }
        float[] gradBias = ExactMemory.poisoned(features);
        ExactMemory.execute(List.of(new BiasGradient(batch, features)), a -> {
            a.gradOutput = gradOutput;
            a.gradBias = gradBias;
        });
        assertArrayEquals(sums, gradBias, batch + " images of " + features);
    }
}
