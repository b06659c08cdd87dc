package io.github.lanewise.bench;

import io.github.lanewise.kernels.Softmax;
import io.github.lanewise.kernels.SoftmaxShape;
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

/** Softmax and its logarithm, forward and backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SoftmaxBenchmark {
    /** Rows side by side, rows one by one, and neighbouring positions. */
    @Param({"softmax:mb2048ic10", "softmax:mb256ic1000", "softmax:mb4ic21sp4096", "log_softmax:mb2048ic10",
            "log_softmax:mb256ic1000"})
    public String problem;

    private SoftmaxShape shape;
    private Softmax plan;
    private float[] input;
    private float[] output;
    private float[] gradOutput;
    private float[] gradInput;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        shape = SoftmaxShape.parse(problem);
        plan = Softmax.plan(shape);
        int elements = shape.outer() * shape.classes() * shape.inner();
        input = Spot.values(elements, 1);
        gradOutput = Spot.values(elements, 2);
        output = new float[elements];
        gradInput = new float[elements];
        forward(threads);
        backward(threads);
        for (int r = 0; r < shape.outer() * shape.inner(); r++) {
            check(r);
        }
    }

    private void check(int row) {
        boolean log = shape.kind() == SoftmaxShape.Kind.LOG_SOFTMAX;
        double sum = 0;
        double gradients = 0;
        double weighted = 0;
        for (int c = 0; c < shape.classes(); c++) {
            sum += StrictMath.exp(input[at(row, c)]);
            gradients += gradOutput[at(row, c)];
            weighted += gradOutput[at(row, c)] * StrictMath.exp(input[at(row, c)]);
        }
        for (int c = 0; c < shape.classes(); c++) {
            int at = at(row, c);
            double p = StrictMath.exp(input[at]) / sum;
            Spot.close("output", at, log ? StrictMath.log(p) : p, output[at], 1e-5 * (log ? 10 : p));
            double gradient = log ? gradOutput[at] - p * gradients : p * (gradOutput[at] - weighted / sum);
            Spot.close("gradInput", at, gradient, gradInput[at], 1e-5);
        }
    }

    private int at(int row, int number) {
        int inner = shape.inner();
        return (row / inner * shape.classes() + number) * inner + row % inner;
    }

    /** Output. */
    @Benchmark
    public void forward(Threads t) {
        plan.forward(input, output, t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backward(Threads t) {
        plan.backward(output, gradOutput, gradInput, t.scratch, t.parallel);
    }
}
