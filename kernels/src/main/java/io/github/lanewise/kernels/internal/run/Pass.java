package io.github.lanewise.kernels.internal.run;

/**
 * One phase of a kernel call: a fixed number of independent tasks that depends on the shape alone, so that the result
 * cannot depend on who runs them. A pass is immutable and shared; what a call brings with it stands in its
 * {@link Arguments}.
 */
public interface Pass {
    /** How many tasks there are for these arguments, at least one. */
    int tasks(Arguments arguments);

    /** Multiply-adds (or elements moved, where nothing is multiplied) of all tasks: is it worth waking a thread? */
    long work(Arguments arguments);

    /** Floats that each thread needs for itself, with undefined contents at the start of a task. */
    default int slotFloats(Arguments arguments) {
        return 0;
    }

    /** Floats of {@link Arguments#shared()}; the first pass that shares asks for what all passes of the call need. */
    default int sharedFloats(Arguments arguments) {
        return 0;
    }

    /** What it does, and in which tiles and blocks, in a few words for people. */
    String describe();

    /** Runs one task. */
    void run(Arguments arguments, int task, float[] slot);
}
