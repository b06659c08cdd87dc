package io.github.lanewise.bench;

import io.github.lanewise.kernels.Pad2d;
import io.github.lanewise.kernels.Pad2dShape;
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

/** Explicit padding, forward and backward. Bound by memory: compare with a copy of the output. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PadBenchmark {
    /** Before LeNet's first layer, before a wide one, and a long signal. */
    @Param({"pad_constant:mb128ic1ih28ph2", "pad_edge:mb16ic64ih56ph3", "pad_reflect:mb16ic64ih56ph3",
            "pad_reflect:mb16ic1iw16000pw200"})
    public String problem;

    private Pad2d plan;
    private Pad2dShape s;
    private float[] input;
    private float[] output;
    private float[] gradOutput;
    private float[] gradInput;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        s = Pad2dShape.parse(problem);
        plan = Pad2d.plan(s);
        input = Spot.values(s.batch() * s.channels() * s.inHeight() * s.inWidth(), 1);
        gradOutput = Spot.values(s.batch() * s.channels() * s.outHeight() * s.outWidth(), 2);
        output = new float[gradOutput.length];
        gradInput = new float[input.length];
        forward(threads);
        Spot.check("output", output, i -> new Spot.Sum().add(copied(i) < 0 ? 0 : input[copied(i)]));
        backward(threads);
        Spot.check("gradInput", gradInput, this::gradInputAt);
    }

    /** Output. */
    @Benchmark
    public void forward(Threads t) {
        plan.forward(input, output, t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backward(Threads t) {
        plan.backward(gradOutput, gradInput, t.scratch, t.parallel);
    }

    private Spot.Sum gradInputAt(int i) {
        int outPlane = s.outHeight() * s.outWidth();
        int plane = i / (s.inHeight() * s.inWidth());
        Spot.Sum sum = new Spot.Sum();
        for (int out = plane * outPlane; out < (plane + 1) * outPlane; out++) {
            if (copied(out) == i) {
                sum.add(gradOutput[out]);
            }
        }
        return sum;
    }

    /** The input cell that an output is a copy of, or −1. */
    private int copied(int output) {
        int row = inside(output / s.outWidth() % s.outHeight() - s.padTop(), s.inHeight());
        int column = inside(output % s.outWidth() - s.padLeft(), s.inWidth());
        int plane = output / (s.outHeight() * s.outWidth());
        return row < 0 || column < 0 ? -1 : (plane * s.inHeight() + row) * s.inWidth() + column;
    }

    private int inside(int cell, int cells) {
        boolean outside = cell < 0 || cell >= cells;
        return switch (s.mode()) {
            case CONSTANT -> outside ? -1 : cell;
            case EDGE -> Math.clamp(cell, 0, cells - 1);
            case REFLECT -> outside ? cell < 0 ? -cell : 2 * (cells - 1) - cell : cell;
        };
    }
}
