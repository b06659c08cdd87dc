package io.github.lanewise.rivals;

/**
 * Whether a contender's result is ours, rounding apart. A sum of K terms in floats, in any order and with or without fused
 * multiply-adds, is off by at most γ·S of the exact one, S being the sum of the terms' magnitudes, γ = K·u / (1 − K·u), u =
 * 2^−24. So two such sums lie within 2·γ·S. S itself is computed in floats, by the same pass over the inputs' magnitudes, and
 * so at least (1 − γ)·S.
 */
final class Agreement {
    private static final double ROUNDING = 0x1p-24;

    private Agreement() {}

    /**
     * Compares.
     *
     * @param ours our result
     * @param theirs the contender's
     * @param magnitudes our result on the magnitudes of the inputs
     * @param roundings K; 0 where results must be equal
     * @return the first element that differs, in words, or null if none does
     */
    static String difference(float[] ours, float[] theirs, float[] magnitudes, int roundings) {
        if (ours.length != theirs.length) {
            return theirs.length + " elements; expected " + ours.length;
        }
        double relative = roundings * ROUNDING;
        double gamma = relative / (1 - relative);
        for (int i = 0; i < ours.length; i++) {
            double bound = 2 * gamma * magnitudes[i] / (1 - gamma);
            double off = Math.abs((double) theirs[i] - ours[i]);
            if (!(off <= bound)) {
                return "element " + i + " is " + theirs[i] + "; expected " + ours[i] + " ± " + bound;
            }
        }
        return null;
    }
}
