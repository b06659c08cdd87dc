package io.github.lanewise.bench;

import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
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

/** Pooling, forward (a maximum with its indices) and backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoolBenchmark {
    /** LeNet's first pooling in both kinds, one that overlaps, lines, a dilated average, and a plane cut into bands. */
    @Param({"max:mb128ic6ih28kh2sh2", "avg_p:mb128ic6ih28kh2sh2", "max:mb16ic64ih56kh3sh2ph1",
            "max:mb16ic64iw4096kw2sw2", "avg_p:mb16ic64ih56kh3dh2", "max:ic16ih512kh2sh2"})
    public String problem;

    private Pool2d plan;
    private Pool2dShape s;
    private float[] input;
    private float[] output;
    private float[] gradOutput;
    private float[] gradInput;
    private int[] indices;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        s = Pool2dShape.parse(problem);
        plan = Pool2d.plan(s);
        input = Spot.values(s.batch() * s.channels() * s.inHeight() * s.inWidth(), 1);
        gradOutput = Spot.values(s.batch() * s.channels() * s.outHeight() * s.outWidth(), 2);
        output = new float[gradOutput.length];
        gradInput = new float[input.length];
        indices = s.kind() == Pool2dShape.Kind.MAX ? new int[output.length] : null;
        forward(threads);
        Spot.check("output", output, this::outputAt);
        backward(threads);
        double sumOut = 0;
        double sumIn = 0;
        for (float g : gradOutput) {
            sumOut += g;
        }
        for (float g : gradInput) {
            sumIn += g;
        }
        boolean whole = indices != null || s.padTop() == 0; // an average that counts padding loses what falls there
        Spot.close("sum of gradInput", 0, whole ? sumOut : sumIn, sumIn, 1e-7 * gradOutput.length);
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

    private Spot.Sum outputAt(int i) {
        int outPlane = s.outHeight() * s.outWidth();
        int plane = i / outPlane * s.inHeight() * s.inWidth();
        int cells = s.kernelHeight() * s.kernelWidth();
        float maximum = Float.NEGATIVE_INFINITY;
        Spot.Sum average = new Spot.Sum();
        for (int k = 0; k < cells; k++) {
            int row = i % outPlane / s.outWidth() * s.strideHeight() - s.padTop()
                    + k / s.kernelWidth() * s.dilationHeight();
            int column = i % s.outWidth() * s.strideWidth() - s.padLeft()
                    + k % s.kernelWidth() * s.dilationWidth();
            if (row >= 0 && row < s.inHeight() && column >= 0 && column < s.inWidth()) {
                float x = input[plane + row * s.inWidth() + column];
                maximum = Math.max(maximum, x);
                average.add((double) x / cells);
            }
        }
        return indices == null ? average : new Spot.Sum().add(maximum);
    }
}
