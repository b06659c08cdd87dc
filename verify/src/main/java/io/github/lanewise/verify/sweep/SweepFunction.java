package io.github.lanewise.verify.sweep;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.oracle.ActivationOracle;
import io.github.lanewise.verify.oracle.ElementaryFunctionOracle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of one float that does not decrease, and the same in double.
 *
 * @param name its name
 * @param kernel computes it over an array
 * @param reference the function in double
 */
public record SweepFunction(String name, Kernel kernel, DoubleUnaryOperator reference) {
    /** Computes a function over an array. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * Computes it.
         *
         * @param input the input
         * @param output receives the output
         * @param scratch temporary memory
         */
        void apply(float[] input, float[] output, Scratch scratch);
    }

    /**
     * The elementary functions of Lanewise, and its activations that have no parameter, or one that is usually 1.
     *
     * @return the functions
     */
    public static List<SweepFunction> all() {
        List<SweepFunction> all = new ArrayList<>();
        for (ElementaryFunction function : ElementaryFunction.values()) {
            all.add(new SweepFunction(function.toString(),
                    (x, y, scratch) -> function.apply(x, 0, y, 0, x.length, scratch, Parallel.serial()),
                    x -> ElementaryFunctionOracle.value(function, x)));
        }
        for (Activation activation : List.of(Activation.SIGMOID, Activation.TANH, Activation.SCALED_TANH,
                Activation.SOFTPLUS, Activation.elu(1), Activation.RELU)) {
            all.add(new SweepFunction(activation.kind().toString(),
                    (x, y, scratch) -> activation.forward(x, 0, y, 0, x.length, scratch, Parallel.serial()),
                    x -> ActivationOracle.value(activation, x)));
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
