package io.github.lanewise.verify.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The bits of everything built on the library's own exponential and logarithm, which no independent reference can know,
 * pinned: the same digests on every back end and machine. They change only with the polynomials themselves.
 */
class DigestTest {
    private static final String SIGMOID = "af791dbccc49f9e4d0668fa34af472e477a12f0ad8bfe240e0a48255a25f78ff";
    private static final String TANH = "94693601c437b3128953fc5c7a0e8bb94e01db436fd80d47db8ff950fb295af1";
    private static final String SOFTMAX_CROSS_ENTROPY = "b7acb9a68845a2c046d153643a8d91b9304a9ecf280b461ddf8450d3c26b7d2e";
    private static final int STRIDE = 4093;

    private final Scratch scratch = new Scratch();

    @Test
    void sigmoid() {
        assertEquals(SIGMOID, digest(sampled(Activation.SIGMOID)));
    }

    @Test
    void tanh() {
        assertEquals(TANH, digest(sampled(Activation.TANH)));
    }

    @Test
    void softmaxCrossEntropy() {
        assertEquals(SOFTMAX_CROSS_ENTROPY, digest(losses()));
    }

    /** The function of every 4093rd bit pattern, a million of them. */
    private float[] sampled(Activation activation) {
        float[] values = new float[(int) ((1L << 32) / STRIDE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(i * STRIDE);
        }
        activation.forward(values, 0, values, 0, values.length, scratch, Parallel.serial());
        return values;
    }

    /** Losses, probabilities and gradients of 129 rows of 1 to 40 classes, with logits of spread 1 to 64. */
    private float[] losses() {
        SplittableRandom random = new SplittableRandom(20261120);
        ByteBuffer all = ByteBuffer.allocate(4 << 20);
        for (int classes = 1; classes <= 40; classes++) {
            int batch = 129;
            float[] logits = new float[batch * classes];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) (random.nextDouble(-1, 1) * (1 << i % 7));
            }
            int[] labels = random.ints(batch, 0, classes).toArray();
            float[] probabilities = new float[logits.length];
            SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(batch, classes);
            all.putFloat(plan.forward(logits, 0, labels, 0, probabilities, 0, scratch, Parallel.serial()));
            all.asFloatBuffer().put(probabilities);
            all.position(all.position() + 4 * probabilities.length);
            plan.backward(probabilities, 0, labels, 0, probabilities, 0, scratch, Parallel.serial());
            all.asFloatBuffer().put(probabilities);
            all.position(all.position() + 4 * probabilities.length);
        }
        float[] values = new float[all.position() / 4];
        all.flip().asFloatBuffer().get(values);
        return values;
    }

    private static String digest(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (float value : values) {
            // One NaN for all: payloads are not specified.
            bytes.putInt(Float.floatToIntBits(value));
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
