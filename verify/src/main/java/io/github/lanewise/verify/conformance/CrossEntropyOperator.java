package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;

/** {@code softmax_cross_entropy} of plain labels, reduced to the mean. */
final class CrossEntropyOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        Operator.unsupportedIf(!conformanceCase.inputs().containsKey("target"), "target probabilities");
        Operator.unsupportedIf(!conformanceCase.text("reduction").equals("mean"), "reduction other than mean");
        Operator.unsupportedIf(conformanceCase.inputs().containsKey("weight"), "class weights");
        Operator.unsupportedIf(conformanceCase.attributes().containsKey("ignore_index"), "ignored labels");
        Operator.unsupportedIf(x.rank() != 2, "labels for each position");
        Operator.unsupportedIf(expectation.wants("log_prob"), "logarithms of the probabilities");
        Tensor dy = conformanceCase.inputs().get("dy");
        Operator.unsupportedIf(dy != null && dy.at(0) != 1, "a gradient of the loss other than 1");
        int[] labels = conformanceCase.input("target").integers();
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(x.size(0), x.size(1));
        float[] probabilities = new float[x.length()];
        float loss = plan.forward(x.floats(), 0, labels, 0, probabilities, 0, scratch, parallel);
        expectation.floats("loss", new float[]{loss});
        float[] gradInput = new float[x.length()];
        plan.backward(probabilities, 0, labels, 0, gradInput, 0, scratch, parallel);
        expectation.floats("dx", gradInput);
    }
}
