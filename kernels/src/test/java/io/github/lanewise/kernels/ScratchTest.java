package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.testing.Floats;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scratch and Parallel as a caller sees them; the fine points stand in RunTest. */
@Timeout(60)
class ScratchTest {
    private final Random random = new Random(3);
    /** Large enough to be split. */
    private final Conv2d convolution = Conv2d.plan(Conv2dShape.parse("mb64ic6ih14oc16kh5"));
    private final float[] input = Floats.plain(random, 64 * 6 * 14 * 14).array;
    private final float[] weight = Floats.plain(random, 16 * 6 * 25).array;
    private final float[] expected = run(new Scratch(), Parallel.serial());

    private float[] run(Scratch scratch, Parallel parallel) {
        float[] output = new float[64 * 16 * 100];
        convolution.forward(input, 37, weight, 37, null, 0, output, 0, scratch, parallel);
        return output;
    }

    @Test
    void callsFromInsideThePoolGiveTheSameResult() throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            List<ForkJoinTask<?>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(pool.submit(() -> {
                    Scratch scratch = new Scratch();
                    for (int repetition = 0; repetition < 5; repetition++) {
                        assertArrayEquals(expected, run(scratch, Parallel.on(pool)));
                    }
                }));
            }
            for (ForkJoinTask<?> call : calls) {
                call.get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aPoolThatIsShutDownLeavesTheScratchUsable() {
        Scratch scratch = new Scratch();
        ForkJoinPool down = new ForkJoinPool(2);
        down.shutdown();
        assertThrows(RejectedExecutionException.class, () -> run(scratch, Parallel.on(down)));
        assertArrayEquals(expected, run(scratch, Parallel.serial()));
    }

    @Test
    void aRefusedArgumentLeavesTheScratchUsable() {
        Scratch scratch = new Scratch();
        assertThrows(IllegalArgumentException.class,
                () -> convolution.forward(new float[1], weight, null, new float[1], scratch, Parallel.serial()));
        assertThrows(NullPointerException.class, () -> run(scratch, null));
        assertArrayEquals(expected, run(scratch, Parallel.serial()));
    }

    /** Two threads, one scratch: each call either gives the right result or is refused. */
    @Test
    void callsAtTheSameTimeNeedAScratchEach() throws InterruptedException {
        Scratch scratch = new Scratch();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(2);
        Runnable caller = () -> {
            started.countDown();
            while (refused.get() == 0 && wrong.get() == 0) {
                try {
                    float[] output = run(scratch, Parallel.serial());
                    wrong.addAndGet(java.util.Arrays.equals(expected, output) ? 0 : 1);
                } catch (IllegalStateException e) {
                    assertTrue(e.getMessage().startsWith("scratch is in use by another call"), e::getMessage);
                    refused.incrementAndGet();
                }
            }
        };
        Thread first = Thread.ofPlatform().start(caller);
        Thread second = Thread.ofPlatform().start(caller);
        first.join();
        second.join();
        assertEquals(0, wrong.get(), "wrong results");
        assertArrayEquals(expected, run(scratch, Parallel.serial()));
    }

    @Test
    void anInterruptedCallerStaysInterrupted() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            Thread.currentThread().interrupt();
            float[] output = run(new Scratch(), Parallel.on(pool));
            assertTrue(Thread.interrupted(), "the flag was cleared");
            assertArrayEquals(expected, output);
        }
        assertFalse(Thread.interrupted());
    }

    @Test
    void parallelSaysWhatItIs() {
        assertEquals("serial", Parallel.serial().toString());
        assertThrows(NullPointerException.class, () -> Parallel.on(null));
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            assertEquals("on a pool of 3", Parallel.on(pool).toString());
        }
    }
}
