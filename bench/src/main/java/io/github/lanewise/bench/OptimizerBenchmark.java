package io.github.lanewise.bench;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Sgd;
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

/** Steps of optimisers over one array. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerBenchmark {
    private static final double RATE = 0.01;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 0.1;
    private static final double SECOND_MOMENTUM = 0.999;
    private static final double EPSILON = 1e-8;

    /** Which. */
    public enum Optimizer {
        DESCENT, MOMENTUM, NESTEROV, KERAS_MOMENTUM, ADAM, ADAM_W
    }

    /** Which. */
    @Param
    public Optimizer optimizer;

    /** Elements: the parameters of LeNet, and more than stay in L2. */
    @Param({"61706", "500000"})
    public int length;

    private Sgd sgd;
    private Adam adam;
    private float[] weight;
    private float[] gradWeight;
    private float[] firstState;
    private float[] secondState;

    /** Takes the first two steps and checks them. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        boolean nesterov = optimizer == Optimizer.NESTEROV;
        sgd = new Sgd(optimizer == Optimizer.KERAS_MOMENTUM ? Sgd.Form.KERAS : Sgd.Form.PYTORCH,
                optimizer == Optimizer.DESCENT ? 0 : MOMENTUM, 0, nesterov, DECAY);
        boolean decoupled = optimizer == Optimizer.ADAM_W;
        adam = new Adam(MOMENTUM, SECOND_MOMENTUM, EPSILON, decoupled ? DECAY : 0, decoupled);
        weight = Spot.values(length, 1);
        gradWeight = Spot.values(length, 2);
        firstState = new float[length];
        secondState = new float[length];
        float[] before = weight.clone();
        step(threads, 1);
        step(threads, 2);
        for (int i = 0; i < length; i++) {
            Spot.close("weight", i, afterTwoSteps(before[i], gradWeight[i]), weight[i], 1e-6);
        }
    }

    private double afterTwoSteps(double w, double gradient) {
        double first = 0;
        double second = 0;
        for (int t = 1; t <= 2; t++) {
            double g = adams() ? gradient : gradient + DECAY * w;
            switch (optimizer) {
                case DESCENT -> w -= RATE * g;
                case MOMENTUM, KERAS_MOMENTUM -> {
                    first = MOMENTUM * first + g;
                    w -= RATE * first;
                }
                case NESTEROV -> {
                    first = MOMENTUM * first + g;
                    w -= RATE * (g + MOMENTUM * first);
                }
                case ADAM, ADAM_W -> {
                    first = MOMENTUM * first + (1 - MOMENTUM) * g;
                    second = SECOND_MOMENTUM * second + (1 - SECOND_MOMENTUM) * g * g;
                    double root = Math.sqrt(second / (1 - Math.pow(SECOND_MOMENTUM, t)));
                    double direction = first / (1 - Math.pow(MOMENTUM, t)) / (root + EPSILON);
                    w -= RATE * (direction + adam.weightDecay() * w);
                }
            }
        }
        return w;
    }

    /** One more step. */
    @Benchmark
    public void step(Threads t) {
        step(t, 100);
    }

    private boolean adams() {
        return optimizer == Optimizer.ADAM || optimizer == Optimizer.ADAM_W;
    }

    private void step(Threads t, int number) {
        if (adams()) {
            adam.step(weight, 0, gradWeight, 0, firstState, 0, secondState, 0, length, RATE, number, t.scratch,
                    t.parallel);
        } else {
            sgd.step(weight, 0, gradWeight, 0, firstState, 0, length, RATE, t.scratch, t.parallel);
        }
    }
}
