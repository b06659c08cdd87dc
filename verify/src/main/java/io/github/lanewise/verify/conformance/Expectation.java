package io.github.lanewise.verify.conformance;

import io.github.lanewise.verify.oracle.Widen;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The outputs of one case, to be compared with what the kernels return under {@link Tolerance}. */
final class Expectation {
    private final ConformanceCase conformanceCase;
    // A set, for every algorithm fails alike.
    private final Set<String> failures = new LinkedHashSet<>();
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
        if (!failures.isEmpty()) {
            return new Outcome.Failed(List.copyOf(failures));
        }
        return open.isEmpty() ? new Outcome.Passed() : new Outcome.Unsupported("output " + String.join(", ", open));
    }

    /** Compares an output where the case has it. Integers are wanted of floats only where floats hold them all. */
    void floats(String output, float[] got) {
        if (wants(output) && conformanceCase.outputs().get(output).isInteger()) {
            conformanceCase.outputs().get(output).floats();
        }
        doubles(output, Widen.of(got));
    }

    void integers(String output, int... got) {
        doubles(output, Arrays.stream(got).asDoubleStream().toArray());
    }

    void count(String output, long got) {
        doubles(output, new double[]{got});
    }

    /** Compares an output that was worked out in double from what the kernels returned. */
    void doubles(String output, double[] got) {
        Tensor wanted = conformanceCase.outputs().get(output);
        if (wanted == null) {
            return;
        }
        open.remove(output);
        Tolerance tolerance = new Tolerance(conformanceCase, output, wanted);
        if (wanted.length() != got.length) {
            failures.add(output + ": got " + got.length + " elements, wanted " + wanted.length());
        } else if (Double.isNaN(tolerance.ofNorm())) {
            compareElements(output, got, wanted, tolerance);
        } else {
            compareNorms(output, got, wanted, tolerance.ofNorm());
        }
    }

    private void compareElements(String output, double[] got, Tensor wanted, Tolerance tolerance) {
        int worst = -1;
        double worstExcess = 0;
        int outside = 0;
        for (int i = 0; i < got.length; i++) {
            double excess = excess(got[i], wanted.at(i), tolerance.at(i));
            outside += excess > 0 ? 1 : 0;
            if (excess > worstExcess) {
                worst = i;
                worstExcess = excess;
            }
        }
        if (worst >= 0) {
            failures.add(
                    String.format(Locale.ROOT, "%s%s: got %s, wanted %s, bound %.3g (%d of %d out of bounds)", output,
                            Arrays.toString(wanted.place(worst)), shortest(got[worst]), shortest(wanted.at(worst)),
                            tolerance.at(worst), outside, got.length));
        }
    }

    private static double excess(double got, double wanted, double tolerance) {
        boolean same = got == wanted || Double.isNaN(got) && Double.isNaN(wanted);
        double excess = same ? 0 : Math.abs(got - wanted) - tolerance;
        return Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
    }

    /** What is a float is printed as one. */
    private static String shortest(double value) {
        return (float) value == value ? Float.toString((float) value) : Double.toString(value);
    }

    private void compareNorms(String output, double[] got, Tensor wanted, double share) {
        double squares = 0;
        double wantedSquares = 0;
        int worst = 0;
        for (int i = 0; i < got.length; i++) {
            double difference = got[i] - wanted.at(i);
            squares += difference * difference;
            wantedSquares += wanted.at(i) * wanted.at(i);
            worst = Math.abs(difference) > Math.abs(got[worst] - wanted.at(worst)) ? i : worst;
        }
        double norm = Math.sqrt(squares);
        double bound = share * Math.sqrt(wantedSquares);
        if (!(norm <= bound)) {
            failures.add(String.format(Locale.ROOT,
                    "%s%s: got %s, wanted %s; the norm of all differences is %.3g, bound %.3g", output,
                    Arrays.toString(wanted.place(worst)), shortest(got[worst]), shortest(wanted.at(worst)), norm,
                    bound));
        }
    }
}
