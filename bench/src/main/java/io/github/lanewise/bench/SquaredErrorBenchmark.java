package io.github.lanewise.bench;

import io.github.lanewise.kernels.MeanSquaredError;
import io.github.lanewise.kernels.SquaredErrorShape;
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

/** Mean squared error, forward and backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SquaredErrorBenchmark {
    /** In L1, and beyond L2. */
    @Param({"mse:n2000", "mse:n500000"})
    public String problem;

    private MeanSquaredError plan;
    private float[] input;
    private float[] target;
    private float[] loss;
    private float[] gradLoss;
    private float[] gradInput;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        SquaredErrorShape shape = SquaredErrorShape.parse(problem);
        plan = MeanSquaredError.plan(shape);
        int length = shape.length();
        input = Spot.values(length, 1);
        target = Spot.values(length, 2);
        loss = new float[1];
        gradLoss = new float[]{1};
        gradInput = new float[length];
        forward(threads);
        backward(threads);
        double expected = 0;
        for (int i = 0; i < length; i++) {
            double d = (double) input[i] - target[i];
            expected += d * d / length;
            Spot.close("gradInput", i, 2 * d / length, gradInput[i], 1e-6 / length);
        }
        Spot.close("loss", 0, expected, loss[0], 1e-4 * expected);
    }

    /** Mean of the squares. */
    @Benchmark
    public float forward(Threads t) {
        plan.forward(input, target, loss, t.scratch, t.parallel);
        return loss[0];
    }

    /** Gradient by the input. */
    @Benchmark
    public void backward(Threads t) {
        plan.backward(input, target, gradLoss, gradInput, t.scratch, t.parallel);
    }
}
