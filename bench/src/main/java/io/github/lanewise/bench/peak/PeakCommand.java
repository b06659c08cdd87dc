package io.github.lanewise.bench.peak;

import io.github.lanewise.bench.results.Bandwidth;
import io.github.lanewise.bench.results.Folders;
import io.github.lanewise.bench.results.Machine;
import io.github.lanewise.bench.results.Peak;
import io.github.lanewise.bench.results.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench peak}: the machine's ceiling, measured in Java. */
@Command(name = "peak", mixinStandardHelpOptions = true, description = "Measures the rate of fused multiply-adds, and the bandwidth of load, store and copy at each cache level, of one core and of all; writes target/results/peak.json.")
public final class PeakCommand implements Callable<Integer> {
    /** A working set of each core, and the level that it fits into on present machines. */
    private record Level(String name, int bytes) {}

    private static final List<Level> LEVELS = List.of(new Level("L1", 16 << 10), new Level("L2", 512 << 10),
            new Level("L3", 4 << 20), new Level("memory", 128 << 20));

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        measure(spec.commandLine().getOut());
        return 0;
    }

    /**
     * The ceiling from the last {@code bench peak}, or measured now if there was none.
     *
     * @param out where a new measurement is printed
     * @return the ceiling
     * @throws IOException if its file can be neither read nor written
     */
    public static Peak known(PrintWriter out) throws IOException {
        return Files.exists(Folders.peak()) ? Results.read(Folders.peak()).peak() : measure(out);
    }

    /**
     * The rate of fused multiply-adds at this moment: it drifts by a tenth within hours, so what is told as a share of it wants
     * one of its own time.
     *
     * @param cores how many compute at once
     * @return GFLOP/s of all together
     */
    public static double multiplyAdds(int cores) {
        return Stopwatch.rate(cores, MultiplyAdds::new);
    }

    private static Peak measure(PrintWriter out) throws IOException {
        Peak peak = measure(Runtime.getRuntime().availableProcessors(), LEVELS, out);
        new Results(Machine.current(), peak, List.of()).write(Folders.peak());
        out.println("written to " + Folders.peak());
        out.flush();
        return peak;
    }

    private static Peak measure(int cores, List<Level> levels, PrintWriter out) {
        int bits = MultiplyAdds.SPECIES.vectorBitSize();
        double one = multiplyAdds(1);
        double all = cores == 1 ? one : multiplyAdds(cores);
        out.printf(Locale.ROOT, "fused multiply-adds, vectors of %d bits: %.1f GFLOP/s one core, %.1f GFLOP/s all %d%n",
                bits, one, all, cores);
        out.printf(Locale.ROOT, "%-8s %12s %6s %10s %10s %10s   GB/s; a copy counts bytes read and written%n", "level",
                "KiB a core", "cores", "load", "store", "copy");
        List<Bandwidth> bandwidth = new ArrayList<>();
        for (int active : IntStream.of(1, cores).distinct().toArray()) {
            for (Level level : levels) {
                out.printf(Locale.ROOT, "%-8s %,12d %6d", level.name, level.bytes >> 10, active);
                for (Traffic.Kind kind : Traffic.Kind.values()) {
                    double rate = Stopwatch.rate(active, () -> kind.over(level.bytes));
                    bandwidth.add(new Bandwidth(kind.name().toLowerCase(Locale.ROOT), level.name, level.bytes, active,
                            rate));
                    out.printf(Locale.ROOT, " %10.1f", rate);
                    out.flush();
                }
                out.println();
            }
        }
        return new Peak(one, all, bits, cores, bandwidth);
    }
}
