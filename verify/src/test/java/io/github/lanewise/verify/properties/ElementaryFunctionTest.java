package io.github.lanewise.verify.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.sweep.Sweep;
import io.github.lanewise.verify.sweep.SweepFunction;
import io.github.lanewise.verify.sweep.SweepResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The elementary functions over the whole float range, of which {@code verify sweep} takes every float: here every 431st (a
 * prime, so that all low bits occur; ten million of either sign and every exponent, NaN and infinities among them), every 37th
 * where the functions are neither linear nor constant, and every float near the places where they are patched together.
 */
class ElementaryFunctionTest {
    private static final double ULPS = 2;
    /** The one that is not monotone: between −1.95 and −0.69 it sometimes decreases. */
    private static final String NOT_MONOTONE = "sigmoid";

    static List<SweepFunction> functions() {
        return SweepFunction.all();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void sampleOfAllFloats(SweepFunction function) throws InterruptedException {
        check(function, sweep(function, 0, Sweep.FLOATS, 431));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void denseSampleOfTheCurve(SweepFunction function) throws InterruptedException {
        check(function, sweep(function, Sweep.place(-0x1p7f), Sweep.place(-0x1p-15f), 37));
        check(function, sweep(function, Sweep.place(0x1p-15f), Sweep.place(0x1p7f), 37));
    }

    /** 2,000 floats on either side of each power of two and of where exponentials saturate or become subnormal. */
    @ParameterizedTest
    @MethodSource("functions")
    void nearBoundaries(SweepFunction function) throws InterruptedException {
        for (int exponent = Float.MIN_EXPONENT; exponent <= Float.MAX_EXPONENT; exponent++) {
            around(function, Math.scalb(1f, exponent));
        }
        for (float boundary : new float[]{0.29289323f, 0.3465736f, 0.41421357f, 0.55f, 0.625f, 0.6931472f, 0.70710677f,
                1.0397207f, 1.0625f, 1.4142135f, 8.317766f, 8.664339f, 9.010913f, 10, 16.635532f, 17.32868f, 20,
                43.668274f, 44.014847f, 87.33654f, 88.02969f, 88.37627f, 88.72284f, 89, 103.27893f, 103.97208f, 104,
                105}) {
            around(function, boundary);
        }
        check(function, sweep(function, Sweep.place(-Float.MIN_VALUE) - 4000, Sweep.place(Float.MIN_VALUE) + 4001, 1));
    }

    private static void around(SweepFunction function, float boundary) throws InterruptedException {
        for (float middle : new float[]{-boundary, boundary}) {
            long place = Sweep.place(middle);
            check(function, sweep(function, place - 2000, place + 2001, 1));
        }
    }

    private static SweepResult sweep(SweepFunction function, long from, long to, int stride)
            throws InterruptedException {
        return Sweep.run(function, from, to, stride, 1, () -> {
        });
    }

    private static void check(SweepFunction function, SweepResult result) {
        assertTrue(result.ulps() <= ULPS, () -> function + ": " + result);
        if (!function.name().equals(NOT_MONOTONE)) {
            assertEquals(0, result.decreases(), () -> function + ": " + result);
        }
    }

    /** NaN, −∞, the most negative float, −0, 0, the greatest float and ∞. */
    @Test
    void limits() {
        float[] x = {Float.NaN, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -0f, 0f, Float.MAX_VALUE,
                Float.POSITIVE_INFINITY};
        float nan = Float.NaN;
        float infinity = Float.POSITIVE_INFINITY;
        Map<String, float[]> wanted = Map.of("exp", new float[]{nan, 0, 0, 1, 1, infinity, infinity}, "expm1",
                new float[]{nan, -1, -1, -0f, 0, infinity, infinity}, "log",
                new float[]{nan, nan, nan, -infinity, -infinity, 88.72284f, infinity}, "log1p",
                new float[]{nan, nan, nan, -0f, 0, 88.72284f, infinity}, "sigmoid",
                new float[]{nan, 0, 0, 0.5f, 0.5f, 1, 1}, "tanh", new float[]{nan, -1, -1, -0f, 0, 1, 1},
                "scaled_tanh", new float[]{nan, -1.7159f, -1.7159f, -0f, 0, 1.7159f, 1.7159f}, "softplus",
                new float[]{nan, 0, 0, 0.6931472f, 0.6931472f, Float.MAX_VALUE, infinity}, "elu",
                new float[]{nan, -1, -1, -0f, 0, Float.MAX_VALUE, infinity}, "relu",
                new float[]{nan, 0, 0, 0, 0, Float.MAX_VALUE, infinity});
        for (SweepFunction function : functions()) {
            float[] y = new float[x.length];
            function.kernel().apply(x, y, new Scratch());
            float[] expected = wanted.get(function.name());
            IntStream.range(0, x.length)
                    .forEach(i -> assertEquals(expected[i], y[i], () -> function + " of " + x[i]));
        }
    }
}
