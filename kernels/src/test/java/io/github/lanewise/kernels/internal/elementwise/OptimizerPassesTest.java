package io.github.lanewise.kernels.internal.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step says of itself in verbose lines and explanations. */
class OptimizerPassesTest {
    @Test
    void words() {
        Arguments arguments = new Arguments();
        arguments.length = 20_000;
        Execution adam = OptimizerPasses.adam("adam");
        assertEquals("adam:n20000", adam.problem().apply(arguments));
        assertEquals(List.of("", "  step: 80,000 floating-point operations",
                "    takes 8192 elements a task; tasks 3, scratch 0 floats a thread",
                "    shared by all passes: 0 floats"), adam.explain(arguments).lines().toList(),
                "four arrays are read");
    }
}
