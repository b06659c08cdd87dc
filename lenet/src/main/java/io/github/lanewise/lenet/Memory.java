package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Layout;

/**
 * Hands out stretches of one large array, in whole groups of sixteen floats. Such an array, unlike small ones, begins where
 * vectors of sixteen floats from element {@value #FIRST} on lie on one cache line each: see {@link Layout}.
 */
final class Memory {
    private static final int FIRST = 12;

    private int end = FIRST;

    /** Reserves so many floats, rounded up to whole groups. Returns where they begin. */
    int reserve(int floats) {
        int begin = end;
        end = Math.addExact(end, Math.ceilDiv(floats, Layout.GROUP) * Layout.GROUP);
        return begin;
    }

    /** The array, once all is reserved. */
    float[] array() {
        return new float[end];
    }
}
