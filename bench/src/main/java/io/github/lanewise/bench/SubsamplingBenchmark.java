package io.github.lanewise.bench;

import io.github.lanewise.kernels.Subsampling2d;
import io.github.lanewise.kernels.Subsampling2dShape;
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

/** LeNet-5's trainable subsampling: forward, and the gradients by input and by coefficient and bias. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SubsamplingBenchmark {
    /** LeNet-5's S2 and S4. */
    @Param({"sub:mb128ic6ih28", "sub:mb128ic16ih10"})
    public String problem;

    private Subsampling2d plan;
    private Subsampling2dShape s;
    private float[] input;
    private float[] coefficient;
    private float[] bias;
    private float[] output;
    private float[] gradOutput;
    private float[] gradInput;
    private float[] gradCoefficient;
    private float[] gradBias;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        s = Subsampling2dShape.parse(problem);
        plan = Subsampling2d.plan(s);
        input = Spot.values(s.batch() * s.channels() * s.inHeight() * s.inWidth(), 1);
        gradOutput = Spot.values(s.batch() * s.channels() * s.outHeight() * s.outWidth(), 2);
        coefficient = Spot.values(s.channels(), 3);
        bias = Spot.values(s.channels(), 4);
        output = new float[gradOutput.length];
        gradInput = new float[input.length];
        gradCoefficient = new float[s.channels()];
        gradBias = new float[s.channels()];
        forward(threads);
        Spot.check("output", output, this::outputAt);
        backwardInput(threads);
        Spot.check("gradInput", gradInput, this::gradInputAt);
        backwardCoefficient(threads);
        Spot.check("gradCoefficient", gradCoefficient, c -> gradientAt(c, true));
        Spot.check("gradBias", gradBias, c -> gradientAt(c, false));
    }

    /** Output. */
    @Benchmark
    public void forward(Threads t) {
        plan.forward(input, coefficient, bias, output, t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backwardInput(Threads t) {
        plan.backwardInput(gradOutput, coefficient, gradInput, t.scratch, t.parallel);
    }

    /** Gradients by coefficient and bias. */
    @Benchmark
    public void backwardCoefficient(Threads t) {
        plan.backwardCoefficient(input, gradOutput, gradCoefficient, gradBias, t.scratch, t.parallel);
    }

    private Spot.Sum outputAt(int i) {
        int c = i / (s.outHeight() * s.outWidth()) % s.channels();
        Spot.Sum sum = new Spot.Sum().add(bias[c]);
        for (int k = 0; k < 4; k++) {
            sum.add(coefficient[c], input[cell(i, k)]);
        }
        return sum;
    }

    /** The cell of an output's window at row k / 2 and column k % 2. */
    private int cell(int output, int k) {
        int plane = output / (s.outHeight() * s.outWidth());
        int row = 2 * (output / s.outWidth() % s.outHeight()) + k / 2;
        return (plane * s.inHeight() + row) * s.inWidth() + 2 * (output % s.outWidth()) + k % 2;
    }

    private Spot.Sum gradInputAt(int i) {
        int plane = i / (s.inHeight() * s.inWidth());
        int row = i / s.inWidth() % s.inHeight() / 2;
        int column = i % s.inWidth() / 2;
        return new Spot.Sum().add(coefficient[plane % s.channels()],
                gradOutput[(plane * s.outHeight() + row) * s.outWidth() + column]);
    }

    private Spot.Sum gradientAt(int channel, boolean byCoefficient) {
        Spot.Sum sum = new Spot.Sum();
        for (int i = 0; i < gradOutput.length; i++) {
            for (int k = 0; k < 4 && i / (s.outHeight() * s.outWidth()) % s.channels() == channel; k++) {
                sum.add(gradOutput[i], byCoefficient ? input[cell(i, k)] : k == 0 ? 1 : 0);
            }
        }
        return sum;
    }
}
