package io.github.lanewise.kernels.internal.select;

/** When a second thread pays. */
public final class Thresholds {
    /**
     * Multiply-adds below which a pass stays on the calling thread. A helper starts about 10 µs after the call; a core
     * does about a million multiply-adds in that time.
     */
    public static final long FORK_WORK = 1_000_000;

    /** Multiply-adds that take as long as moving one float from row to lane or back, or from one array to another. */
    public static final long PER_MOVE = 16;

    private Thresholds() {}
}
