package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/**
 * What {@link Activation} publishes to the bit: the ReLU and its kin, and every gradient from its output. What is a
 * polynomial of the library's own is taken from the kernel, each element alone, see {@link ElementaryFunctionBits}.
 */
public final class ActivationBits {
    private ActivationBits() {}

    /**
     * The output.
     *
     * @param activation which
     * @param x the input
     * @return what forward returns
     */
    public static float[] output(Activation activation, float[] x) {
        float parameter = activation.parameter();
        float[] y = switch (activation.kind()) {
            case RELU, LEAKY_RELU -> x.clone();
            case ELU -> ElementaryFunctionBits.eachAlone(ElementaryFunction.EXPM1, x);
            case SIGMOID, TANH, SCALED_TANH, SOFTPLUS -> eachAlone(activation, x);
        };
        for (int i = 0; i < x.length; i++) {
            y[i] = switch (activation.kind()) {
                case RELU -> x[i] <= 0 ? 0 : x[i];
                case LEAKY_RELU -> x[i] > 0 ? x[i] : parameter * x[i];
                case ELU -> x[i] > 0 ? x[i] : parameter * y[i];
                case SIGMOID, TANH, SCALED_TANH, SOFTPLUS -> y[i];
            };
        }
        return y;
    }

    private static float[] eachAlone(Activation activation, float[] x) {
        Scratch scratch = new Scratch();
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            activation.forward(x, i, y, i, 1, scratch, Parallel.serial());
        }
        return y;
    }

    /**
     * The gradient by the input.
     *
     * @param activation which
     * @param y what forward returned
     * @param g the gradient by the output
     * @return the gradient
     */
    public static float[] gradInput(Activation activation, float[] y, float[] g) {
        float parameter = activation.parameter();
        float amplitude = 1.7159f;
        float slope = (float) (2 / (3 * 1.7159));
        float[] negated = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            negated[i] = -y[i];
        }
        float[] expm1 = activation.kind() == Activation.Kind.SOFTPLUS
                ? ElementaryFunctionBits.eachAlone(ElementaryFunction.EXPM1, negated)
                : null;
        float[] gradInput = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            gradInput[i] = switch (activation.kind()) {
                case RELU -> y[i] <= 0 ? 0 : g[i];
                case LEAKY_RELU -> y[i] <= 0 ? parameter * g[i] : g[i];
                case ELU -> y[i] > 0 ? g[i] : g[i] * (y[i] + parameter);
                case SIGMOID -> g[i] * (y[i] * (1 - y[i]));
                case TANH -> g[i] * Math.fma(-y[i], y[i], 1);
                case SCALED_TANH -> g[i] * (slope * ((amplitude - y[i]) * (amplitude + y[i])));
                case SOFTPLUS -> g[i] * -expm1[i];
            };
        }
        return gradInput;
    }
}
