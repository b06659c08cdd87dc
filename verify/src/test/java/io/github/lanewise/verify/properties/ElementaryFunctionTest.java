package io.github.lanewise.verify.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.oracle.ActivationOracle;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sigmoid and tanh over the whole float range: every 431st bit pattern (a prime, so that all low bits occur; ten million of
 * either sign and every exponent, NaN and infinities among them), every 37th where the functions are neither linear nor
 * constant, and every float near the places where such functions are patched together.
 */
class ElementaryFunctionTest {
    private static final int BLOCK = 1 << 16;

    private final Scratch scratch = new Scratch();
    private float worstInput;
    private double worstUlps;

    @ParameterizedTest
    @EnumSource(names = {"SIGMOID", "TANH"})
    void sampleOfAllFloats(Activation activation) {
        sample(activation, 0, 1L << 32, 431);
        report(activation);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGMOID", "TANH"})
    void denseSampleOfTheCurve(Activation activation) {
        for (float sign : new float[]{1, -1}) {
            sample(activation, pattern(sign * 0x1p-15f), pattern(sign * 0x1p7f), 37);
        }
        report(activation);
    }

    private static long pattern(float x) {
        return Integer.toUnsignedLong(Float.floatToRawIntBits(x));
    }

    private void sample(Activation activation, long from, long to, int stride) {
        float[] block = new float[BLOCK];
        for (long pattern = from; pattern < to; pattern += (long) BLOCK * stride) {
            for (int i = 0; i < BLOCK; i++) {
                block[i] = Float.intBitsToFloat((int) (pattern + (long) i * stride));
            }
            check(activation, block);
        }
    }

    /** 2,000 floats on either side of each power of two and of where exponentials saturate or become subnormal. */
    @ParameterizedTest
    @EnumSource(names = {"SIGMOID", "TANH"})
    void nearBoundaries(Activation activation) {
        for (int exponent = Float.MIN_EXPONENT; exponent <= Float.MAX_EXPONENT; exponent++) {
            around(activation, Math.scalb(1f, exponent));
        }
        for (float boundary : new float[]{0.3465736f, 0.55f, 0.625f, 0.6931472f, 1.0397207f, 8.317766f, 8.664339f,
                9.010913f, 10, 16.635532f, 17.32868f, 20, 43.668274f, 44.014847f, 87.33654f, 88.02969f, 88.37627f,
                88.72284f, 89, 103.27893f, 103.97208f, 104, 105}) {
            around(activation, boundary);
        }
        report(activation);
    }

    private void around(Activation activation, float boundary) {
        int middle = Float.floatToRawIntBits(boundary);
        float[] block = new float[8002];
        for (int i = 0; i < 4001; i++) {
            block[2 * i] = Float.intBitsToFloat(middle - 2000 + i);
            block[2 * i + 1] = -block[2 * i];
        }
        check(activation, block);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGMOID", "TANH"})
    void limits(Activation activation) {
        float[] x = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0f, -0f, -Float.MAX_VALUE,
                Float.MAX_VALUE};
        float[] y = new float[x.length];
        activation.forward(x, 0, y, 0, x.length, scratch, Parallel.serial());
        float low = activation == Activation.SIGMOID ? 0 : -1;
        float middle = activation == Activation.SIGMOID ? 0.5f : 0;
        float[] wanted = {Float.NaN, low, 1, middle, middle, low, 1};
        IntStream.range(0, x.length).forEach(i -> assertEquals(wanted[i], y[i] + 0f, activation + " of " + x[i]));
    }

    private void check(Activation activation, float[] x) {
        float[] y = new float[x.length];
        activation.forward(x, 0, y, 0, x.length, scratch, Parallel.serial());
        for (int i = 0; i < x.length; i++) {
            double exact = ActivationOracle.value(activation, x[i]);
            if (Double.isNaN(exact)) {
                assertTrue(Float.isNaN(y[i]), () -> activation + " of NaN");
                continue;
            }
            double ulps = Math.abs((double) y[i] - (float) exact) / Math.ulp((float) exact);
            // Written so that a NaN counts as the worst.
            if (!(ulps <= worstUlps)) {
                worstUlps = ulps;
                worstInput = x[i];
            }
        }
    }

    private void report(Activation activation) {
        System.out.println(activation + ": worst " + worstUlps + " ulp from correctly rounded, at " + worstInput);
        assertTrue(worstUlps <= 2, () -> activation + " of " + worstInput + " (0x"
                + Integer.toHexString(Float.floatToRawIntBits(worstInput)) + ") is " + worstUlps + " ulp off");
    }
}
