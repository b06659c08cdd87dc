package io.github.lanewise.bench;

import io.github.lanewise.lenet.LayerListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** A JMH profiler: the mean time of each layer in a step of {@link LenetLayerBenchmark}, forward and backward. */
public final class LayerTimes implements InternalProfiler {
    /** The name of the optimiser's result. */
    public static final String UPDATE = "layer.update";

    private static final int MOST_LAYERS = 100;
    private static final int PASSES = LayerListener.Pass.values().length;

    private static final long[] NANOSECONDS = new long[PASSES * MOST_LAYERS];
    private static long updating;
    private static long steps;
    private static long last;

    /** A step begins. */
    static void begin() {
        steps++;
        last = System.nanoTime();
    }

    /** A layer is done. */
    static void done(int layer, LayerListener.Pass pass) {
        NANOSECONDS[pass.ordinal() * MOST_LAYERS + layer] += sinceLast();
    }

    /** The optimiser is done, and with it the step. */
    static void updated() {
        updating += sinceLast();
    }

    private static long sinceLast() {
        long now = System.nanoTime();
        long since = now - last;
        last = now;
        return since;
    }

    /**
     * The name of a layer's result.
     *
     * @param layer place in the network
     * @param pass which way
     * @return such as {@code layer.forward.03}
     */
    public static String label(int layer, LayerListener.Pass pass) {
        return String.format(Locale.ROOT, "layer.%s.%02d", pass.name().toLowerCase(Locale.ROOT), layer);
    }

    @Override
    public String getDescription() {
        return "Time of each layer in a step";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        Arrays.fill(NANOSECONDS, 0);
        updating = 0;
        steps = 0;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        List<Result<?>> times = new ArrayList<>();
        for (LayerListener.Pass pass : LayerListener.Pass.values()) {
            for (int layer = 0; layer < MOST_LAYERS; layer++) {
                add(times, label(layer, pass), NANOSECONDS[pass.ordinal() * MOST_LAYERS + layer]);
            }
        }
        add(times, UPDATE, updating);
        return times;
    }

    /** Layers that were never told are not there. */
    private static void add(List<Result<?>> times, String label, long nanoseconds) {
        if (nanoseconds > 0) {
            times.add(new ScalarResult(label, (double) nanoseconds / steps, "ns/op", AggregationPolicy.AVG));
        }
    }
}
