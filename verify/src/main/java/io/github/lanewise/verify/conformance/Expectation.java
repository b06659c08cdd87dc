package io.github.lanewise.verify.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The outputs of one case, to be compared with what the kernels return under the tolerances that come with the cases. */
final class Expectation {
    private static final double UNIT = 0x1p-24;

    private final ConformanceCase conformanceCase;
    private final List<String> failures = new ArrayList<>();
    private final Set<String> open;

    Expectation(ConformanceCase conformanceCase) {
        this.conformanceCase = conformanceCase;
        this.open = new LinkedHashSet<>(conformanceCase.outputs().keySet());
    }

    boolean wants(String output) {
        return conformanceCase.outputs().containsKey(output);
    }

    /** Passed only if every output was compared: a case must not pass for want of a comparison. */
    Outcome outcome() {
        if (failures.isEmpty() && !open.isEmpty()) {
            return new Outcome.Unsupported("output " + String.join(", ", open));
        }
        return failures.isEmpty() ? new Outcome.Passed() : new Outcome.Failed(String.join("; ", failures));
    }

    /** Compares an output where the case has it. */
    void floats(String output, float[] got) {
        double[] doubles = new double[got.length];
        for (int i = 0; i < got.length; i++) {
            doubles[i] = got[i];
        }
        compare(output, doubles);
    }

    void integers(String output, int... got) {
        double[] doubles = new double[got.length];
        for (int i = 0; i < got.length; i++) {
            doubles[i] = got[i];
        }
        compare(output, doubles);
    }

    void count(String output, long got) {
        compare(output, new double[]{got});
    }

    private void compare(String output, double[] got) {
        Tensor wanted = conformanceCase.outputs().get(output);
        if (wanted == null) {
            return;
        }
        open.remove(output);
        if (wanted.length() != got.length) {
            failures.add(output + " has " + got.length + " elements, wanted " + wanted.length());
            return;
        }
        int worst = -1;
        double worstExcess = 0;
        for (int i = 0; i < got.length; i++) {
            double excess = excess(got[i], wanted.at(i), tolerance(output, wanted, i));
            if (excess > worstExcess) {
                worst = i;
                worstExcess = excess;
            }
        }
        if (worst >= 0) {
            failures.add(output + "[" + worst + "] is " + got[worst] + ", wanted " + wanted.at(worst) + ", tolerance "
                    + tolerance(output, wanted, worst));
        }
    }

    private static double excess(double got, double wanted, double tolerance) {
        boolean same = got == wanted || Double.isNaN(got) && Double.isNaN(wanted);
        double excess = same ? 0 : Math.abs(got - wanted) - tolerance;
        return Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
    }

    /**
     * The tolerances recommended with the cases. A sum gets the smaller of 2·10^-6 of its scale and of the strict bound
     * of its terms; the cross-entropy, whose exponentials are no sum of products, gets the first alone.
     */
    private double tolerance(String output, Tensor wanted, int i) {
        String op = conformanceCase.op();
        if (wanted.exact() || wanted.isInteger() || op.equals("max_pool") || op.equals("relu")) {
            return 0;
        }
        if (!Double.isNaN(wanted.scale())) {
            double strict = op.equals("softmax_cross_entropy") ? 2e-6 : (wanted.terms() + 4) * UNIT;
            return Math.min(2e-6, strict) * wanted.scale();
        }
        if (op.equals("sigmoid") || op.equals("tanh")) {
            double gradient = output.equals("dx") ? Math.max(1, Math.abs(conformanceCase.input("dy").at(i))) : 1;
            return (1e-6 * Math.abs(wanted.at(i)) + 2e-7) * gradient;
        }
        return conformanceCase.tags().contains("published_4_digits") ? 1e-4 : 2e-6 * wanted.largest() + 2e-7;
    }
}
