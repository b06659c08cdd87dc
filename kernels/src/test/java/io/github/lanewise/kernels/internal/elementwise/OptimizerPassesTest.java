package io.github.lanewise.kernels.internal.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step says of itself in verbose lines and explanations: an operation for each element of the arrays read. */
class OptimizerPassesTest {
    private final Arguments arguments = new Arguments();

    @Test
    void words() {
        check("sgd", "40,000", OptimizerPasses.descent("sgd"));
        check("momentum", "60,000", OptimizerPasses.momentum("momentum"));
        check("keras_nesterov", "60,000", OptimizerPasses.nesterov("keras_nesterov"));
        check("adam", "80,000", OptimizerPasses.adam("adam"));
    }

    private void check(String operation, String operations, Execution step) {
        arguments.length = 20_000;
        assertEquals(operation + ":n20000", step.problem().apply(arguments));
        assertEquals(List.of("", "  step: " + operations + " floating-point operations",
                "    takes 8192 elements a task; tasks 3, scratch 0 floats a thread",
                "    shared by all passes: 0 floats"), step.explain(arguments).lines().toList());
    }
}
