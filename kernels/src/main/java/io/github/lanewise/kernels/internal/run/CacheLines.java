package io.github.lanewise.kernels.internal.run;

import io.github.lanewise.kernels.internal.backend.VirtualMachine;

/**
 * Memory in which a vector of 64 bytes lies within one cache line, as far as Java lets one have it. A load that crosses a
 * line takes twice as long, which cost the direct convolution's loops a fifth to a third of their speed.
 *
 * <p>G1, the default of machines with two processors or more, gives an array of half a region or more a row of regions of its
 * own, and does not move it as a rule. Its elements begin behind a header of 16 bytes, so that element {@value #FIRST}
 * begins a line. Under another collector an array begins at any multiple of 8 bytes: right, but slower.
 */
public final class CacheLines {
    /** The first element that stands at the beginning of a cache line; users of vectors put their data from here on. */
    public static final int FIRST = 12;

    /** Floats below which memory is not worth a region, unless it is read again and again: what is so short is soon computed. */
    public static final int LEAST = 1 << 13;

    private static final int FLOATS = 16;
    /** Floats above which a region is not worth its memory: G1 has such from heaps of 32 GiB on. */
    private static final int MOST = 1 << 20;
    /** Floats of half a region, or of nothing where there are no regions. */
    private static final int HALF_REGION = halfRegion();

    private CacheLines() {}

    private static int halfRegion() {
        boolean regions = Boolean.parseBoolean(VirtualMachine.flag("UseG1GC", "false"));
        int floats = Integer.parseInt(VirtualMachine.flag("G1HeapRegionSize", "0")) / 2 / Float.BYTES;
        return regions && floats <= MOST ? floats : 0;
    }

    /** The first element from {@code index} on that begins a line. */
    public static int from(int index) {
        return FIRST + (index - FIRST + FLOATS - 1) / FLOATS * FLOATS;
    }

    /** How many floats to allocate where so many are needed. */
    static int length(int floats) {
        return floats < LEAST ? floats : Math.max(floats, HALF_REGION);
    }
}
