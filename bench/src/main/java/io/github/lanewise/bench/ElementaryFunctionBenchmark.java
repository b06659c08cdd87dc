package io.github.lanewise.bench;

import io.github.lanewise.kernels.ElementaryFunction;
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

/** Elementary functions over one array of values between 0 and 8. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ElementaryFunctionBenchmark {
    /** Which. */
    @Param({"EXP", "EXPM1", "LOG", "LOG1P"})
    public ElementaryFunction function;

    /** Elements: the output of LeNet's first convolution for 128 images, and one image's. */
    @Param({"602112", "4704"})
    public int length;

    private float[] input;
    private float[] output;

    /** Computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        input = Spot.values(length, 1);
        for (int i = 0; i < length; i++) {
            input[i] = 4 + 4 * input[i];
        }
        output = new float[length];
        apply(threads);
        for (int i = 0; i < length; i++) {
            double x = input[i];
            double y = switch (function) {
                case EXP -> StrictMath.exp(x);
                case EXPM1 -> StrictMath.expm1(x);
                case LOG -> StrictMath.log(x);
                case LOG1P -> StrictMath.log1p(x);
            };
            Spot.close("output", i, y, output[i], 4e-7 * Math.abs(y));
        }
    }

    /** Output. */
    @Benchmark
    public void apply(Threads t) {
        function.apply(input, 0, output, 0, length, t.scratch, t.parallel);
    }
}
