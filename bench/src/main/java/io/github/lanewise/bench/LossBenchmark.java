package io.github.lanewise.bench;

import io.github.lanewise.kernels.SoftmaxCrossEntropy;
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

/** Softmax with cross-entropy, forward and backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LossBenchmark {
    /** batch×classes. */
    @Param({"128x10", "256x1000"})
    public String problem;

    private SoftmaxCrossEntropy plan;
    private int batch;
    private int classes;
    private float[] logits;
    private float[] probabilities;
    private float[] gradInput;
    private int[] labels;
    private float loss;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        String[] sizes = problem.split("x");
        batch = Integer.parseInt(sizes[0]);
        classes = Integer.parseInt(sizes[1]);
        plan = SoftmaxCrossEntropy.plan(batch, classes);
        logits = Spot.values(batch * classes, 1);
        probabilities = new float[batch * classes];
        gradInput = new float[batch * classes];
        labels = new int[batch];
        for (int n = 0; n < batch; n++) {
            labels[n] = n * 7 % classes;
        }
        forward(threads);
        backward(threads);
        double expectedLoss = 0;
        for (int n = 0; n < batch; n++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += StrictMath.exp(logits[n * classes + c]);
            }
            for (int c = 0; c < classes; c++) {
                double p = StrictMath.exp(logits[n * classes + c]) / sum;
                Spot.close("probabilities", n * classes + c, p, probabilities[n * classes + c], 1e-5 * p);
                double gradient = (p - (c == labels[n] ? 1 : 0)) / batch;
                Spot.close("gradInput", n * classes + c, gradient, gradInput[n * classes + c], 1e-5 / batch);
            }
            expectedLoss += (StrictMath.log(sum) - logits[n * classes + labels[n]]) / batch;
        }
        Spot.close("loss", 0, expectedLoss, loss, 1e-5 * expectedLoss);
    }

    /** Probabilities and mean loss. */
    @Benchmark
    public float forward(Threads t) {
        loss = plan.forward(logits, 0, labels, 0, probabilities, 0, t.scratch, t.parallel);
        return loss;
    }

    /** Gradient by the logits. */
    @Benchmark
    public void backward(Threads t) {
        plan.backward(probabilities, 0, labels, 0, gradInput, 0, t.scratch, t.parallel);
    }
}
