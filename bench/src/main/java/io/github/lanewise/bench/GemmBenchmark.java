package io.github.lanewise.bench;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.Matrix;
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

/** The matrix product over row-major matrices, b also transposed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {
    /** rows×columns×depth. */
    @Param({"64x64x64", "256x256x256", "1024x1024x1024", "128x120x400"})
    public String problem;

    /** Whether b is the transpose of a row-major matrix. */
    @Param({"false", "true"})
    public boolean transposed;

    private Matrix a;
    private Matrix b;
    private Matrix c;

    /** Computes the product once and checks it. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        String[] sizes = problem.split("x");
        int rows = Integer.parseInt(sizes[0]);
        int columns = Integer.parseInt(sizes[1]);
        int depth = Integer.parseInt(sizes[2]);
        a = Matrix.of(Spot.values(rows * depth, 1), rows, depth);
        float[] right = Spot.values(depth * columns, 2);
        b = transposed ? Matrix.of(right, columns, depth).transpose() : Matrix.of(right, depth, columns);
        c = Matrix.of(new float[rows * columns], rows, columns);
        multiply(threads);
        Spot.check("c", c.data(), this::productAt);
    }

    /** c = a·b. */
    @Benchmark
    public void multiply(Threads t) {
        Gemm.multiply(a, b, c, t.scratch, t.parallel);
    }

    private Spot.Sum productAt(int i) {
        Spot.Sum sum = new Spot.Sum();
        for (int k = 0; k < a.columns(); k++) {
            sum.add(a.data()[i / c.columns() * a.rowStride() + k],
                    b.data()[k * b.rowStride() + i % c.columns() * b.columnStride()]);
        }
        return sum;
    }
}
