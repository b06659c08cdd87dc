package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code conv}: by every algorithm that can run the shape. */
final class ConvolutionOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        WindowAttributes window = new WindowAttributes(conformanceCase);
        Tensor x = conformanceCase.input("x");
        Tensor w = conformanceCase.input("w");
        Conv2dShape shape = Conv2dShape.builder(x.size(0), x.size(1), window.height(x), window.width(x))
                .outChannels(w.size(0)).kernel(window.vertical("kernel"), window.horizontal("kernel"))
                .stride(window.vertical("stride"), window.horizontal("stride"))
                .padding(window.vertical("pad_begin"), window.horizontal("pad_begin"), window.vertical("pad_end"),
                        window.horizontal("pad_end"))
                .dilation(window.vertical("dilation"), window.horizontal("dilation"))
                .groups(conformanceCase.integer("groups", 1)).build();
        float[] bias = conformanceCase.floatsOrNull("b");
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        for (Conv2d.Algorithm algorithm : Conv2d.candidates(shape)) {
            Conv2d plan = Conv2d.plan(shape, algorithm);
            float[] output = new float[shape.batch() * shape.outChannels() * shape.outHeight() * shape.outWidth()];
            plan.forward(x.floats(), w.floats(), bias, output, scratch, parallel);
            expectation.floats("y", output);
            if (gradOutput != null) {
                gradients(plan, x, w, gradOutput, expectation, scratch, parallel);
            }
        }
    }

    private static void gradients(Conv2d plan, Tensor x, Tensor w, float[] gradOutput, Expectation expectation,
            Scratch scratch, Parallel parallel) {
        float[] gradInput = new float[x.length()];
        plan.backwardInput(gradOutput, w.floats(), gradInput, scratch, parallel);
        expectation.floats("dx", gradInput);
        float[] gradWeight = new float[w.length()];
        float[] gradBias = new float[plan.shape().outChannels()];
        plan.backwardWeight(x.floats(), gradOutput, gradWeight, gradBias, scratch, parallel);
        expectation.floats("dw", gradWeight);
        expectation.floats("db", gradBias);
    }
}
