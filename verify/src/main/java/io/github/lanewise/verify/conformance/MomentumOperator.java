package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Sgd;

/** ONNX's {@code momentum}, which is PyTorch's form with a dampening of 1 − beta in every step but that of t = 0. */
final class MomentumOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        double alpha = conformanceCase.number("alpha", 0);
        String mode = conformanceCase.text("mode");
        boolean nesterov = mode.equals("nesterov");
        boolean first = conformanceCase.input("t").at(0) == 0;
        double beta = conformanceCase.number("beta", 1);
        double dampening = first ? 0 : 1 - beta;
        Operator.unsupportedIf(!nesterov && !mode.equals("standard"), "mode " + mode);
        Operator.unsupportedIf(alpha == 0, "a velocity without momentum");
        Operator.unsupportedIf(nesterov && dampening != 0, "Nesterov's momentum with a beta");
        Sgd sgd = new Sgd(Sgd.Form.PYTORCH, alpha, dampening, nesterov, conformanceCase.number("norm_coefficient", 0));
        for (int i = 0; i < conformanceCase.integer("count", 1); i++) {
            float[] weight = conformanceCase.input("x" + i).floats();
            float[] velocity = conformanceCase.input("v" + i).floats();
            sgd.step(weight, 0, conformanceCase.input("g" + i).floats(), 0, velocity, 0, weight.length,
                    conformanceCase.input("lr").at(0), scratch, parallel);
            expectation.floats("x" + i, weight);
            expectation.floats("v" + i, velocity);
        }
    }
}
