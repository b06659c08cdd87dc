package io.github.lanewise.verify.conformance;

import java.util.Set;

/**
 * How far a result may lie from what a case wants: the tolerances recommended with the cases, rule by rule.
 *
 * <ol>
 * <li>Exact tensors, integers, every output of a maximum, the ReLU, and padded tensors: not at all.
 * <li>Sums (tensors with a scale): 2·10^-6 of the scale, and no more than (terms + 4)·2^-24 of it, which holds for every
 * order of summation.
 * <li>Activations and softmax: 10^-6 of the value and 2·10^-7, times max(1, |dy|) for a gradient; of the gradients of softmax
 * and log-softmax and of the log-softmax itself 10^-6 of the largest, at least 10^-6.
 * <li>Cross-entropy: 2·10^-6 of the scale, for its exponentials are no sum of products.
 * <li>ONNX, whose values are floats themselves, and whatever else: 2·10^-6 of the largest and 2·10^-7.
 * <li>Training: a loss 3·10^-6, logits 10^-5, gradients and their norms 5·10^-5 of the largest, a change of weights 10^-3 of
 * its norm. Nothing is recommended for the learning rate: 10^-6 of it, a few roundings to float.
 * </ol>
 */
final class Tolerance {
    private static final double UNIT = 0x1p-24;
    private static final Set<String> EXACT_OPS = Set.of("max_pool", "global_max_pool", "relu");
    private static final Set<String> ACTIVATIONS = Set.of("sigmoid", "tanh", "leaky_relu", "elu", "selu", "prelu",
            "softplus", "softmax", "log_softmax");

    private final ConformanceCase conformanceCase;
    private final String output;
    private final Tensor wanted;

    Tolerance(ConformanceCase conformanceCase, String output, Tensor wanted) {
        this.conformanceCase = conformanceCase;
        this.output = output;
        this.wanted = wanted;
    }

    /** Of the norm of the difference to the norm of what is wanted, where those are compared; else NaN. */
    double ofNorm() {
        return conformanceCase.op().equals("train") && output.startsWith("delta.") ? 1e-3 : Double.NaN;
    }

    /** Of one element. */
    double at(int index) {
        String op = conformanceCase.op();
        boolean copied = op.equals("pad") && output.equals("y");
        if (wanted.exact() || wanted.isInteger() || copied || EXACT_OPS.contains(op)) {
            return 0;
        }
        if (!Double.isNaN(wanted.scale())) {
            double strict = op.equals("softmax_cross_entropy") ? 2e-6 : (wanted.terms() + 4) * UNIT;
            return Math.min(2e-6, strict) * wanted.scale();
        }
        if (op.equals("train")) {
            return training(index);
        }
        if (ACTIVATIONS.contains(op) && !conformanceCase.suite().startsWith("onnx")) {
            return activation(op, index);
        }
        return conformanceCase.tags().contains("published_4_digits") ? 1e-4 : 2e-6 * wanted.largest() + 2e-7;
    }

    private double training(int index) {
        return switch (output) {
            case "loss", "final_loss_all64" -> 3e-6;
            case "logits_step0" -> 1e-5;
            case "lr" -> 1e-6 * Math.abs(wanted.at(index));
            default -> 5e-5 * wanted.largest();
        };
    }

    private double activation(String op, int index) {
        boolean gradient = output.equals("dx");
        if (op.equals("log_softmax") || op.equals("softmax") && gradient) {
            return 1e-6 * Math.max(1, wanted.largest());
        }
        return (1e-6 * Math.abs(wanted.at(index)) + 2e-7) * (gradient ? Math.max(1, arriving(index)) : 1);
    }

    private double arriving(int index) {
        return Math.abs(conformanceCase.input("dy").at(index));
    }
}
