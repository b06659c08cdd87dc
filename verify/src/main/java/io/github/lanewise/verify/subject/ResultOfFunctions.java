package io.github.lanewise.verify.subject;

import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import java.util.List;
import java.util.function.Function;

/** What {@link Result#of} makes. */
record ResultOfFunctions(String problem, String name, List<String> algorithms, Kernel kernel,
        Function<Values, float[]> reference, Function<Values, Estimate> estimate) implements Result {

    @Override
    public float[] compute(Trial trial) {
        String text = problem + ", " + name + " " + trial;
        return kernel.compute(new GuardedCall(text, trial.way(), trial.offset()), trial);
    }

    @Override
    public float[] bits(Values values) {
        return reference.apply(values);
    }

    @Override
    public Estimate oracle(Values values) {
        return estimate.apply(values);
    }
}
