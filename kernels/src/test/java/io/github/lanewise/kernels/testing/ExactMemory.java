package io.github.lanewise.kernels.testing;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs passes in memory that shows what they take too much and what they expect to find: each task gets a slot of its own, to
 * the float as long as {@link Pass#slotFloats} says and full of NaN, and shared memory holds NaN when the first begins.
 */
public final class ExactMemory {
    private ExactMemory() {}

    /** Runs the passes of one call, whose operands {@code operands} puts in place. */
    public static void execute(List<Pass> passes, Consumer<Arguments> operands) {
        Run run = new Run();
        operands.accept(run.begin());
        for (Pass pass : passes) {
            run.execute(new ExactSlots(pass, pass == passes.getFirst()), null);
        }
        run.end();
    }

    /** NaN throughout. */
    public static float[] poisoned(int length) {
        float[] floats = new float[length];
        Arrays.fill(floats, Float.NaN);
        return floats;
    }

    private record ExactSlots(Pass pass, boolean first) implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return pass.tasks(arguments);
        }

        @Override
        public long work(Arguments arguments) {
            return pass.work(arguments);
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return pass.sharedFloats(arguments);
        }

        @Override
        public String describe() {
            return pass.describe();
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            if (first && task == 0) {
                Arrays.fill(arguments.shared(), Float.NaN);
            }
            pass.run(arguments, task, poisoned(pass.slotFloats(arguments)));
        }
    }
}
