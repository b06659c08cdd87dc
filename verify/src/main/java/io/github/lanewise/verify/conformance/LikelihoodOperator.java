package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.NegativeLogLikelihood;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code nll_loss}. */
final class LikelihoodOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        LossShape shape = LossAttributes.shape(conformanceCase, Kind.NEGATIVE_LOG_LIKELIHOOD);
        NegativeLogLikelihood plan = NegativeLogLikelihood.plan(shape);
        int[] labels = conformanceCase.input("target").integers();
        float[] weights = conformanceCase.floatsOrNull("weight");
        float[] loss = new float[shape.losses()];
        plan.forward(x.floats(), labels, weights, loss, scratch, parallel);
        expectation.floats("loss", loss);
        float[] gradInput = new float[x.length()];
        plan.backward(labels, weights, LossAttributes.gradLoss(conformanceCase, shape), gradInput, scratch, parallel);
        expectation.floats("dx", gradInput);
    }
}
