package io.github.lanewise.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lanewise.bench.shapes.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One benchmark of a JMH file.
 *
 * @param benchmark class and method, such as {@code GemmBenchmark.multiply}
 * @param parameters name to value
 * @param forks median time of a call in each fork, in nanoseconds
 */
public record Timing(String benchmark, SortedMap<String, String> parameters, double[] forks) {
    /** Nanoseconds of the units in which JMH tells times, and operations a time. */
    private static final Map<String, Double> UNITS = Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 6e10);

    /**
     * Reads a JMH file.
     *
     * @param top its array
     * @return its benchmarks
     * @throws IllegalArgumentException if one is neither an average time nor a throughput
     */
    public static List<Timing> of(JsonNode top) {
        List<Timing> timings = new ArrayList<>();
        for (JsonNode result : top) {
            String[] name = result.path("benchmark").asText().split("\\.");
            SortedMap<String, String> parameters = new TreeMap<>();
            result.path("params").properties().forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
            JsonNode metric = result.path("primaryMetric");
            String unit = metric.path("scoreUnit").asText();
            List<Double> forks = new ArrayList<>();
            for (JsonNode fork : metric.path("rawData")) {
                double[] iterations = new double[fork.size()];
                for (int i = 0; i < iterations.length; i++) {
                    iterations[i] = nanoseconds(fork.get(i).asDouble(), unit);
                }
                forks.add(Row.median(iterations));
            }
            timings.add(new Timing(name[name.length - 2] + "." + name[name.length - 1], parameters,
                    forks.stream().mapToDouble(Double::doubleValue).toArray()));
        }
        return timings;
    }

    private static double nanoseconds(double score, String unit) {
        boolean throughput = unit.startsWith("ops/");
        Double scale = UNITS.get(throughput ? unit.substring(4) : unit.replace("/op", ""));
        if (scale == null) {
            throw new IllegalArgumentException(
                    "unit is " + unit + "; expected a time per operation, or operations per time");
        }
        return throughput ? scale / score : score * scale;
    }

    /**
     * The time to be quoted.
     *
     * @return median over forks
     */
    public double median() {
        return Row.median(forks);
    }

    /**
     * How many threads it ran on.
     *
     * @return the parameter, 1 without it
     */
    public int threads() {
        return Integer.parseInt(parameters.getOrDefault("threads", "1"));
    }

    /**
     * The problem, where it is one of the large families.
     *
     * @return the problem
     */
    public Optional<Problem> problem() {
        String className = benchmark.substring(0, benchmark.indexOf('.')).replaceFirst("^Cold", "");
        for (Problem.Family family : Problem.Family.values()) {
            if (family.benchmark().equals(className) && parameters.containsKey("problem")) {
                return Optional.of(Problem.parse(parameters.get("problem")));
            }
        }
        return Optional.empty();
    }

    /**
     * The time beside the machine's ceiling.
     *
     * @param peak the ceiling
     * @return such as {@code 131.2 µs, 132.1 GFLOP/s, 51 % of peak}; of pooling GB/s, and the share of a copy; of other
     *         benchmarks the time alone
     */
    public String told(Peak peak) {
        String time = String.format(Locale.ROOT, "%,.1f µs", median() / 1e3);
        return problem().map(p -> {
            boolean arithmetic = p.operations() > 0;
            return time + String.format(Locale.ROOT, ", %.1f %s, %.0f %% of %s",
                    (arithmetic ? p.operations() : p.bytes()) / median(), arithmetic ? "GFLOP/s" : "GB/s",
                    100 * peak.share(threads(), p.operations(), p.bytes(), median()), arithmetic ? "peak" : "a copy");
        }).orElse(time);
    }
}
