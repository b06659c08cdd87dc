package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code relu}, {@code sigmoid}, {@code tanh}. */
final class ActivationOperator implements Operator {
    private final Activation activation;

    ActivationOperator(Activation activation) {
        this.activation = activation;
    }

    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        float[] output = new float[x.length()];
        activation.forward(x.floats(), 0, output, 0, output.length, scratch, parallel);
        expectation.floats("y", output);
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[x.length()];
            activation.backward(output, 0, gradOutput, 0, gradInput, 0, output.length, scratch, parallel);
            expectation.floats("dx", gradInput);
        }
    }
}
