package io.github.lanewise.verify.compare;

import io.github.lanewise.verify.oracle.Estimate;

/**
 * How far a result lies from its references, at most over all its elements.
 *
 * @param ulps from the oracle's value, in units in the last place of the float nearest to it
 * @param share from the oracle's value, as a share of the bound; infinite where the bound is 0 and the result is off
 * @param equalBits whether all bits are those of the bit reference, any NaN being as good as any other
 */
public record Deviation(double ulps, double share, boolean equalBits) {
    /** No deviation at all. */
    public static final Deviation NONE = new Deviation(0, 0, true);

    /**
     * Measures a result.
     *
     * @param got what a kernel returned
     * @param bits what the bit reference says, as long
     * @param oracle what the oracle says, as long
     * @return the deviation; a NaN is infinitely far from any number
     */
    public static Deviation of(float[] got, float[] bits, Estimate oracle) {
        double ulps = 0;
        double share = 0;
        boolean equalBits = got.length == bits.length;
        for (int i = 0; i < got.length; i++) {
            double error = Math.abs(got[i] - oracle.value(i));
            if (error != 0) {
                ulps = Math.max(ulps, finite(error / Math.ulp((float) oracle.value(i))));
                share = Math.max(share, finite(error / oracle.bound(i)));
            }
            equalBits &= i < bits.length && Float.floatToIntBits(got[i]) == Float.floatToIntBits(bits[i]);
        }
        return new Deviation(ulps, share, equalBits);
    }

    private static double finite(double deviation) {
        return Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation;
    }

    /**
     * The larger of two deviations.
     *
     * @param other another result's
     * @return the deviation of both together
     */
    public Deviation and(Deviation other) {
        return new Deviation(Math.max(ulps, other.ulps), Math.max(share, other.share), equalBits && other.equalBits);
    }

    /**
     * Whether the result keeps the contract.
     *
     * @return whether it has the bits of the reference and lies within the bounds
     */
    public boolean passes() {
        return equalBits && share <= 1;
    }
}
