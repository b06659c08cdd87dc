package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.verify.sweep.Sweep;
import io.github.lanewise.verify.sweep.SweepFunction;
import io.github.lanewise.verify.sweep.SweepResult;
import io.github.lanewise.verify.sweep.SweepResult.Decrease;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sweep itself, on functions that are wrong in known places. */
@Tag("once")
class SweepTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private interface Function {
        float of(float x);
    }

    private static SweepResult sweep(long from, long to, int stride, int threads, Function kernel,
            DoubleUnaryOperator exact) throws InterruptedException {
        AtomicInteger progress = new AtomicInteger();
        SweepResult result = Sweep.run(new SweepFunction("test", (x, y, _) -> {
            for (int i = 0; i < x.length; i++) {
                y[i] = kernel.of(x[i]);
            }
        }, exact), from, to, stride, threads, progress::incrementAndGet);
        assertEquals(Sweep.blocks(from, to, stride), progress.get());
        assertEquals((to - from + stride - 1) / stride, result.floats());
        return result;
    }

    /** One float, of which the function should be one value and is another. */
    private static double ulps(float got, double wanted) throws InterruptedException {
        long one = Sweep.place(1);
        return sweep(one, one + 1, 1, 1, _ -> got, _ -> wanted).ulps();
    }

    @Test
    void placesAreInAscendingOrder() {
        assertTrue(Float.isNaN(Sweep.at(0)) && Float.isNaN(Sweep.at(Sweep.FLOATS - 1)));
        assertEquals(-INFINITY, Sweep.at(Sweep.place(-INFINITY)));
        assertEquals(Sweep.place(0f), Sweep.place(-0f) + 1);
        for (long place = Sweep.place(-INFINITY); place < Sweep.place(INFINITY); place += 65_521) {
            assertTrue(Sweep.at(place) <= Sweep.at(place + 1));
            assertEquals(place, Sweep.place(Sweep.at(place)));
        }
    }

    @Test
    void errorsAreCountedInTheLastPlaceOfTheRoundedValue() throws InterruptedException {
        assertEquals(0, ulps(1, 1 + 0x1p-24));
        assertEquals(1, ulps(1, 1 + 0x1p-24 + 0x1p-50));
        assertEquals(0.5, ulps(1 - 0x1p-24f, 1));
        assertEquals(3, ulps(4 * Float.MIN_VALUE, Float.MIN_VALUE));
        assertEquals(1, ulps(Float.MAX_VALUE, 1e300));
        assertEquals(1, ulps(INFINITY, Float.MAX_VALUE));
        assertEquals(0, ulps(-INFINITY, -1e300));
        assertEquals(0, ulps(Float.NaN, Double.NaN));
        assertEquals(INFINITY, ulps(Float.NaN, 1));
        assertEquals(INFINITY, ulps(1, Double.NaN));
        assertEquals(INFINITY, ulps(-0f, 0));
        assertEquals(0, ulps(-0f, -0.0));
    }

    @Test
    void findsTheWorst() throws InterruptedException {
        long from = Sweep.place(1);
        SweepResult result = sweep(from, from + 1_000_000, 1, 3,
                x -> x == 1.05f || x == 1.06f ? x + 0x1p-22f : x == 1.01f ? x + 0x1p-23f : x, x -> x + 0x1p-26);
        assertEquals(2, result.ulps());
        assertEquals(1.05f, result.worst());
        assertEquals(2 - 0.125, result.exactUlps(), 1e-9);
        assertEquals(2, result.decreases());
    }

    /** At the first float of the second array and of the third, and seven times within. */
    @Test
    void findsDecreasesAlsoBetweenArrays() throws InterruptedException {
        int array = 1 << 18;
        long from = Sweep.place(1);
        SweepResult result = sweep(from, from + 3 * array, 1, 2, x -> {
            long i = Sweep.place(x) - from;
            return i == 0 || i % array != 0 && i % 100_000 != 0 ? x : x - 1;
        }, x -> x);
        assertEquals(2 + 7, result.decreases());
        float x = Sweep.at(from + 99_999);
        float next = Sweep.at(from + 100_000);
        assertEquals(SweepResult.KEPT, result.first().size());
        assertEquals(new Decrease(x, x, next, next - 1), result.first().getFirst());
        assertEquals(Sweep.at(from + array), result.first().get(2).x1());
        assertTrue(result.toString().contains("not monotone in 9 places\n  f(" + x + ") = " + x), result::toString);
    }

    /** From the negative NaNs to the positive ones, between which a NaN is no decrease. */
    @Test
    void takesEveryNthOfAllFloats() throws InterruptedException {
        SweepResult result = sweep(0, Sweep.FLOATS, 10_007, 2, x -> x, x -> x);
        assertEquals(0, result.ulps());
        assertEquals(0, result.decreases());
        assertEquals(List.of(), result.first());
    }

    @Test
    void namesAreUnique() {
        assertEquals(SweepFunction.all().size(),
                SweepFunction.all().stream().map(SweepFunction::name).distinct().count());
    }
}
