package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.GlobalPool2dShape.Kind;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code global_max_pool} and {@code global_avg_pool}, over however many axes lie behind the channels. */
final class GlobalPoolingOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        conformanceCase.integer("nd", 0); // which the shape of x says as well
        Tensor x = conformanceCase.input("x");
        Operator.unsupportedIf(x.rank() < 3, "a tensor of " + x.rank() + " axes");
        int planes = x.size(0) * x.size(1);
        Kind kind = conformanceCase.op().equals("global_max_pool") ? Kind.MAX : Kind.AVERAGE;
        GlobalPool2d plan = GlobalPool2d.plan(
                new GlobalPool2dShape(kind, x.size(0), x.size(1), x.size(2), x.length() / planes / x.size(2)));
        float[] output = new float[planes];
        int[] indices = kind == Kind.MAX ? new int[planes] : null;
        plan.forward(x.floats(), output, indices, scratch, parallel);
        expectation.floats("y", output);
        if (indices != null) {
            expectation.integers("indices", indices);
        }
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[x.length()];
            plan.backward(gradOutput, indices, gradInput, scratch, parallel);
            expectation.floats("dx", gradInput);
        }
    }
}
