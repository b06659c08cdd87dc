package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxShape;

/** {@code softmax} and {@code log_softmax} over one axis. */
record SoftmaxOperator(SoftmaxShape.Kind kind) implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        Softmax plan = Softmax.plan(SoftmaxShape.of(kind, conformanceCase.integer("axis", x.rank() - 1), x.shape()));
        float[] output = new float[x.length()];
        plan.forward(x.floats(), output, scratch, parallel);
        expectation.floats("y", output);
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[x.length()];
            plan.backward(output, gradOutput, gradInput, scratch, parallel);
            expectation.floats("dx", gradInput);
        }
    }
}
