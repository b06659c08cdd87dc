package io.github.lanewise.bench;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import java.util.Arrays;
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

/** A convolution, an activation and a pooling of 2×2 in one go, in lanes; forward leaves what backward needs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBlockBenchmark {
    /** The convolution: LeNet's two. */
    @Param({"mb128ic1ih28oc6kh5ph2", "mb128ic6ih14oc16kh5"})
    public String problem;

    /** The pooling: a maximum behind ReLU, or an average behind a sigmoid. */
    @Param({"MAX", "AVERAGE_INCLUDING_PADDING"})
    public Pool2dShape.Kind pooling;

    private ConvolutionBlock plan;
    private float[] input;
    private float[] weight;
    private float[] bias;
    private float[] activated;
    private float[] output;
    private int[] indices;
    private float[] gradOutput;
    private float[] gradInput;
    private float[] gradWeight;
    private float[] gradBias;

    /** Plans, and checks that forward is what the three parts come to. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        Conv2dShape s = Conv2dShape.parse(problem);
        Pool2dShape p = Pool2dShape.builder(pooling, s.batch(), s.outChannels(), s.outHeight(), s.outWidth())
                .kernel(2, 2).stride(2, 2).build();
        boolean maximum = pooling == Pool2dShape.Kind.MAX;
        Activation activation = maximum ? Activation.RELU : Activation.SIGMOID;
        plan = ConvolutionBlock.plan(s, activation, p);
        input = Spot.values(Layout.LANES.length(s.batch(), s.inChannels() * s.inHeight() * s.inWidth()), 1);
        weight = Spot.values(s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth(), 2);
        bias = Spot.values(s.outChannels(), 3);
        activated = new float[Layout.LANES.length(s.batch(), s.outChannels() * s.outHeight() * s.outWidth())];
        gradOutput = Spot.values(Layout.LANES.length(s.batch(), p.channels() * p.outHeight() * p.outWidth()), 4);
        output = new float[gradOutput.length];
        indices = maximum ? new int[output.length] : null;
        gradInput = new float[input.length];
        gradWeight = new float[weight.length];
        gradBias = new float[bias.length];
        forward(threads);
        float[] parts = new float[activated.length];
        float[] pooled = new float[output.length];
        Conv2d.plan(s, Layout.LANES).forward(input, weight, bias, parts, threads.scratch, threads.parallel);
        activation.forward(parts, 0, parts, 0, parts.length, threads.scratch, threads.parallel);
        Pool2d.plan(p, Layout.LANES).forward(parts, pooled, null, threads.scratch, threads.parallel);
        if (!Arrays.equals(pooled, output)) {
            throw new IllegalStateException(plan + " is not what its parts come to");
        }
    }

    /** Output, and what backward needs. */
    @Benchmark
    public void forward(Threads t) {
        plan.forward(input, 0, weight, 0, bias, 0, plan.needsActivated() ? activated : null, 0, output, 0, indices, 0,
                t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backwardInput(Threads t) {
        plan.backwardInput(activated, 0, output, 0, indices, 0, gradOutput, 0, weight, 0, gradInput, 0, t.scratch,
                t.parallel);
    }

    /** Gradients by weight and bias. */
    @Benchmark
    public void backwardWeight(Threads t) {
        plan.backwardWeight(input, 0, activated, 0, output, 0, indices, 0, gradOutput, 0, gradWeight, 0, gradBias, 0,
                t.scratch, t.parallel);
    }
}
