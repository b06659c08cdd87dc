package io.github.lanewise.rivals;

import java.util.List;

/** Whether a contender's result is ours, rounding apart. */
@FunctionalInterface
interface Agreement {
    /** The first element or part that differs, in words, or null if none does. */
    String difference(float[] theirs);

    /**
     * Of results that are sums. A sum of K terms in floats, in any order and with or without fused multiply-adds, is off by at
     * most γ·S of the exact one, S being the sum of the terms' magnitudes, γ = K·u / (1 − K·u), u = 2^−24. So two such sums
     * lie within 2·γ·S. S itself is computed in floats, by the same pass over the inputs' magnitudes, and so at least
     * (1 − γ)·S.
     *
     * @param ours our result
     * @param magnitudes our result on the magnitudes of the inputs
     * @param roundings K; 0 where results must be equal
     */
    static Agreement ofSums(float[] ours, float[] magnitudes, int roundings) {
        double relative = roundings * 0x1p-24;
        double gamma = relative / (1 - relative);
        return theirs -> {
            if (theirs.length != ours.length) {
                return theirs.length + " elements; expected " + ours.length;
            }
            for (int i = 0; i < ours.length; i++) {
                double bound = 2 * gamma * magnitudes[i] / (1 - gamma);
                double off = Math.abs((double) theirs[i] - ours[i]);
                if (!(off <= bound)) {
                    return "element " + i + " is " + theirs[i] + "; expected " + ours[i] + " ± " + bound;
                }
            }
            return null;
        };
    }

    /**
     * Of networks, part by part: ‖theirs − ours‖ ≤ 10⁻³·‖ours‖. There is no bound as for a sum, because rounding may let a gate
     * or a maximum fall the other way. What is compared is known to within 2·10⁻⁴ at least: a step changes weights of 0.1 by
     * 10⁻⁴ and more, and each is rounded to 4·10⁻⁹, their difference with it. Whatever forgets a bias, a layer, the mean over
     * the batch or the rate is off by percents.
     *
     * @param ours our result
     * @param parts elements of each part
     */
    static Agreement inNorm(float[] ours, List<Integer> parts) {
        double allowed = 1e-3;
        return theirs -> {
            if (theirs.length != ours.length) {
                return theirs.length + " elements; expected " + ours.length;
            }
            int begin = 0;
            for (int part = 0; part < parts.size(); part++) {
                double off = 0;
                double whole = 0;
                for (int i = begin; i < begin + parts.get(part); i++) {
                    off += ((double) theirs[i] - ours[i]) * ((double) theirs[i] - ours[i]);
                    whole += (double) ours[i] * ours[i];
                }
                if (!(off <= allowed * allowed * whole)) {
                    return "part " + part + " is off by " + Math.sqrt(off / whole) + " of its norm; expected at most "
                            + allowed;
                }
                begin += parts.get(part);
            }
            return null;
        };
    }
}
