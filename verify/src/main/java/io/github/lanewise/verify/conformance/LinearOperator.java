package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code linear}. */
final class LinearOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        Tensor w = conformanceCase.input("w");
        DenseShape shape = new DenseShape(x.length() / w.size(1), w.size(1), w.size(0));
        Dense plan = Dense.plan(shape);
        float[] output = new float[shape.batch() * shape.outFeatures()];
        plan.forward(x.floats(), w.floats(), conformanceCase.floatsOrNull("b"), output, scratch, parallel);
        expectation.floats("y", output);
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[x.length()];
            plan.backwardInput(gradOutput, w.floats(), gradInput, scratch, parallel);
            expectation.floats("dx", gradInput);
            float[] gradWeight = new float[w.length()];
            float[] gradBias = new float[shape.outFeatures()];
            plan.backwardWeight(x.floats(), gradOutput, gradWeight, gradBias, scratch, parallel);
            expectation.floats("dw", gradWeight);
            expectation.floats("db", gradBias);
        }
    }
}
