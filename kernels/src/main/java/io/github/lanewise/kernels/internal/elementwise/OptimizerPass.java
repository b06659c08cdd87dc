package io.github.lanewise.kernels.internal.elementwise;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.OptimizerKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;

/** Steps of optimisers, in chunks that end on whole vectors of any width. */
public enum OptimizerPass implements Pass {
    DESCENT(2, 1) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.descend(length, a.weight, a.weightOffset + from, a.gradWeight, a.gradWeightOffset + from, a.update);
        }
    },
    MOMENTUM(3, 2) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.momentum(length, a.weight, a.weightOffset + from, a.gradWeight, a.gradWeightOffset + from,
                    a.velocity, a.velocityOffset + from, a.update);
        }
    },
    NESTEROV(3, 2) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.nesterov(length, a.weight, a.weightOffset + from, a.gradWeight, a.gradWeightOffset + from,
                    a.velocity, a.velocityOffset + from, a.update);
        }
    },
    ADAM(4, 3) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.adam(length, a.weight, a.weightOffset + from, a.gradWeight, a.gradWeightOffset + from,
                    a.firstMoment, a.firstMomentOffset + from, a.secondMoment, a.secondMomentOffset + from, a.update);
        }
    };

    private static final OptimizerKernels KERNELS = Lookup.kernels().optimizer();
    private static final int CHUNK = 8192;
    /** What a float moved costs in multiply-adds, the same as in a ReLU. */
    private static final int PER_FLOAT = 2;

    private final int reads;
    private final int writes;

    OptimizerPass(int reads, int writes) {
        this.reads = reads;
        this.writes = writes;
    }

    abstract void chunk(Arguments a, int from, int length);

    /** The step of the optimiser that problem strings call by this name. */
    public Execution step(String operation) {
        return new Execution("step", "", a -> operation + ":n" + a.length, a -> (long) reads * a.length, List.of(this));
    }

    @Override
    public int tasks(Arguments arguments) {
        return Math.max(1, (arguments.length + CHUNK - 1) / CHUNK);
    }

    @Override
    public long work(Arguments arguments) {
        return (long) PER_FLOAT * (reads + writes) * arguments.length;
    }

    @Override
    public String describe() {
        return "takes " + CHUNK + " elements a task";
    }

    @Override
    public void run(Arguments arguments, int task, float[] slot) {
        int from = task * CHUNK;
        chunk(arguments, from, Math.min(CHUNK, arguments.length - from));
    }
}
