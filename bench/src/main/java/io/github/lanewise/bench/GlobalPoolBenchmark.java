package io.github.lanewise.bench;

import io.github.lanewise.kernels.GlobalPool2d;
import io.github.lanewise.kernels.GlobalPool2dShape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Pooling of whole planes, forward (a maximum with its indices) and backward. Bound by memory where planes are large. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GlobalPoolBenchmark {
    /** The end of a residual network in both kinds, and planes of 56×56. */
    @Param({"gavg:mb16ic2048ih7", "gmax:mb16ic2048ih7", "gavg:mb16ic64ih56", "gmax:mb16ic64ih56"})
    public String problem;

    private GlobalPool2d plan;
    private GlobalPool2dShape s;
    private int cells;
    private float[] input;
    private float[] output;
    private float[] gradOutput;
    private float[] gradInput;
    private int[] indices;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        s = GlobalPool2dShape.parse(problem);
        plan = GlobalPool2d.plan(s);
        cells = s.inHeight() * s.inWidth();
        gradOutput = Spot.values(s.batch() * s.channels(), 2);
        input = Spot.values(gradOutput.length * cells, 1);
        output = new float[gradOutput.length];
        gradInput = new float[input.length];
        indices = s.kind() == GlobalPool2dShape.Kind.MAX ? new int[output.length] : null;
        forward(threads);
        Spot.check("output", output, this::outputAt);
        backward(threads);
        Spot.check("gradInput", gradInput, this::gradInputAt);
    }

    /** Output. */
    @Benchmark
    public void forward(Threads t) {
        plan.forward(input, output, indices, t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backward(Threads t) {
        plan.backward(gradOutput, indices, gradInput, t.scratch, t.parallel);
    }

    private Spot.Sum outputAt(int plane) {
        float maximum = Float.NEGATIVE_INFINITY;
        Spot.Sum average = new Spot.Sum();
        for (int i = plane * cells; i < (plane + 1) * cells; i++) {
            maximum = Math.max(maximum, input[i]);
            average.add((double) input[i] / cells);
        }
        return indices == null ? average : new Spot.Sum().add(maximum);
    }

    private Spot.Sum gradInputAt(int i) {
        double share = indices == null ? 1.0 / cells : indices[i / cells] == i % cells ? 1 : 0;
        return new Spot.Sum().add(share * gradOutput[i / cells]);
    }
}
