package io.github.lanewise.bench;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import java.util.ArrayList;
import java.util.List;
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

/**
 * Convolution, forward and its gradients. Problem strings as everywhere: {@code -p problem=mb1ic64ih56oc64kh3ph1}; and
 * {@code -p algorithm=DIRECT,IM2COL} (or {@code DEPTHWISE}) forces one. After {@code conv_lenet:} the channels are connected as in LeNet-5's
 * C3. Multiply-adds: {@code Conv2dShape.products()}, of C3 60 in 96 of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBenchmark {
    private static final String LENET = "conv_lenet:";

    /** LeNet's two, C3, one of the middle of ResNet with a full batch, one image of it, one dimension, and depthwise. */
    @Param({"mb128ic1ih28oc6kh5ph2", "mb128ic6ih14oc16kh5", LENET + "mb128ic6ih14oc16kh5", "mb16ic64ih28oc64kh3ph1",
            "ic128ih28oc128kh3ph1", "mb16ic64iw128oc64kw3pw1", "g64mb16ic64ih28oc64kh3ph1"})
    public String problem;

    /** "best" for what the selection table takes. */
    @Param("best")
    public String algorithm;

    private Conv2d plan;
    private Conv2dShape s;
    /** For each output and each input channel, the number of the kernel between them, or −1. */
    private int[][] kernel;
    /** For each kernel, its output and its input channel. */
    private List<int[]> channels;
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
        Connections connections = problem.startsWith(LENET) ? Connections.LENET5_C3 : null;
        s = Conv2dShape.parse(problem.replace(LENET, ""));
        List<Conv2d.Algorithm> candidates = connections == null
                ? Conv2d.candidates(s)
                : Conv2d.candidates(s, connections);
        Conv2d.Algorithm taken = algorithm.equals("best")
                ? candidates.getFirst()
                : Conv2d.Algorithm.valueOf(algorithm);
        plan = connections == null ? Conv2d.plan(s, taken) : Conv2d.plan(s, connections, taken);
        number(connections);
        input = Spot.values(s.batch() * s.inChannels() * s.inHeight() * s.inWidth(), 1);
        weight = Spot.values(channels.size() * s.kernelHeight() * s.kernelWidth(), 2);
        bias = Spot.values(s.outChannels(), 3);
        gradOutput = Spot.values(s.batch() * s.outChannels() * s.outHeight() * s.outWidth(), 4);
        output = new float[gradOutput.length];
        gradInput = new float[input.length];
        gradWeight = new float[weight.length];
        gradBias = new float[bias.length];
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

    /** Where (n, c) begins to be read by output row and column through a kernel cell, or −1 in the padding. */
    private int inputAt(int n, int c, int oh, int ow, int kh, int kw) {
        int row = oh * s.strideHeight() - s.padTop() + kh * s.dilationHeight();
        int column = ow * s.strideWidth() - s.padLeft() + kw * s.dilationWidth();
        boolean inside = row >= 0 && row < s.inHeight() && column >= 0 && column < s.inWidth();
        return inside ? ((n * s.inChannels() + c) * s.inHeight() + row) * s.inWidth() + column : -1;
    }

    private void number(Connections connections) {
        kernel = new int[s.outChannels()][s.inChannels()];
        channels = new ArrayList<>();
        for (int o = 0; o < s.outChannels(); o++) {
            int group = o / (s.outChannels() / s.groups());
            for (int c = 0; c < s.inChannels(); c++) {
                boolean seen = connections == null ? c / s.channelsPerGroup() == group : connections.connected(o, c);
                kernel[o][c] = seen ? channels.size() : -1;
                if (seen) {
                    channels.add(new int[]{o, c});
                }
            }
        }
    }

    private int weightIndex(int kernel, int kh, int kw) {
        return (kernel * s.kernelHeight() + kh) * s.kernelWidth() + kw;
    }

    private Spot.Sum outputAt(int i) {
        int ow = i % s.outWidth();
        int oh = i / s.outWidth() % s.outHeight();
        int o = i / (s.outWidth() * s.outHeight()) % s.outChannels();
        int n = i / (s.outWidth() * s.outHeight() * s.outChannels());
        Spot.Sum sum = new Spot.Sum().add(bias[o]);
        for (int c = 0; c < s.inChannels(); c++) {
            if (kernel[o][c] < 0) {
                continue;
            }
            for (int kh = 0; kh < s.kernelHeight(); kh++) {
                for (int kw = 0; kw < s.kernelWidth(); kw++) {
                    int at = inputAt(n, c, oh, ow, kh, kw);
                    sum.add(weight[weightIndex(kernel[o][c], kh, kw)], at < 0 ? 0f : input[at]);
                }
            }
        }
        return sum;
    }

    private Spot.Sum gradInputAt(int i) {
        int row = i / s.inWidth() % s.inHeight() + s.padTop();
        int column = i % s.inWidth() + s.padLeft();
        int c = i / (s.inWidth() * s.inHeight()) % s.inChannels();
        int n = i / (s.inWidth() * s.inHeight() * s.inChannels());
        Spot.Sum sum = new Spot.Sum();
        for (int o = 0; o < s.outChannels(); o++) {
            if (kernel[o][c] < 0) {
                continue;
            }
            for (int kh = 0; kh < s.kernelHeight(); kh++) {
                int oh = window(row - kh * s.dilationHeight(), s.strideHeight(), s.outHeight());
                for (int kw = 0; oh >= 0 && kw < s.kernelWidth(); kw++) {
                    int ow = window(column - kw * s.dilationWidth(), s.strideWidth(), s.outWidth());
                    if (ow >= 0) {
                        sum.add(weight[weightIndex(kernel[o][c], kh, kw)],
                                gradOutput[((n * s.outChannels() + o) * s.outHeight() + oh) * s.outWidth() + ow]);
                    }
                }
            }
        }
        return sum;
    }

    /** The window that begins at a place of the padded image, or −1 if none does. */
    private static int window(int begin, int stride, int windows) {
        return begin >= 0 && begin % stride == 0 && begin / stride < windows ? begin / stride : -1;
    }

    private Spot.Sum gradWeightAt(int i) {
        int kw = i % s.kernelWidth();
        int kh = i / s.kernelWidth() % s.kernelHeight();
        int[] pair = channels.get(i / (s.kernelWidth() * s.kernelHeight()));
        Spot.Sum sum = new Spot.Sum();
        for (int n = 0; n < s.batch(); n++) {
            for (int out = 0; out < s.outHeight() * s.outWidth(); out++) {
                int at = inputAt(n, pair[1], out / s.outWidth(), out % s.outWidth(), kh, kw);
                sum.add(gradOutput[(n * s.outChannels() + pair[0]) * s.outHeight() * s.outWidth() + out],
                        at < 0 ? 0f : input[at]);
            }
        }
        return sum;
    }
}
