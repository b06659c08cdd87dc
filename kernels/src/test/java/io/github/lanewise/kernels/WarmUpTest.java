package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** On a clock that goes by the calls: the n-th takes so many ms. */
class WarmUpTest {
    private static final long MILLI = 1_000_000;

    private long calls;
    private long now = 1_000; // a clock starts anywhere

    private WarmUp.Outcome run(LongUnaryOperator nanosOfCall, Duration limit) {
        return WarmUp.run(() -> now += nanosOfCall.applyAsLong(calls++), limit, () -> now);
    }

    @Test
    void aCallThatIsAsFastAsEverSettlesSoon() {
        WarmUp.Outcome outcome = run(_ -> 10 * MILLI, Duration.ofSeconds(60));
        // the first round of 20 ms sets the best; 500 ms later it has settled
        assertEquals(new WarmUp.Outcome(52, Duration.ofMillis(520), Duration.ofMillis(10), true), outcome);
    }

    @Test
    void aCallThatGetsFasterLateIsWaitedFor() {
        // faster from 450 ms on; settled when 500 ms have passed since the round that showed it, which ended at 460 ms
        WarmUp.Outcome outcome = run(n -> n < 45 ? 10 * MILLI : MILLI, Duration.ofSeconds(60));
        assertTrue(outcome.settled());
        assertEquals(Duration.ofMillis(1), outcome.perCall());
        assertEquals(Duration.ofMillis(980), outcome.elapsed());
    }

    @Test
    void halfOfTheTimeMustHavePassed() {
        // faster every 400 ms until two seconds have passed: settled after four, not after two and a half
        WarmUp.Outcome outcome = run(_ -> now < 2_000 * MILLI ? 20 * MILLI - now / 400 / MILLI * 2 * MILLI : 8 * MILLI,
                Duration.ofSeconds(60));
        assertTrue(outcome.settled());
        assertTrue(outcome.elapsed().compareTo(Duration.ofMillis(4_000)) >= 0, outcome::toString);
        assertTrue(outcome.elapsed().compareTo(Duration.ofMillis(4_200)) < 0, outcome::toString);
    }

    @Test
    void theLimitEndsIt() {
        WarmUp.Outcome outcome = run(n -> 1_000_000_000 / (n + 1), Duration.ofMillis(2_100));
        assertFalse(outcome.settled());
        assertTrue(outcome.elapsed().compareTo(Duration.ofMillis(2_100)) >= 0, outcome::toString);
        assertTrue(outcome.elapsed().compareTo(Duration.ofMillis(2_600)) < 0, outcome::toString);
        assertEquals(outcome.calls(), calls);
        assertTrue(run(_ -> 10 * MILLI, Duration.ofSeconds(Long.MAX_VALUE)).settled());
    }

    /** Rounds have 20 ms here: the limit ends one, or the last of them before it begins. */
    @Test
    void theLimitIsExact() {
        assertEquals(new WarmUp.Outcome(10, Duration.ofMillis(100), Duration.ofMillis(10), false),
                run(_ -> 10 * MILLI, Duration.ofMillis(100)));
        assertEquals(new WarmUp.Outcome(11, Duration.ofMillis(110), Duration.ofMillis(10), false),
                run(_ -> 10 * MILLI, Duration.ofMillis(110)));
    }

    /** 3 % is what a call may get faster by and still count as settled: here it is just that, after the first round. */
    @Test
    void fasterByALittleIsNoImprovement() {
        WarmUp.Outcome outcome = run(n -> n < 2 ? 10 * MILLI : 97 * MILLI / 10, Duration.ofSeconds(60));
        // rounds of 29.1 ms behind one of 20: the 18th is the first to end 500 ms after it
        assertEquals(Duration.ofNanos(5_438 * MILLI / 10), outcome.elapsed());
        assertTrue(outcome.settled());
    }

    @Test
    void goesByTheClockOfTheMachine() {
        WarmUp.Outcome outcome = WarmUp.run(() -> calls++, Duration.ofMillis(5));
        assertEquals(calls, outcome.calls());
        assertTrue(outcome.elapsed().toMillis() >= 5, outcome::toString);
    }

    @Test
    void whatIsNoLimit() {
        for (Duration limit : new Duration[]{Duration.ZERO, Duration.ofNanos(-1)}) {
            String message = assertThrows(IllegalArgumentException.class, () -> WarmUp.run(() -> {
            }, limit)).getMessage();
            assertEquals("limit is " + limit + "; expected a positive time", message);
        }
        assertEquals("call",
                assertThrows(NullPointerException.class, () -> WarmUp.run(null, Duration.ofSeconds(1))).getMessage());
        assertEquals("limit", assertThrows(NullPointerException.class, () -> WarmUp.run(() -> {
        }, null)).getMessage());
    }

    @Test
    void whatTheCallThrowsReachesTheCaller() {
        RuntimeException thrown = new RuntimeException("mine");
        assertSame(thrown, assertThrows(RuntimeException.class, () -> WarmUp.run(() -> {
            throw thrown;
        }, Duration.ofSeconds(1))));
    }
}
