package io.github.lanewise.kernels.internal.softmax;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;

/**
 * A pass slab by slab, several small ones a task, each in steps. A step is one kernel or two: the call in the loop over steps
 * has too many targets to be inlined, so C2 compiles each of them by itself. In one method, the kernels outgrow what C2 inlines,
 * and vectors that go into or out of what it left out are put on the heap (7 of them for each logarithm, 1,344 bytes).
 */
public abstract class SlabPass implements Pass {
    /** Floats of a task's slabs, about: some µs of work. */
    private static final int TASK_FLOATS = 4096;

    /** A part of what is done to a slab. */
    protected interface Step {
        void run(Arguments arguments, float[] slot, int slab);
    }

    protected final Slabs slabs;
    private final int slabsPerTask;
    private Step[] steps;

    protected SlabPass(Slabs slabs) {
        this.slabs = slabs;
        slabsPerTask = Math.max(1, TASK_FLOATS / slabs.floats());
    }

    /** What is done to a slab, in order; the last thing that a constructor says. */
    protected final void steps(Step... steps) {
        this.steps = steps;
    }

    @Override
    public final int tasks(Arguments arguments) {
        return (slabs.count() + slabsPerTask - 1) / slabsPerTask;
    }

    @Override
    public final void run(Arguments arguments, int task, float[] slot) {
        int end = Math.min((task + 1) * slabsPerTask, slabs.count());
        for (int slab = task * slabsPerTask; slab < end; slab++) {
            for (Step step : steps) {
                step.run(arguments, slot, slab);
            }
        }
    }

    @Override
    public String describe() {
        return "takes " + slabs.describe();
    }
}
