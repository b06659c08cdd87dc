package io.github.lanewise.kernels.internal.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However little an element costs, all passes over elements have the same tasks. */
class ElementwisePassesTest {
    @Test
    void tasks() {
        Stream<ActivationPasses> activations = Stream.of(ActivationPasses.relu(), ActivationPasses.leakyRelu(0.1f),
                ActivationPasses.elu(1), ActivationPasses.sigmoid(), ActivationPasses.tanh(),
                ActivationPasses.scaledTanh(), ActivationPasses.softplus());
        Stream<Pass> functions = Stream.of(FunctionPasses.exp(), FunctionPasses.expm1(), FunctionPasses.log(),
                FunctionPasses.log1p());
        List<Pass> passes = Stream.concat(activations.flatMap(a -> Stream.of(a.forward(), a.backward())), functions)
                .toList();
        assertEquals(18, passes.size());
        Arguments arguments = new Arguments();
        for (Pass pass : passes) {
            arguments.length = 0;
            assertEquals(1, pass.tasks(arguments));
            arguments.length = 8192;
            assertEquals(1, pass.tasks(arguments));
            arguments.length = 8193;
            assertEquals(2, pass.tasks(arguments));
        }
    }
}
