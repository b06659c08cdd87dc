package io.github.lanewise.kernels.internal.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import org.junit.jupiter.api.Test;

/** What a step says of itself in verbose lines and explanations. */
class OptimizerPassTest {
    @Test
    void words() {
        Arguments arguments = new Arguments();
        arguments.length = 20_000;
        Execution adam = OptimizerPass.ADAM.step("adam");
        assertEquals("step", adam.method());
        assertEquals("adam:n20000", adam.problem().apply(arguments));
        assertEquals(80_000, adam.operations().applyAsLong(arguments), "four arrays are read");
        assertEquals("\n  step:\n    takes 8192 elements a task; tasks 3, scratch 0 floats a thread\n"
                + "    shared by all passes: 0 floats", adam.explain(arguments));
    }

    @Test
    void nothingIsOneTask() {
        Arguments arguments = new Arguments();
        arguments.length = 0;
        assertEquals(1, OptimizerPass.DESCENT.tasks(arguments));
    }
}
