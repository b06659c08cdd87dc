package io.github.lanewise.bench;

import io.github.lanewise.kernels.LossShape;
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

/** Softmax with cross-entropy of labels, forward and backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LossBenchmark {
    /** A digit a row, a word out of a thousand a row, and a class a pixel. */
    @Param({"softmax_cross_entropy:mb128ic10", "softmax_cross_entropy:mb256ic1000",
            "softmax_cross_entropy:mb4ic21sp4096ls0.1"})
    public String problem;

    private LossShape shape;
    private SoftmaxCrossEntropy plan;
    private float[] logits;
    private float[] probabilities;
    private float[] gradInput;
    private int[] labels;
    private float[] loss;
    private float[] gradLoss;

    /** Plans, computes each result once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        shape = LossShape.parse(problem);
        plan = SoftmaxCrossEntropy.plan(shape);
        int elements = shape.batch() * shape.classes() * shape.positions();
        logits = Spot.values(elements, 1);
        probabilities = new float[elements];
        gradInput = new float[elements];
        labels = new int[shape.rows()];
        for (int r = 0; r < labels.length; r++) {
            labels[r] = r * 7 % shape.classes();
        }
        loss = new float[1];
        gradLoss = new float[]{1};
        forward(threads);
        backward(threads);
        double expected = 0;
        for (int r = 0; r < shape.rows(); r++) {
            expected += check(r) / shape.rows();
        }
        Spot.close("loss", 0, expected, loss[0], 1e-5 * expected);
    }

    /** Checks a row's probabilities and gradients, and returns its loss. */
    private double check(int row) {
        double sum = 0;
        for (int c = 0; c < shape.classes(); c++) {
            sum += StrictMath.exp(logits[at(row, c)]);
        }
        double rowLoss = 0;
        for (int c = 0; c < shape.classes(); c++) {
            double p = StrictMath.exp(logits[at(row, c)]) / sum;
            double q = (c == labels[row] ? 1 - shape.labelSmoothing() : 0)
                    + (double) shape.labelSmoothing() / shape.classes();
            Spot.close("probabilities", at(row, c), p, probabilities[at(row, c)], 1e-5 * p);
            Spot.close("gradInput", at(row, c), (p - q) / shape.rows(), gradInput[at(row, c)], 1e-5 / shape.rows());
            rowLoss -= q * StrictMath.log(p);
        }
        return rowLoss;
    }

    private int at(int row, int number) {
        int positions = shape.positions();
        return (row / positions * shape.classes() + number) * positions + row % positions;
    }

    /** Probabilities and mean loss. */
    @Benchmark
    public float forward(Threads t) {
        plan.forward(logits, labels, null, probabilities, loss, t.scratch, t.parallel);
        return loss[0];
    }

    /** Gradient by the logits. */
    @Benchmark
    public void backward(Threads t) {
        plan.backward(probabilities, labels, null, gradLoss, gradInput, t.scratch, t.parallel);
    }
}
