package io.github.lanewise.kernels.internal.select;

/** When a second thread pays. */
public final class Thresholds {
    /**
     * Multiply-adds below which a pass stays on the calling thread. Measured on two cores of Zen 5 with JDK 25.0.3, one
     * thread against two, in µs: convolutions of 0.17 M 7.8 against 8.4, 0.33 M 18.5 against 16.5, 2.7 M 154 against 79;
     * products of 0.26 M 4.2 against 4.1, 0.88 M 11.2 against 8.5. So two threads break even near 0.3 M while the pool is
     * awake; this is above that, because a parked thread takes some 10 µs more to come.
     */
    public static final long FORK_WORK = 500_000;

    /**
     * Multiply-adds that take as long as moving one float from row to lane or back, or from one array to another: poolings
     * gain from two threads from 15,000 floats on (8.1 µs against 4.6), which this keeps on one until 31,000.
     */
    public static final long PER_MOVE = 16;

    private Thresholds() {}
}
