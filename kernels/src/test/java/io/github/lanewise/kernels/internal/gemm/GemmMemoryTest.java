package io.github.lanewise.kernels.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.testing.ExactMemory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Matrix products take no more memory than they ask for and owe nothing to what they find there, see {@link ExactMemory}. */
class GemmMemoryTest {
    private final Random random = new Random(19);

    @Test
    void exactMemory() {
        for (float beta : new float[]{0, 0.7f}) {
            product(64, 256, 3, 0.3f, beta);
            product(65, 257, 5, 0.3f, beta);
            product(3, 33, 401, 1, beta);
        }
    }

    /** a stands column after column, so that it is packed. */
    private void product(int rows, int columns, int depth, float alpha, float beta) {
        float[] a = floats(rows * depth);
        float[] b = floats(depth * columns);
        float[] addend = floats(rows * columns);
        float[] expected = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float acc = 0f;
                for (int k = 0; k < depth; k++) {
                    acc = Math.fma(a[k * rows + i], b[k * columns + j], acc);
                }
                acc = alpha * acc;
                expected[i * columns + j] = beta == 0 ? acc : Math.fma(beta, addend[i * columns + j], acc);
            }
        }
        float[] c = ExactMemory.poisoned(expected.length);
        ExactMemory.execute(List.of(GemmPasses.PACK, GemmPasses.MULTIPLY),
                x -> x.product.size(rows, columns, depth).a(a, 0, 1, rows).b(b, 0, columns, 1)
                        .addend(addend, 0, columns, 1).c(c, 0, columns, 1).scale(alpha, beta));
        assertArrayEquals(expected, c, rows + " × " + columns + " × " + depth + ", beta " + beta);
    }

    private float[] floats(int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = 2 * random.nextFloat() - 1;
        }
        return floats;
    }
}
