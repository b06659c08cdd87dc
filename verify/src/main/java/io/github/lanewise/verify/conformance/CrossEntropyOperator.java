package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.SoftmaxCrossEntropyOfProbabilities;
import io.github.lanewise.kernels.SoftmaxShape;

/** {@code softmax_cross_entropy} of labels or of probabilities; the logarithms of the probabilities come from a log-softmax. */
final class CrossEntropyOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        if (conformanceCase.inputs().containsKey("target")) {
            labels(conformanceCase, expectation, scratch, parallel);
        } else {
            probabilities(conformanceCase, expectation, scratch, parallel);
        }
        if (expectation.wants("log_prob")) {
            float[] logarithms = new float[x.length()];
            Softmax.plan(SoftmaxShape.of(SoftmaxShape.Kind.LOG_SOFTMAX, 1, x.shape())).forward(x.floats(), logarithms,
                    scratch, parallel);
            expectation.floats("log_prob", logarithms);
        }
    }

    private static void labels(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch,
            Parallel parallel) {
        float[] x = conformanceCase.input("x").floats();
        int[] labels = conformanceCase.input("target").integers();
        float[] weights = conformanceCase.floatsOrNull("weight");
        LossShape shape = LossAttributes.shape(conformanceCase, Kind.SOFTMAX_CROSS_ENTROPY);
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(shape);
        float[] loss = new float[shape.losses()];
        plan.forward(x, labels, weights, x, loss, scratch, parallel);
        expectation.floats("loss", loss);
        float[] gradLoss = LossAttributes.gradLoss(conformanceCase, shape);
        plan.backward(x, labels, weights, gradLoss, x, scratch, parallel);
        expectation.floats("dx", x);
    }

    private static void probabilities(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch,
            Parallel parallel) {
        float[] x = conformanceCase.input("x").floats();
        float[] targets = conformanceCase.input("target_prob").floats();
        float[] weights = conformanceCase.floatsOrNull("weight");
        LossShape shape = LossAttributes.shape(conformanceCase, Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES);
        SoftmaxCrossEntropyOfProbabilities plan = SoftmaxCrossEntropyOfProbabilities.plan(shape);
        float[] loss = new float[shape.losses()];
        plan.forward(x, targets, weights, x, loss, scratch, parallel);
        expectation.floats("loss", loss);
        float[] gradLoss = LossAttributes.gradLoss(conformanceCase, shape);
        plan.backward(x, targets, weights, gradLoss, x, scratch, parallel);
        expectation.floats("dx", x);
    }
}
