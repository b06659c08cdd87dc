package io.github.lanewise.bench.lenet;

import io.github.lanewise.bench.LayerTimes;
import io.github.lanewise.lenet.LayerListener.Pass;
import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a step goes: a line for each layer, forward and backward, then the whole. Layers that are computed as one
 * share the line of the one that is told, and the others are blank.
 */
final class LayerTable {
    static final String STEP = "LenetStepBenchmark.step";
    static final String FORWARD = "LenetStepBenchmark.forward";

    private static final String LABELS = "%-34s %-8s";
    private static final String HEADERS = "  %9s %6s %8s %7s";
    private static final String CELL = "  %9.1f %4.1f %% %8s %7s";
    private static final String BLANK = " ".repeat(String.format(CELL, 0.0, 0.0, "", "").length());

    private final LenetShape shape;
    private final double peak;
    private final Map<String, Double> times;
    private final double allocated;
    /** Operations by layer; the loss, behind the last, has none. */
    private final long[] forward;
    private final long[] backward;

    /**
     * Takes the figures.
     *
     * @param peak GFLOP/s of so many cores
     * @param times nanoseconds by benchmark and by label of {@link LayerTimes}
     * @param allocated bytes of a step
     */
    LayerTable(LenetShape shape, double peak, Map<String, Double> times, double allocated) {
        this.shape = shape;
        this.peak = peak;
        this.times = times;
        this.allocated = allocated;
        forward = Arrays.copyOf(shape.forwardOperations(), shape.layers().size() + 1);
        backward = Arrays.copyOf(shape.backwardOperations(), shape.layers().size() + 1);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(LABELS + HEADERS + HEADERS, "layer", "output", "forward µs", "share", "GFLOP/s",
                "of peak", "backward µs", "share", "GFLOP/s", "of peak"));
        Shape output = shape.input();
        for (int i = 0; i < shape.layers().size(); i++) {
            LayerSpec layer = shape.layers().get(i);
            output = layer.output(output);
            lines.add(line(layer.label(), output.toString(), i));
        }
        lines.add(line("softmax, loss", "", shape.layers().size()));
        lines.add(String.format(LABELS, "optimiser", "") + cell(time(LayerTimes.UPDATE), 0).stripTrailing());
        lines.add(String.format(LABELS, "together", "") + cell(sum("layer.forward"), shape.inferenceOperations())
                + cell(sum("layer.backward"), shape.trainingOperations() - shape.inferenceOperations()));
        lines.add(whole("step", STEP, shape.trainingOperations())
                + String.format(Locale.ROOT, ", %.1f bytes allocated", allocated));
        lines.add(whole("forward", FORWARD, shape.inferenceOperations()));
        return lines;
    }

    private String line(String label, String output, int layer) {
        return (String.format(LABELS, label, output) + cell(layer, Pass.FORWARD) + cell(layer, Pass.BACKWARD))
                .stripTrailing();
    }

    /** Blank where the layer is computed with another. */
    private String cell(int layer, Pass pass) {
        double time = time(LayerTimes.label(layer, pass));
        if (Double.isNaN(time)) {
            return BLANK;
        }
        long[] operations = pass == Pass.FORWARD ? forward : backward;
        int direction = pass == Pass.FORWARD ? -1 : 1;
        long joined = operations[layer];
        for (int i = layer + direction; i >= 0 && i < operations.length
                && !times.containsKey(LayerTimes.label(i, pass)); i += direction) {
            joined += operations[i];
        }
        return cell(time, joined);
    }

    private String cell(double time, long operations) {
        double speed = operations / time;
        return String.format(Locale.ROOT, CELL, time / 1e3, 100 * time / sum("layer."),
                operations == 0 ? "" : String.format(Locale.ROOT, "%.1f", speed),
                operations == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * speed / peak));
    }

    private String whole(String name, String benchmark, long operations) {
        double time = time(benchmark);
        double speed = operations / time;
        return String.format(Locale.ROOT, "%s: %,.1f µs, %,.0f images/s, %.1f GFLOP/s, %.1f %% of the FMA peak (%.1f)",
                name, time / 1e3, 1e9 * shape.batch() / time, speed, 100 * speed / peak, peak);
    }

    private double time(String label) {
        return times.getOrDefault(label, Double.NaN);
    }

    private double sum(String prefix) {
        return times.entrySet().stream().filter(time -> time.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue).sum();
    }
}
