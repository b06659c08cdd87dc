package io.github.lanewise.lenet.data;

/**
 * The random numbers of synthetic digits: the SplitMix64 sequence (Steele, Lea and Flood, 2014), entered at a place of
 * one's choice. Every image owns a window of 2^16 consecutive draws; since the sequence has period 2^64 and there are
 * 2^32 windows, no two images of a seed share a draw, and any image can be made without those before it.
 */
final class CounterRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final int WINDOW_BITS = 16;
    private static final double STEP_53 = 0x1p-53;
    private static final double SQRT_3 = Math.sqrt(3);

    private final long start;
    private long state;

    CounterRandom(long seed) {
        start = mix(seed + GOLDEN_GAMMA);
    }

    /**
     * Goes to the first draw of a window.
     *
     * @param window
     *            0 to 2^32 − 1
     */
    void enter(long window) {
        state = start + (window << WINDOW_BITS) * GOLDEN_GAMMA;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Draws from 0 to bound − 1; the bias of the multiplication is below bound / 2^32. */
    int nextInt(int bound) {
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** Draws evenly between the two, the upper one excluded. */
    double uniform(double low, double high) {
        return low + (high - low) * ((nextLong() >>> 11) * STEP_53);
    }

    /**
     * Draws from a bell with mean 0 and deviation 1: four 16-bit numbers of one draw added up. It is exact arithmetic,
     * hence the same on every machine, and never beyond ±3.47, so that no image comes out absurd.
     */
    double bell() {
        long bits = nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum * 0x1p-15 - 0x1.fffep1) * SQRT_3 * 0.5;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
