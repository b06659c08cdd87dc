package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Sgd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private static final double RATE = 0.1;
    private static final double LATER = 0.02;

    /**
     * Two steps of a weight of 1 along gradients of 0.5 and −0.25, at two rates, written out. Every number is below 2, and a
     * step rounds less than ten of them to 6e-8 each.
     */
    private static Stream<Arguments> specs() {
        double withDecay = 0.5 + 0.1 * 1; // weight decay 0.1
        double decayed = 1 - RATE * withDecay;
        return Stream.of(
                Arguments.of(descent(Sgd.Form.PYTORCH, 0, false, 0), 1 - RATE * 0.5 + LATER * 0.25, 0),
                Arguments.of(descent(Sgd.Form.PYTORCH, 0, false, 0.1), decayed - LATER * (-0.25 + 0.1 * decayed), 0),
                Arguments.of(descent(Sgd.Form.PYTORCH, 0.9, false, 0), 1 - RATE * 0.5 - LATER * (0.9 * 0.5 - 0.25), 1),
                Arguments.of(descent(Sgd.Form.KERAS, 0.9, false, 0), 1 - RATE * 0.5 - (0.9 * RATE * 0.5 - LATER * 0.25),
                        1),
                Arguments.of(descent(Sgd.Form.PYTORCH, 0.9, true, 0),
                        1 - RATE * (0.5 + 0.9 * 0.5) - LATER * (-0.25 + 0.9 * (0.9 * 0.5 - 0.25)), 1),
                Arguments.of(adam(0, false), 1 - RATE - LATER * moments(0.5, -0.25), 2),
                Arguments.of(adam(0.1, false), 1 - RATE - LATER * moments(0.6, -0.25 + 0.1 * (1 - RATE)), 2),
                Arguments.of(adam(0.1, true),
                        (1 - RATE * 0.1 - RATE) * (1 - LATER * 0.1) - LATER * moments(0.5, -0.25), 2));
    }

    private static OptimizerSpec descent(Sgd.Form form, double momentum, boolean nesterov, double weightDecay) {
        return new OptimizerSpec.Descent(new Sgd(form, momentum, 0, nesterov, weightDecay));
    }

    private static OptimizerSpec adam(double weightDecay, boolean decoupled) {
        return new OptimizerSpec.Moments(new Adam(0.9, 0.999, 0, weightDecay, decoupled));
    }

    /** Adam's second step over its rate, without epsilon; the first is the sign of the gradient. */
    private static double moments(double before, double now) {
        double mean = (0.9 * 0.1 * before + 0.1 * now) / (1 - 0.9 * 0.9);
        double square = (0.999 * 0.001 * before * before + 0.001 * now * now) / (1 - 0.999 * 0.999);
        return mean / Math.sqrt(square);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void twoSteps(OptimizerSpec spec, double expected, int kept) {
        Parameters parameters = Parameters.zero(List.of(new LayerSpec.Dense("fc", 1)), new Shape(1, 1, 1));
        Optimizer optimizer = new Optimizer(spec, parameters, new Scratch(), Parallel.serial());
        assertEquals(kept * parameters.values().length, optimizer.kept().length);
        parameters.values()[0] = 1;
        parameters.gradients()[0] = 0.5f;
        parameters.gradients()[1] = 1; // the bias, which must not matter
        optimizer.step(RATE, 1);
        parameters.gradients()[0] = -0.25f;
        optimizer.step(LATER, 2);
        assertEquals(expected, parameters.values()[0], 2e-6, spec.toString());
    }
}
