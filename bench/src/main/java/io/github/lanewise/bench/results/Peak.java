package io.github.lanewise.bench.results;

import java.util.Comparator;
import java.util.List;

/**
 * What the machine can do at most, of which every other figure is a share.
 *
 * @param gflopsOneCore fused multiply-adds of one core, two operations each
 * @param gflopsAllCores the same of all cores at once
 * @param vectorBits width of the vectors
 * @param cores how many there are
 * @param bandwidth of the caches and of memory
 */
public record Peak(double gflopsOneCore, double gflopsAllCores, int vectorBits, int cores, List<Bandwidth> bandwidth) {
    /**
     * Takes the figures.
     *
     * @param gflopsOneCore see above
     * @param gflopsAllCores see above
     * @param vectorBits see above
     * @param cores see above
     * @param bandwidth see above; null for none, where a file does not have it
     */
    public Peak {
        bandwidth = bandwidth == null ? List.of() : List.copyOf(bandwidth);
    }

    /**
     * The arithmetic ceiling of a run.
     *
     * @param threads of the run
     * @return of one core for one thread, else of all
     */
    public double gflops(int threads) {
        return threads == 1 ? gflopsOneCore : gflopsAllCores;
    }

    /**
     * The ceiling of a run that only moves data: the copy bandwidth of the smallest level that holds it.
     *
     * @param threads of the run
     * @param bytes that it moves
     * @return GB/s, or NaN if it was not measured
     */
    public double copyGigabytes(int threads, long bytes) {
        List<Bandwidth> copies = bandwidth.stream().filter(b -> b.operation().equals("copy"))
                .filter(b -> threads == 1 ? b.cores() == 1 : b.cores() == cores)
                .sorted(Comparator.comparingInt(Bandwidth::bytes)).toList();
        for (Bandwidth copy : copies) {
            if (bytes <= (long) copy.bytes() * copy.cores()) {
                return copy.gigabytesPerSecond();
            }
        }
        return copies.isEmpty() ? Double.NaN : copies.getLast().gigabytesPerSecond();
    }

    /**
     * A run as a share of the ceiling: of arithmetic, or where it has none to do, of a copy.
     *
     * @param threads of the run
     * @param operations of the run
     * @param bytes that it must move
     * @param nanoseconds that it took
     * @return the share, or NaN if the ceiling was not measured
     */
    public double share(int threads, long operations, long bytes, double nanoseconds) {
        double ceiling = operations > 0 ? gflops(threads) : copyGigabytes(threads, bytes);
        return (operations > 0 ? operations : bytes) / nanoseconds / (ceiling > 0 ? ceiling : Double.NaN);
    }
}
