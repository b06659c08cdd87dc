package io.github.lanewise.kernels.internal.run;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the passes of one kernel call at a time, serially or with helpers from a ForkJoinPool, allocating nothing once
 * it is warm.
 *
 * <p>The caller always takes part: it claims tasks like every helper, and at the end waits only for tasks that another
 * thread has already begun. So nothing can deadlock, wherever the call comes from and however busy the pool is. A
 * helper that the pool starts too late finds no task left. Before it goes back to its pool, a helper stays awake for a moment, in
 * which the next pass finds it without waking a thread. Helpers are {@link ForkJoinTask}s that never
 * complete, so that one object can be queued again and again.
 *
 * <p>The ticket word holds the number of tasks in its upper half and the next task in its lower half, so that a claim
 * by a helper left over from an earlier pass can be told from one of the present pass.
 */
public final class Run {
    /** Spins before the caller parks: some tens of µs, because waking a parked thread takes about as long. */
    private static final int SPINS = 2_000;
    /**
     * How long a helper stays for the next pass: what lies between the passes of a network's step takes less, and to wake a parked
     * thread takes some 10 to 50 µs.
     */
    private static final long STAY_NANOS = 50_000;
    /** Looks at the ticket between two looks at the clock. */
    private static final int LOOKS = 20;

    private final Arguments arguments = new Arguments();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private final Helper caller = new Helper(null);
    private Helper[] helpers = new Helper[0];
    private ForkJoinPool helpersOf;
    private Pass pass;
    private int slotFloats;
    private volatile Thread waiting;
    private volatile Throwable failure;

    /** Claims this run for one call. */
    public Arguments begin() {
        if (!claimed.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "scratch is in use by another call; calls that run at the same time need a Scratch each");
        }
        return arguments;
    }

    /** Ends the call, also after a failure. */
    public void end() {
        arguments.clear();
        claimed.set(false);
    }

    /**
     * Runs every task of the pass, in the pool where that pays, and returns when all are done. A failed task's own
     * exception is thrown.
     *
     * @param pool null to run serially
     */
    public void execute(Pass pass, ForkJoinPool pool) {
        int tasks = pass.tasks(arguments);
        slotFloats = pass.slotFloats(arguments);
        arguments.share(pass.sharedFloats(arguments));
        this.pass = pass;
        if (pool == null || tasks == 1 || pool.getParallelism() == 1) {
            for (int task = 0; task < tasks; task++) {
                pass.run(arguments, task, caller.slot());
            }
        } else {
            share(tasks, pool);
        }
    }

    private void share(int tasks, ForkJoinPool pool) {
        if (pool.isShutdown()) { // asked here, because a helper that is still queued would not be refused again
            throw new RejectedExecutionException("the pool is shut down");
        }
        int wanted = Math.min(pool.getParallelism(), tasks) - 1;
        enlist(wanted, pool);
        failure = null;
        finished.set(0);
        ticket.set((long) tasks << 32);
        try {
            for (int i = 0; i < wanted; i++) {
                helpers[i].queue(pool);
            }
        } catch (RuntimeException | Error e) {
            failure = e; // a pool that takes no more work: let the tasks run out without doing anything
        }
        caller.help();
        await(tasks);
        if (failure != null) {
            throw Run.<RuntimeException>unchecked(failure);
        }
    }

    private void enlist(int wanted, ForkJoinPool pool) {
        if (helpersOf == pool && helpers.length >= wanted) {
            return;
        }
        helpersOf = pool;
        helpers = new Helper[wanted];
        for (int i = 0; i < wanted; i++) {
            helpers[i] = new Helper(pool);
        }
    }

    private void await(int tasks) {
        for (int i = 0; i < SPINS && finished.get() < tasks; i++) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        waiting = Thread.currentThread();
        while (finished.get() < tasks) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked") // the task's own exception reaches the caller as it is
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    /** A thread's part in a run: its memory, and the loop that claims tasks. */
    private final class Helper extends ForkJoinTask<Void> {
        private static final long serialVersionUID = 1;
        private final transient AtomicBoolean queued = new AtomicBoolean();
        private final transient ForkJoinPool pool;
        private transient float[] slot = new float[0];

        Helper(ForkJoinPool pool) {
            this.pool = pool;
        }

        float[] slot() {
            if (slot.length < slotFloats) {
                slot = new float[CacheLines.length(slotFloats)];
            }
            return slot;
        }

        void queue(ForkJoinPool pool) {
            if (queued.compareAndSet(false, true)) {
                try {
                    pool.execute(this);
                } catch (RuntimeException | Error e) {
                    queued.set(false);
                    throw e;
                }
            }
        }

        void help() {
            while (true) {
                long claim = ticket.getAndIncrement();
                int tasks = (int) (claim >>> 32);
                int task = (int) claim;
                if (task >= tasks) {
                    return;
                }
                runTask(task);
                if (finished.incrementAndGet() == tasks) {
                    LockSupport.unpark(waiting);
                }
            }
        }

        private void runTask(int task) {
            if (failure != null) {
                return;
            }
            try {
                pass.run(arguments, task, slot());
            } catch (Throwable e) { // whatever it is, the caller gets it
                failure = e;
            }
        }

        /** Waits for tasks of the next pass, as long as a helper stays. */
        private boolean isNeededAgain() {
            long end = System.nanoTime() + STAY_NANOS;
            while (System.nanoTime() - end < 0 && helpersOf == pool && !pool.isShutdown()) {
                for (int i = 0; i < LOOKS; i++) {
                    if (isUnclaimed()) {
                        return true;
                    }
                    Thread.onSpinWait();
                }
            }
            return false;
        }

        private boolean isUnclaimed() {
            long claim = ticket.get();
            return (int) claim < (int) (claim >>> 32);
        }

        /** A pass that begins after the last look, and before anyone may queue the object again, would miss it: so it looks once more. */
        @Override
        protected boolean exec() {
            do {
                do {
                    help();
                } while (isNeededAgain());
                queued.set(false); // no second thread enters while this one is inside
            } while (isUnclaimed() && queued.compareAndSet(false, true));
            return false; // never complete: the object is queued again
        }

        @Override
        public Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(Void value) {
            // there is no result
        }
    }
}
