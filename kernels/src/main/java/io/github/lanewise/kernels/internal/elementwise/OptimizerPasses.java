package io.github.lanewise.kernels.internal.elementwise;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.OptimizerKernels;
import io.github.lanewise.kernels.internal.run.Execution;
import java.util.List;

/**
 * What the step of an optimiser runs, by the operation that problem strings call it. The micro-kernels are looked up as in
 * {@link ActivationPasses}.
 */
public final class OptimizerPasses {
    /** What a float read or written costs in multiply-adds, the same as in a ReLU. */
    private static final int PER_FLOAT = 2;

    private OptimizerPasses() {}

    private static OptimizerKernels kernels() {
        return Lookup.kernels().optimizer();
    }

    public static Execution descent(String operation) {
        return step(operation, 2, 1, (a, from, length) -> kernels().descend(length, a.weight, a.weightOffset + from,
                a.gradWeight, a.gradWeightOffset + from, a.update));
    }

    public static Execution momentum(String operation) {
        return step(operation, 3, 2, (a, from, length) -> kernels().momentum(length, a.weight, a.weightOffset + from,
                a.gradWeight, a.gradWeightOffset + from, a.velocity, a.velocityOffset + from, a.update));
    }

    public static Execution nesterov(String operation) {
        return step(operation, 3, 2, (a, from, length) -> kernels().nesterov(length, a.weight, a.weightOffset + from,
                a.gradWeight, a.gradWeightOffset + from, a.velocity, a.velocityOffset + from, a.update));
    }

    public static Execution adam(String operation) {
        return step(operation, 4, 3, (a, from, length) -> kernels().adam(length, a.weight, a.weightOffset + from,
                a.gradWeight, a.gradWeightOffset + from, a.firstMoment, a.firstMomentOffset + from, a.secondMoment,
                a.secondMomentOffset + from, a.update));
    }

    private static Execution step(String operation, int reads, int writes, ElementwisePass.Chunk chunk) {
        return new Execution("step", "", a -> operation + ":n" + a.length, a -> (long) reads * a.length,
                List.of(ElementwisePass.of(PER_FLOAT * (reads + writes), chunk)));
    }
}
