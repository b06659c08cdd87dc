package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.util.function.Function;

/** {@code relu}, {@code leaky_relu}, {@code elu}, {@code sigmoid}, {@code tanh}, {@code softplus}. */
final class ActivationOperator implements Operator {
    /** ONNX's slope of a leaky ReLU where the case gives none. */
    private static final float DEFAULT_SLOPE = 0.01f;
    private static final float DEFAULT_ALPHA = 1;

    private final Function<ConformanceCase, Activation> activation;

    private ActivationOperator(Function<ConformanceCase, Activation> activation) {
        this.activation = activation;
    }

    static ActivationOperator of(Activation activation) {
        return new ActivationOperator(_ -> activation);
    }

    static ActivationOperator leakyRelu() {
        return new ActivationOperator(c -> Activation.leakyRelu(alpha(c, DEFAULT_SLOPE)));
    }

    static ActivationOperator elu() {
        return new ActivationOperator(c -> Activation.elu(alpha(c, DEFAULT_ALPHA)));
    }

    private static float alpha(ConformanceCase conformanceCase, float otherwise) {
        float alpha = conformanceCase.number("alpha", otherwise);
        Operator.unsupportedIf(alpha < 0, "negative alpha");
        return alpha;
    }

    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        float[] output = new float[x.length()];
        Activation chosen = activation.apply(conformanceCase);
        chosen.forward(x.floats(), 0, output, 0, output.length, scratch, parallel);
        expectation.floats("y", output);
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[x.length()];
            chosen.backward(output, 0, gradOutput, 0, gradInput, 0, output.length, scratch, parallel);
            expectation.floats("dx", gradInput);
        }
    }
}
