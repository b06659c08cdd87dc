package io.github.lanewise.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A training step of a LeNet, each layer timed where it works, among the others; {@link LayerTimes} tells the times. Reading
 * the clock costs some 25 ns a layer and pass.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LenetLayerBenchmark {
    /** Listens to the layers. */
    @Setup(Level.Trial)
    public void listen(LenetState lenet) {
        lenet.network.listen(LayerTimes::done);
    }

    /** Forward, backward and update. */
    @Benchmark
    public float step(LenetState lenet) {
        LayerTimes.begin();
        float loss = lenet.step();
        LayerTimes.updated();
        return loss;
    }
}
