package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.SoftmaxShape;

/** {@code softmax_cross_entropy} of labels or of probabilities; the logarithms of the probabilities come from a log-softmax. */
final class CrossEntropyOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        boolean labels = conformanceCase.inputs().containsKey("target");
        LossShape shape = LossAttributes.shape(conformanceCase, labels
                ? Kind.SOFTMAX_CROSS_ENTROPY
                : Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES);
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(shape);
        int[] target = labels ? conformanceCase.input("target").integers() : null;
        float[] targets = labels ? null : conformanceCase.input("target_prob").floats();
        float[] weights = conformanceCase.floatsOrNull("weight");
        float[] probabilities = new float[x.length()];
        float[] loss = new float[shape.losses()];
        float[] gradLoss = LossAttributes.gradLoss(conformanceCase, shape);
        float[] gradInput = new float[x.length()];
        if (labels) {
            plan.forward(x.floats(), target, weights, probabilities, loss, scratch, parallel);
            plan.backward(probabilities, target, weights, gradLoss, gradInput, scratch, parallel);
        } else {
            plan.forward(x.floats(), targets, weights, probabilities, loss, scratch, parallel);
            plan.backward(probabilities, targets, weights, gradLoss, gradInput, scratch, parallel);
        }
        expectation.floats("loss", loss);
        expectation.floats("dx", gradInput);
        if (expectation.wants("log_prob")) {
            float[] logarithms = new float[x.length()];
            Softmax.plan(SoftmaxShape.of(SoftmaxShape.Kind.LOG_SOFTMAX, 1, x.shape())).forward(x.floats(), logarithms,
                    scratch, parallel);
            expectation.floats("log_prob", logarithms);
        }
    }
}
