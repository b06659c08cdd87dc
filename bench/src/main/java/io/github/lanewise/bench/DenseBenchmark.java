package io.github.lanewise.bench;

import io.github.lanewise.kernels.Dense;
import io.github.lanewise.kernels.DenseShape;
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

/** Dense layers, forward and their gradients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DenseBenchmark {
    /** LeNet's three, and a wide one. */
    @Param({"dense:mb128ic400oc120", "dense:mb128ic120oc84", "dense:mb128ic84oc10", "dense:mb64ic1024oc1024"})
    public String problem;

    private Dense plan;
    private int in;
    private int out;
    private int batch;
    private float[] input;
    private float[] weight;
    private float[] bias;
    private float[] gradOutput;
    private float[] output;
    private float[] gradInput;
    private float[] gradWeight;
    private float[] gradBias;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        DenseShape s = DenseShape.parse(problem);
        plan = Dense.plan(s);
        batch = s.batch();
        in = s.inFeatures();
        out = s.outFeatures();
        input = Spot.values(batch * in, 1);
        weight = Spot.values(out * in, 2);
        bias = Spot.values(out, 3);
        gradOutput = Spot.values(batch * out, 4);
        output = new float[batch * out];
        gradInput = new float[batch * in];
        gradWeight = new float[out * in];
        gradBias = new float[out];
        forward(threads);
        Spot.check("output", output, this::outputAt);
        backwardInput(threads);
        Spot.check("gradInput", gradInput, this::gradInputAt);
        backwardWeight(threads);
        Spot.check("gradWeight", gradWeight, this::gradWeightAt);
    }

    /** Output. */
    @Benchmark
    public void forward(Threads t) {
        plan.forward(input, weight, bias, output, t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backwardInput(Threads t) {
        plan.backwardInput(gradOutput, weight, gradInput, t.scratch, t.parallel);
    }

    /** Gradients by weight and bias. */
    @Benchmark
    public void backwardWeight(Threads t) {
        plan.backwardWeight(input, gradOutput, gradWeight, gradBias, t.scratch, t.parallel);
    }

    private Spot.Sum outputAt(int k) {
        Spot.Sum sum = new Spot.Sum().add(bias[k % out]);
        for (int i = 0; i < in; i++) {
            sum.add(input[k / out * in + i], weight[k % out * in + i]);
        }
        return sum;
    }

    private Spot.Sum gradInputAt(int k) {
        Spot.Sum sum = new Spot.Sum();
        for (int o = 0; o < out; o++) {
            sum.add(gradOutput[k / in * out + o], weight[o * in + k % in]);
        }
        return sum;
    }

    private Spot.Sum gradWeightAt(int k) {
        Spot.Sum sum = new Spot.Sum();
        for (int n = 0; n < batch; n++) {
            sum.add(gradOutput[n * out + k / in], input[n * in + k % in]);
        }
        return sum;
    }
}
