package io.github.lanewise.verify.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chains of float operations, some of which cancel to nearly nothing, stay within the bounds that go along with them. */
@Tag("once")
class RoundedTest {
    private final SplittableRandom random = new SplittableRandom(20261120);

    @Test
    void boundsHold() {
        for (int i = 0; i < 200_000; i++) {
            float a = any();
            float b = any();
            float c = random.nextBoolean() ? any() : -(a * b) * (1 + random.nextInt(3) * 0x1p-23f);
            float sum = a * b + c;
            Rounded exactSum = Rounded.of(a).times(Rounded.of(b)).plus(Rounded.of(c));
            float square = sum * sum;
            Rounded exactSquare = exactSum.times(exactSum);
            float root = (float) Math.sqrt(square);
            Rounded exactRoot = exactSquare.root();
            within(root, exactRoot);
            within(a / (root + 1e-3f), Rounded.of(a).over(exactRoot.plus(Rounded.of(1e-3f))));
            within(a / (b - root), Rounded.of(a).over(Rounded.of(b).minus(exactRoot)));
        }
    }

    private float any() {
        return (float) (random.nextDouble(-1, 1) * Math.scalb(1.0, random.nextInt(-70, 20)));
    }

    private static void within(float got, Rounded exact) {
        assertTrue(Math.abs(got - exact.value()) <= exact.error() || exact.error() == Double.POSITIVE_INFINITY,
                () -> got + " is not within " + exact);
    }

    /** The exact root is 0, and what floats take the root of may be as large as the error. */
    @Test
    void rootNearZero() {
        assertEquals(0.5, new Rounded(0, 0.25).root().error(), 1e-7);
        assertEquals(2, new Rounded(4, 4).root().error(), 1e-6);
    }

    @Test
    void quotientByWhatMayBeZero() {
        assertEquals(Double.POSITIVE_INFINITY, Rounded.of(1).over(new Rounded(0.25, 0.25)).error());
        assertEquals(2, new Rounded(1, 0.5).over(new Rounded(1, 0.5)).error(), 1e-6);
    }

    @Test
    void constants() {
        assertEquals(0, Rounded.of(0.1f).error());
        assertEquals(0.1f - 0.1, Rounded.of(0.1).error(), 0);
    }
}
