package io.github.lanewise.verify.data;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Sizes along one dimension. A kernel goes wrong where a tile, a vector or a block ends, so most sizes stand one below, at
 * and one above a multiple that tiles are made of; the others are small or prime.
 */
public final class Sizes {
    private static final int[] BLOCKS = {4, 6, 8, 12, 14, 16, 24, 32, 48, 64, 128};
    private static final List<Integer> PRIMES = List.of(2, 3, 5, 7, 11, 13, 19, 23, 29, 37, 43, 53, 61, 71, 97, 101,
            127);
    private static final List<Integer> BATCHES = List.of(1, 2, 3, 15, 16, 17, 31, 32, 33, 63, 64, 65, 79, 127, 128, 129,
            193);

    private Sizes() {}

    /**
     * Sizes around the blocks.
     *
     * @param max the largest
     * @return the arbitrary
     */
    public static Arbitrary<Integer> upTo(int max) {
        List<Integer> edges = new ArrayList<>(List.of(1));
        for (int block : BLOCKS) {
            edges.addAll(List.of(block - 1, block, block + 1));
        }
        List<Integer> primes = new ArrayList<>(PRIMES);
        edges.removeIf(size -> size > max);
        primes.removeIf(size -> size > max);
        primes.add(1);
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.integers().between(1, Math.min(8, max))),
                Tuple.of(5, Arbitraries.of(edges)), Tuple.of(1, Arbitraries.of(primes)));
    }

    /**
     * Batches around the sixteen lanes and the pieces of 64 images.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Integer> batches() {
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.integers().between(1, 4)),
                Tuple.of(3, Arbitraries.of(BATCHES)));
    }

    /**
     * Offsets of arrays: aligned to vectors, and not.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Integer> offsets() {
        return Arbitraries.of(0, 1, 3, 16, 29);
    }
}
