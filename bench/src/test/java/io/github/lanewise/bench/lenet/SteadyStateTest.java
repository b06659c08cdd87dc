package io.github.lanewise.bench.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    /** Steps whose length follows from when they begin. */
    private static double[] steps(double seconds, DoubleUnaryOperator length) {
        return DoubleStream
                .iterate(length.applyAsDouble(0), end -> end < seconds, end -> end + length.applyAsDouble(end))
                .toArray();
    }

    @Test
    void aProgramThatGetsFasterAfterASecond() {
        SteadyState state = SteadyState.of(steps(10, at -> at < 1 ? 0.01 : 0.0025));
        assertEquals(400, state.finalRate(), 10);
        assertEquals(1, state.seconds(), 0.11);
        assertEquals(0.25, state.shareAt(0.5), 0.03);
        assertEquals(1, state.shareAt(99), 0.05);
    }

    @Test
    void aProgramThatIsFastAtOnce() {
        assertEquals(0, SteadyState.of(steps(3, _ -> 0.0025)).seconds());
    }

    @Test
    void aSlowWindowNowAndThenIsNoMatter() {
        SteadyState state = SteadyState
                .of(steps(10, at -> at < 0.5 || at > 4.2 && at < 4.4 ? 0.01 : 0.0025));
        assertEquals(0.5, state.seconds(), 0.11);
    }

    @Test
    void tooShort() {
        assertEquals("the steps took 0.2 s; expected at least 0.30000000000000004",
                assertThrows(IllegalArgumentException.class, () -> SteadyState.of(new double[]{0.1, 0.2}))
                        .getMessage());
    }
}
