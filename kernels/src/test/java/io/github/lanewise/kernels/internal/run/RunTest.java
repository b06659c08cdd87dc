package io.github.lanewise.kernels.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunTest {
    /** A pass of so many tasks; each finds out whether its slot is its own. */
    private record Tasks(int tasks, IntConsumer body) implements Pass {
        @Override
        public String describe() {
            return "test";
        }

        @Override
        public int tasks(Arguments arguments) {
            return tasks;
        }

        @Override
        public long work(Arguments arguments) {
            return Long.MAX_VALUE;
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return tasks + 1;
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return tasks;
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            slot[tasks] = task;
            arguments.shared()[task] = task + 1;
            body.accept(task);
            if (slot[tasks] != task) {
                throw new IllegalStateException("slot of task " + task + " is used by " + slot[tasks]);
            }
        }
    }

    private static void execute(Run run, ForkJoinPool pool, Pass... passes) {
        Arguments arguments = run.begin();
        try {
            for (Pass pass : passes) {
                run.execute(pass, pool);
                for (int task = 0; task < pass.tasks(arguments); task++) {
                    assertEquals(task + 1f, arguments.shared()[task]);
                }
            }
        } finally {
            run.end();
        }
    }

    private static void checkEachRunsOnce(Run run, ForkJoinPool pool, int tasks) {
        AtomicIntegerArray first = new AtomicIntegerArray(tasks);
        AtomicIntegerArray second = new AtomicIntegerArray(tasks);
        execute(run, pool, new Tasks(tasks, first::incrementAndGet), new Tasks(tasks, task -> {
            for (int other = 0; other < tasks; other++) { // every task of the first pass is done
                assertEquals(1, first.get(other));
            }
            second.incrementAndGet(task);
        }));
        for (int task = 0; task < tasks; task++) {
            assertEquals(1, first.get(task), "runs of task " + task);
            assertEquals(1, second.get(task), "runs of task " + task + " of the second pass");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 16})
    void everyTaskRunsOnce(int workers) {
        try (ForkJoinPool pool = new ForkJoinPool(workers)) {
            Run run = new Run();
            for (int repetition = 0; repetition < 2000; repetition++) {
                checkEachRunsOnce(run, pool, 1 + repetition % 41);
            }
        }
    }

    @Test
    void oneRunServesPoolsInTurnAndSerialCalls() {
        try (ForkJoinPool two = new ForkJoinPool(2); ForkJoinPool five = new ForkJoinPool(5)) {
            Run run = new Run();
            for (int repetition = 0; repetition < 500; repetition++) {
                checkEachRunsOnce(run, two, 3);
                checkEachRunsOnce(run, five, 9);
                checkEachRunsOnce(run, null, 4);
            }
        }
    }

    @Test
    void helpersReallyHelp() {
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            Run run = new Run();
            executeTogether(run, pool, 3);
            assertTrue(pool.awaitQuiescence(30, TimeUnit.SECONDS));
            executeTogether(run, pool, 3); // the same helpers, queued once more
        }
    }

    /** A helper that is still awake takes the next pass's tasks without being queued again. */
    @Test
    void helpersStayForTheNextPass() {
        AtomicInteger queued = new AtomicInteger();
        try (ForkJoinPool pool = new ForkJoinPool(2) {
            @Override
            public void execute(ForkJoinTask<?> task) {
                queued.incrementAndGet();
                super.execute(task);
            }
        }) {
            Run run = new Run();
            int passes = 300;
            for (int i = 0; i < passes; i++) {
                executeTogether(run, pool, 2);
            }
            assertTrue(queued.get() >= 1 && queued.get() < passes, "queued " + queued + " times");
        }
    }

    /** It does not stay for good: all of the pool's threads are there for others soon after. */
    @Test
    void helpersLeave() throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            Run run = new Run();
            executeTogether(run, pool, 2);
            CountDownLatch allInside = new CountDownLatch(2);
            Callable<Boolean> other = () -> {
                allInside.countDown();
                return allInside.await(20, TimeUnit.SECONDS);
            };
            for (Future<Boolean> inside : List.of(pool.submit(other), pool.submit(other))) {
                assertTrue(inside.get(), "a thread is still taken");
            }
        }
    }

    /** Tasks that wait for each other. */
    private static void executeTogether(Run run, ForkJoinPool pool, int tasks) {
        CountDownLatch allInside = new CountDownLatch(tasks);
        execute(run, pool, new Tasks(tasks, _ -> {
            allInside.countDown();
            try {
                assertTrue(allInside.await(30, TimeUnit.SECONDS), () -> tasks + " tasks never ran at one time");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void theTasksOwnExceptionReachesTheCaller() {
        try (ForkJoinPool pool = new ForkJoinPool(4)) {
            Run run = new Run();
            List<Throwable> failures = List.of(new IllegalStateException("one"), new StackOverflowError("two"),
                    new IOException("three"));
            for (int repetition = 0; repetition < 300; repetition++) {
                Throwable failure = failures.get(repetition % 3);
                int failing = repetition % 20;
                ForkJoinPool where = repetition % 5 == 0 ? null : pool;
                Throwable seen = assertThrows(Throwable.class, () -> execute(run, where, new Tasks(20, task -> {
                    if (task == failing) {
                        throw RunTest.<RuntimeException>sneaky(failure);
                    }
                })));
                assertSame(failure, seen);
                checkEachRunsOnce(run, pool, 7);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void tasksAfterAFailureAreSkipped() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            AtomicInteger ran = new AtomicInteger();
            assertThrows(IllegalStateException.class, () -> execute(new Run(), pool, new Tasks(100_000, _ -> {
                ran.incrementAndGet();
                throw new IllegalStateException();
            })));
            assertTrue(ran.get() <= 2, ran + " tasks ran");
        }
    }

    @Test
    void callsFromInsideTheSamePoolDoNotDeadlock() throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(4)) {
            List<ForkJoinTask<?>> calls = new ArrayList<>();
            for (int call = 0; call < 16; call++) { // four times as many as there are workers
                calls.add(pool.submit(() -> {
                    Run run = new Run();
                    for (int repetition = 0; repetition < 200; repetition++) {
                        checkEachRunsOnce(run, pool, 11);
                    }
                }));
            }
            for (ForkJoinTask<?> call : calls) {
                call.get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** A task of a call calls itself into the pool: each level claims its own tasks. */
    @Test
    void nestedCallsDoNotDeadlock() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            AtomicInteger inner = new AtomicInteger();
            execute(new Run(), pool, new Tasks(8, _ -> execute(new Run(), pool, new Tasks(8, _ -> execute(new Run(),
                    pool, new Tasks(4, _ -> inner.incrementAndGet()))))));
            assertEquals(8 * 8 * 4, inner.get());
        }
    }

    @Test
    void aPoolWhoseWorkersAreAllBusyDoesNotHoldTheCallUp() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(3);
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            for (int i = 0; i < 3; i++) {
                pool.execute(() -> {
                    busy.countDown();
                    awaitQuietly(release);
                });
            }
            assertTrue(busy.await(30, TimeUnit.SECONDS));
            Run run = new Run();
            for (int repetition = 0; repetition < 100; repetition++) {
                checkEachRunsOnce(run, pool, 5);
            }
            int queued = pool.getQueuedSubmissionCount();
            release.countDown();
            assertEquals(2, queued, "helpers beside the caller, for a pool of three");
        } finally {
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPoolThatIsShutDownIsRefusedAndTheRunGoesOn() {
        Run run = new Run();
        ForkJoinPool down = new ForkJoinPool(3);
        checkEachRunsOnce(run, down, 5);
        down.shutdown();
        for (int repetition = 0; repetition < 3; repetition++) {
            AtomicInteger ran = new AtomicInteger();
            assertThrows(RejectedExecutionException.class,
                    () -> execute(run, down, new Tasks(5, _ -> ran.incrementAndGet())));
            assertEquals(0, ran.get(), "tasks ran though the call was refused");
        }
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            checkEachRunsOnce(run, pool, 5);
            checkEachRunsOnce(run, null, 5);
        }
    }

    /** A pool that refuses a helper once, because its queue is full, say, gets it again with the next call. */
    @Test
    void aHelperThatWasRefusedIsQueuedAgain() {
        AtomicBoolean full = new AtomicBoolean(true);
        try (ForkJoinPool pool = new ForkJoinPool(2) {
            @Override
            public void execute(ForkJoinTask<?> task) {
                if (full.getAndSet(false)) {
                    throw new RejectedExecutionException("full");
                }
                super.execute(task);
            }
        }) {
            Run run = new Run();
            assertThrows(RejectedExecutionException.class, () -> execute(run, pool, new Tasks(2, _ -> {
            })));
            executeTogether(run, pool, 2);
        }
    }

    /** Stopped while helpers were still queued: they are cancelled, and the next call must say so as well. */
    @Test
    void aPoolThatWasStoppedWithHelpersQueuedIsRefused() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        ForkJoinPool stopped = new ForkJoinPool(2);
        CountDownLatch busy = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            stopped.execute(() -> {
                busy.countDown();
                awaitQuietly(release);
            });
        }
        assertTrue(busy.await(30, TimeUnit.SECONDS));
        Run run = new Run();
        checkEachRunsOnce(run, stopped, 5);
        stopped.shutdownNow();
        release.countDown();
        assertTrue(stopped.awaitTermination(30, TimeUnit.SECONDS));
        assertThrows(RejectedExecutionException.class, () -> execute(run, stopped, new Tasks(5, _ -> {
        })));
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            checkEachRunsOnce(run, pool, 5);
        }
    }

    @Test
    void aSecondCallMeanwhileIsRefused() throws InterruptedException {
        Run run = new Run();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        execute(run, null, new Tasks(1, _ -> {
            Thread other = Thread.ofPlatform().start(() -> {
                try {
                    run.begin();
                } catch (Throwable e) {
                    seen.set(e);
                }
            });
            awaitEnd(other);
        }));
        IllegalStateException refusal = (IllegalStateException) seen.get();
        assertTrue(refusal.getMessage().contains("a Scratch each"), refusal.getMessage());
        checkEachRunsOnce(run, null, 3); // the refused call did not release the first one's claim, nor keep it
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptedCallerStaysInterruptedAndWaits(boolean before) throws InterruptedException {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger flagged = new AtomicInteger();
            Thread caller = Thread.ofPlatform().unstarted(() -> {
                try {
                    if (before) {
                        Thread.currentThread().interrupt();
                    }
                    Thread self = Thread.currentThread();
                    CountDownLatch both = new CountDownLatch(2);
                    execute(new Run(), pool, new Tasks(2, _ -> {
                        both.countDown();
                        spinUntil(both);
                        if (Thread.currentThread() != self) { // the caller parks meanwhile
                            sleep(50);
                            self.interrupt();
                            sleep(50);
                        }
                        ran.incrementAndGet();
                    }));
                    assertEquals(2, ran.get());
                    flagged.set(Thread.interrupted() ? 1 : 0);
                } catch (Throwable e) {
                    seen.set(e);
                }
            });
            caller.start();
            caller.join();
            assertNull(seen.get());
            assertEquals(1, flagged.get(), "the interrupt was swallowed");
        }
    }

    private static void spinUntil(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException("a helper was interrupted", e);
        }
    }

    /** Once warm, neither the caller nor a helper allocates. */
    @Test
    void warmCallsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Thread> workers = new CopyOnWriteArrayList<>();
        try (ForkJoinPool pool = new ForkJoinPool(2, p -> {
            ForkJoinWorkerThread worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(p);
            workers.add(worker);
            return worker;
        }, null, false)) {
            Run run = new Run();
            Pass pass = new Tasks(9, _ -> {
            });
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < 50 && bytes > 500; round++) {
                bytes = -allocated(threads, workers);
                for (int call = 0; call < 1000; call++) {
                    run.begin();
                    run.execute(pass, pool);
                    run.execute(pass, null);
                    run.end();
                }
                bytes += allocated(threads, workers);
            }
            assertTrue(bytes <= 500, bytes + " bytes in 1000 calls");
        }
    }

    private static long allocated(ThreadMXBean threads, List<Thread> workers) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        for (Thread worker : workers) {
            bytes += threads.getThreadAllocatedBytes(worker.threadId());
        }
        return bytes;
    }

    @Test
    void endLetsGoOfTheCallersArrays() {
        Run run = new Run();
        Arguments arguments = run.begin();
        arguments.input = arguments.bias = new float[1];
        arguments.product.a = arguments.product.start = new float[1];
        run.end();
        assertNull(arguments.input);
        assertNull(arguments.bias);
        assertNull(arguments.product.a);
        assertNull(arguments.product.start);
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
