package io.github.lanewise.bench;

import io.github.lanewise.kernels.Activation;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** Activations over one array, forward and backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ActivationBenchmark {
    /** One of each kind. */
    private static final Map<String, Activation> ACTIVATIONS = Stream
            .of(Activation.RELU, Activation.leakyRelu(0.01f), Activation.elu(1), Activation.SIGMOID, Activation.TANH,
                    Activation.SCALED_TANH, Activation.SOFTPLUS)
            .collect(Collectors.toMap(each -> each.kind().toString(), Function.identity()));

    /** Which. */
    @Param({"relu", "leaky_relu", "elu", "sigmoid", "tanh", "scaled_tanh", "softplus"})
    public String kind;

    /** Elements: the output of LeNet's first convolution for 128 images, and one image's. */
    @Param({"602112", "4704"})
    public int length;

    private Activation activation;
    private float[] input;
    private float[] output;
    private float[] gradOutput;
    private float[] gradInput;

    /** Computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        activation = ACTIVATIONS.get(kind);
        input = Spot.values(length, 1);
        for (int i = 0; i < length; i++) {
            input[i] *= 8;
        }
        gradOutput = Spot.values(length, 2);
        output = new float[length];
        gradInput = new float[length];
        forward(threads);
        backward(threads);
        for (int i = 0; i < length; i++) {
            double x = input[i];
            double y = switch (activation.kind()) {
                case RELU -> Math.max(x, 0);
                case LEAKY_RELU -> x > 0 ? x : activation.parameter() * x;
                case ELU -> x > 0 ? x : activation.parameter() * StrictMath.expm1(x);
                case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
                case TANH -> StrictMath.tanh(x);
                case SCALED_TANH -> 1.7159 * StrictMath.tanh(2 * x / 3);
                case SOFTPLUS -> StrictMath.log1p(StrictMath.exp(x));
            };
            double slope = switch (activation.kind()) {
                case RELU -> x > 0 ? 1 : 0;
                case LEAKY_RELU -> x > 0 ? 1 : activation.parameter();
                case ELU -> x > 0 ? 1 : y + activation.parameter();
                case SIGMOID -> y * (1 - y);
                case TANH -> 1 - y * y;
                case SCALED_TANH -> 2 / (3 * 1.7159) * (1.7159 * 1.7159 - y * y);
                case SOFTPLUS -> 1 / (1 + StrictMath.exp(-x));
            };
            Spot.close("output", i, y, output[i], 4e-7 * Math.abs(y));
            Spot.close("gradInput", i, slope * gradOutput[i], gradInput[i], 1e-6);
        }
    }

    /** Output. */
    @Benchmark
    public void forward(Threads t) {
        activation.forward(input, 0, output, 0, length, t.scratch, t.parallel);
    }

    /** Gradient by the input. */
    @Benchmark
    public void backward(Threads t) {
        activation.backward(output, 0, gradOutput, 0, gradInput, 0, length, t.scratch, t.parallel);
    }
}
