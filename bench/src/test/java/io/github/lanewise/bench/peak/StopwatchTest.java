package io.github.lanewise.bench.peak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** What is timed does what it says. */
class StopwatchTest {
    @Test
    void multiplyAddsAreFinite() {
        MultiplyAdds work = new MultiplyAdds();
        assertEquals(2.0 * 12 * 1000 * MultiplyAdds.SPECIES.length(), work.amount());
        // Every chain converges to 2.
        assertEquals(3 * 12 * 2f * MultiplyAdds.SPECIES.length(), work.run(3));
    }

    @Test
    void trafficMovesEveryByte() {
        Traffic store = Traffic.Kind.STORE.over(16 << 10);
        store.run(1);
        for (int i = 0; i < 16 << 10; i += Float.BYTES) {
            assertEquals(1f, store.memory.get(ValueLayout.JAVA_FLOAT, i));
        }
        Traffic copy = Traffic.Kind.COPY.over(16 << 10);
        copy.memory.copyFrom(store.memory.asSlice(0, 8 << 10));
        copy.run(1);
        assertEquals(-1, copy.memory.mismatch(store.memory));
        Traffic load = Traffic.Kind.LOAD.over(16 << 10);
        load.memory.copyFrom(store.memory);
        assertEquals(2 * 4096f, load.run(2));
    }

    @Test
    void aRateIsPositive() {
        assertTrue(Stopwatch.rate(2, () -> Traffic.Kind.LOAD.over(16 << 10)) > 0.1);
    }
}
