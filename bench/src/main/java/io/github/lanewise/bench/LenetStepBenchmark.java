package io.github.lanewise.bench;

import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Sgd;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A LeNet on a batch of 128: images a second, data already in place. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(LenetStepBenchmark.BATCH)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class LenetStepBenchmark {
    static final int BATCH = 128;
    private static final int CHECKED_STEPS = 200;

    /** Which network. */
    @Param({"LENET5_RELU", "LENET5_SIGMOID"})
    public Model model;

    private Network network;
    private Sgd sgd;
    private float learningRate;

    /** Makes a batch of random images, and checks that steps lower its loss. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        Parameters parameters = Parameters.initial(model, 28, 1);
        network = new Network(parameters, BATCH, threads.scratch, threads.parallel);
        int image = parameters.input().length();
        float[] images = Spot.values(BATCH * image, 1);
        for (int n = 0; n < BATCH; n++) {
            network.put(n, images, n * image, n * 7 % 10);
        }
        sgd = new Sgd(parameters, model.defaults().momentum(), threads.scratch, threads.parallel);
        learningRate = model.defaults().learningRate();
        float before = network.forward();
        for (int i = 0; i < CHECKED_STEPS; i++) {
            step();
        }
        float after = network.forward();
        if (!(after < before)) {
            throw new IllegalStateException("the loss went from " + before + " to " + after);
        }
        // A rate of zero from here on: on and on over one batch, weights and gradients would become denormal and slow.
        learningRate = 0;
    }

    /** Forward, backward and update. */
    @Benchmark
    public float step() {
        float loss = network.forward();
        network.backward();
        sgd.step(learningRate);
        return loss;
    }

    /** Forward alone, with the loss. */
    @Benchmark
    public float forward() {
        return network.forward();
    }
}
