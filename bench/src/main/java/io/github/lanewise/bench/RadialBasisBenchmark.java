package io.github.lanewise.bench;

import io.github.lanewise.kernels.RadialBasis;
import io.github.lanewise.kernels.RadialBasisShape;
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

/** Radial basis functions, forward and their gradients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RadialBasisBenchmark {
    /** LeNet-5's output layer, and a wide one. */
    @Param({"radial_basis:mb128ic84oc10", "radial_basis:mb128ic400oc120"})
    public String problem;

    private RadialBasis plan;
    private int in;
    private int out;
    private int batch;
    private float[] input;
    private float[] weight;
    private float[] gradOutput;
    private float[] output;
    private float[] gradInput;
    private float[] gradWeight;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        RadialBasisShape shape = RadialBasisShape.parse(problem);
        plan = RadialBasis.plan(shape);
        batch = shape.batch();
        in = shape.inFeatures();
        out = shape.outFeatures();
        input = Spot.values(batch * in, 1);
        weight = Spot.values(out * in, 2);
        gradOutput = Spot.values(batch * out, 3);
        output = new float[batch * out];
        gradInput = new float[batch * in];
        gradWeight = new float[out * in];
        forward(threads);
        backwardInput(threads);
        backwardWeight(threads);
        for (int i = 0; i < output.length; i++) {
            double sum = 0;
            for (int j = 0; j < in; j++) {
                sum += difference(i / out, i % out, j) * difference(i / out, i % out, j);
            }
            Spot.close("output", i, sum, output[i], 1e-5 * in);
        }
        for (int i = 0; i < gradInput.length; i++) {
            double sum = 0;
            for (int o = 0; o < out; o++) {
                sum += 2 * difference(i / in, o, i % in) * gradOutput[i / in * out + o];
            }
            Spot.close("gradInput", i, sum, gradInput[i], 1e-5 * out);
        }
        for (int i = 0; i < gradWeight.length; i++) {
            double sum = 0;
            for (int n = 0; n < batch; n++) {
                sum -= 2 * difference(n, i / in, i % in) * gradOutput[n * out + i / in];
            }
            Spot.close("gradWeight", i, sum, gradWeight[i], 1e-5 * batch);
        }
    }

    private double difference(int image, int centre, int feature) {
        return (double) input[image * in + feature] - weight[centre * in + feature];
    }

    /** Output. */
    @Benchmark
    public void forward(Threads t) {
        plan.forward(input, weight, output, t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backwardInput(Threads t) {
        plan.backwardInput(input, gradOutput, weight, gradInput, t.scratch, t.parallel);
    }

    /** Gradient by the centres. */
    @Benchmark
    public void backwardWeight(Threads t) {
        plan.backwardWeight(input, gradOutput, weight, gradWeight, t.scratch, t.parallel);
    }
}
