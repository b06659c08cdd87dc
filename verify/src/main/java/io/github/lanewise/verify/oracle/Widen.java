package io.github.lanewise.verify.oracle;

/** Floats as the doubles of the same value. */
public final class Widen {
    private Widen() {}

    /**
     * Widens floats.
     *
     * @param floats the floats, or null
     * @return doubles of the same values, or null
     */
    public static double[] of(float[] floats) {
        if (floats == null) {
            return null;
        }
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }
}
