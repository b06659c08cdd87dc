package io.github.lanewise.verify.subject;

import java.util.Arrays;

/** Indices as floats of the same value and back, for results that are integers. A float holds every integer up to 2^24. */
public final class Indices {
    private static final int LARGEST = 1 << 24;

    private Indices() {}

    /**
     * Indices as floats.
     *
     * @param indices the indices
     * @return floats of the same values
     * @throws AssertionError if one is larger than 2^24 or smaller than −2^24
     */
    public static float[] toFloats(int[] indices) {
        float[] floats = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            if (Math.abs((long) indices[i]) > LARGEST) {
                throw new AssertionError("[" + i + "] is " + indices[i] + "; expected at most 2^24");
            }
            floats[i] = indices[i];
        }
        return floats;
    }

    /**
     * Indices as doubles.
     *
     * @param indices the indices
     * @return doubles of the same values
     */
    public static double[] toDoubles(int[] indices) {
        return Arrays.stream(indices).asDoubleStream().toArray();
    }
}
