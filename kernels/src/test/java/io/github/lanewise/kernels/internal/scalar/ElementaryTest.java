package io.github.lanewise.kernels.internal.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The elementary functions of the twins on a few values of every exponent, subnormals too, against {@link StrictMath}. */
class ElementaryTest {
    private static final float[] SPECIAL = {0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1f, Float.MAX_VALUE,
            Float.POSITIVE_INFINITY, Float.NaN};

    private interface Function {
        float of(float x);
    }

    /** At most two units in the last place from the exact value, and the same special value where there is one. */
    private static void agrees(Function function, DoubleUnaryOperator exact) {
        for (int high = 0; high < 1 << 16; high++) {
            agrees(Float.intBitsToFloat(high << 16 | high * 0x9E37 & 0xFFFF), function, exact);
        }
        for (float x : SPECIAL) {
            agrees(x, function, exact);
            agrees(-x, function, exact);
        }
    }

    private static void agrees(float x, Function function, DoubleUnaryOperator exact) {
        double wanted = exact.applyAsDouble(x);
        float got = function.of(x);
        float nearest = (float) wanted;
        if (Float.isFinite(nearest)) {
            assertTrue(Math.abs(got - wanted) <= 2.0 * Math.ulp(nearest), () -> x + ": " + got + ", not " + wanted);
        } else {
            assertEquals(nearest, got, () -> "of " + x);
        }
    }

    @Test
    void exponentials() {
        agrees(Elementary::exp, StrictMath::exp);
        agrees(Elementary::expm1, StrictMath::expm1);
    }

    @Test
    void logarithms() {
        agrees(Elementary::log, StrictMath::log);
        agrees(Elementary::log1p, StrictMath::log1p);
    }

    @Test
    void sigmoidAndSoftplus() {
        agrees(Elementary::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)));
        agrees(Elementary::softplus, x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
    }

    @Test
    void tangents() {
        agrees(Elementary::tanh, StrictMath::tanh);
        agrees(Elementary::scaledTanh, x -> 1.7159 * StrictMath.tanh(2 * x / 3));
    }

    /** At the split the result is that of the way behind it; the polynomial's is the float below. */
    @Test
    void splits() {
        assertEquals(0.55459976f, Elementary.tanh(Elementary.TANH_SPLIT));
        assertEquals(1.0460653f, Elementary.scaledTanh(Elementary.SCALED_TANH_SPLIT));
    }

    /** Zero keeps its sign where the function is odd there. */
    @Test
    void signsOfZero() {
        assertEquals(-0f, Elementary.expm1(-0f));
        assertEquals(-0f, Elementary.log1p(-0f));
        assertEquals(-0f, Elementary.tanh(-0f));
        assertEquals(-0f, Elementary.scaledTanh(-0f));
        assertEquals(0f, Elementary.log(1f));
    }
}
